package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Task;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How tables are read: names, types, tasks, and an engine that does nothing else. */
public class PredictionsTableTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final Predictions PLAIN =
            new Predictions(PredictionFiles.columns("label", "prediction", "", "", List.of()), "", 0.5, "", 30);

    private Measures measures(String name, Predictions predictions, String text) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve(name), text);
        return PredictionFiles.measures(folder.getRoot().toPath(), name, predictions);
    }

    private static double value(Measures measures, String name) {
        return PredictionFiles.measure(measures, name, Slice.ALL).amount().value();
    }

    @Test
    public void numbersAreComparedAsNumbers() throws IOException {
        assertThat(value(measures("a.csv", PLAIN, "label,prediction\n1,1.0\n0,+0\n1,0\n"), "accuracy"))
                .isEqualTo(2 / 3.0);
        assertThat(value(
                        measures(
                                "b.jsonl",
                                PLAIN,
                                "{\"label\":1,\"prediction\":\"1\"}\n{\"label\":0,\"prediction\":0.0}\n"),
                        "accuracy"))
                .isOne();
        Measures measures = measures("c.csv", PLAIN, "label,prediction\n10,10\n9,9\n10,9\n");
        assertThat(value(measures, "recall"))
                .as("10 is the greater number, and so the positive class")
                .isEqualTo(0.5);
        assertThat(measures.find(new MeasureId("support", Slice.of("class", "10"))))
                .isPresent();
    }

    @Test
    public void numbersWithLeadingZerosAreTexts() throws IOException {
        Measures measures = measures("a.csv", PLAIN, "label,prediction\n01,1\n1,1\n01,01\n");

        assertThat(value(measures, "accuracy")).isEqualTo(2 / 3.0);
        assertThat(measures.find(new MeasureId("support", Slice.of("class", "01"))))
                .isPresent();
    }

    @Test
    public void hugeNumbersStayApart() throws IOException {
        String text = "label,prediction\n9007199254740993,9007199254740992\n9007199254740992,9007199254740992\n";

        assertThat(value(measures("a.csv", PLAIN, text), "accuracy")).isEqualTo(0.5);
    }

    @Test
    public void truthValuesAreComparedWhateverTheirCase() throws IOException {
        assertThat(value(measures("a.csv", PLAIN, "label,prediction\nTrue,true\nFalse,false\n"), "accuracy"))
                .isOne();
        Measures digits = measures("b.csv", PLAIN, "label,prediction\nTrue,1\nFalse,0\nFalse,1\n");
        assertThat(value(digits, "accuracy")).isEqualTo(2 / 3.0);
        assertThat(value(digits, "precision")).isEqualTo(0.5);
    }

    @Test
    public void textsAreComparedLetterByLetter() throws IOException {
        assertThat(value(measures("a.csv", PLAIN, "label,prediction\nYes,yes\nyes,yes\nno,no\n"), "accuracy"))
                .isEqualTo(2 / 3.0);
    }

    @Test
    public void thePositiveClassMayBeWrittenInItsOwnWay() throws IOException {
        Predictions zero = new Predictions(PLAIN.columns(), "0.0", 0.5, "", 30);

        assertThat(value(measures("a.csv", zero, "label,prediction\n1,0\n0,0\n0,0\n"), "precision"))
                .isEqualTo(2 / 3.0);
    }

    @Test
    public void theTaskFollowsFromTheNumbers() throws IOException {
        assertThat(measures("a.csv", PLAIN, "label,prediction\n1.5,1\n2,2\n").names())
                .contains("mae")
                .doesNotContain("accuracy");
        StringBuilder whole = new StringBuilder("label,prediction\n");
        for (int i = 0; i < 200; i++) {
            whole.append(i).append(',').append(i + 1).append('\n');
        }
        assertThat(measures("b.csv", PLAIN, whole.toString()).names()).contains("mae");
        Predictions classes = new Predictions(PLAIN.columns(), Task.CLASSIFICATION, "", 0.5, "", 30);
        assertThat(measures("c.csv", classes, whole.toString()).names())
                .contains("accuracy")
                .doesNotContain("mae");
        Predictions numbers = new Predictions(PLAIN.columns(), Task.REGRESSION, "", 0.5, "", 30);
        assertThat(measures("d.csv", numbers, "label,prediction\n1,0\n0,0\n").names())
                .contains("mae");
        assertThat(measures("e.csv", PLAIN, "label,prediction\n1,2.5\n3,3.5\n2,2\n")
                        .names())
                .contains("mae");
    }

    @Test
    public void nothingInAFileIsEverSql() throws IOException {
        String evil = "\"'; DROP TABLE candidate; --";
        Columns columns = PredictionFiles.columns(evil, "p\"]}'", "", "", List.of("g'\uD83D\uDE80"));
        Predictions predictions = new Predictions(columns, "x'); SELECT 1; --", 0.5, "", 1);
        String csv = "\"\"\"'; DROP TABLE candidate; --\",\"p\"\"]}'\",g'\uD83D\uDE80\n"
                + "x'); SELECT 1; --,x'); SELECT 1; --,' OR 1=1\nb,x'); SELECT 1; --,\"a,\"\"b\"\nb,b,\"a,\"\"b\"\n";
        Measures measures = measures("a';b.csv", predictions, csv);
        assertThat(value(measures, "precision")).isEqualTo(0.5);
        assertThat(PredictionFiles.measure(measures, "accuracy", Slice.of("g'\uD83D\uDE80", "a,\"b"))
                        .amount()
                        .value())
                .isEqualTo(0.5);

        String json = "{\"\\\"'; DROP TABLE candidate; --\": \"b\", \"p\\\"]}'\": \"b\", \"g'\uD83D\uDE80\": \"q\"}\n";
        assertThat(value(measures("a.jsonl", new Predictions(columns, "", 0.5, "", 1), json), "accuracy"))
                .isOne();
    }

    @Test
    public void namesThatArePatternsElsewhereStandForThemselves() throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("p1.csv"), "label,prediction\n0,1\n");
        Files.writeString(folder.getRoot().toPath().resolve("px.csv"), "label,prediction\n0,1\n");
        Files.writeString(folder.getRoot().toPath().resolve("p[1].csv"), "label,prediction\n1,1\n");
        Evidence evidence = PredictionFiles.read(folder.getRoot().toPath(), "p[1].csv", PLAIN);
        assertThat(evidence.files().get(0).note()).isEmpty();
        assertThat(value(evidence.measures(), "accuracy")).isOne();
        Path strange = Files.writeString(folder.getRoot().toPath().resolve("p?.csv"), "label,prediction\n1,1\n");
        Report report = Report.open(strange, "p?.csv");
        Recorder recorder = new Recorder("", "p?.csv", "predictions");
        new PredictionsReader(PLAIN, folder.getRoot().toPath()).read(report, recorder);
        assertThat(recorder.measures())
                .filteredOn(one -> one.name().equals("rows"))
                .singleElement()
                .satisfies(one -> assertThat(one.amount().value()).isOne());
    }

    @Test
    public void theEngineReadsNothingElse() throws IOException {
        Path mine = Files.writeString(folder.getRoot().toPath().resolve("mine.csv"), "x\n1\n");
        Path other = Files.writeString(folder.getRoot().toPath().resolve("other.csv"), "x\n1\n");
        try (TableEngine engine = TableEngine.open(List.of(mine), TableEngine.Results.STREAMED)) {
            assertThat(engine.count("SELECT count(*) FROM read_csv(" + engine.path(mine) + ")"))
                    .isOne();
            for (String sql : List.of(
                    "SELECT * FROM read_csv(" + engine.path(other) + ")",
                    "SELECT * FROM read_text('/etc/hostname')",
                    "SELECT * FROM 'https://example.org/x.csv'",
                    "COPY (SELECT 1) TO " + engine.path(other),
                    "ATTACH " + engine.path(other),
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SET enable_external_access = true",
                    "SET allowed_paths = ['/']",
                    "SET memory_limit = '100GB'",
                    "SET lock_configuration = false")) {
                assertThatThrownBy(() -> engine.run(sql)).as(sql).isInstanceOf(EvidenceException.class);
            }
        }
    }

    @Test
    public void theEngineLeavesNothingBehind() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = ours(temporary);
        measures("a.csv", PLAIN, "label,prediction\n1,1\n");
        PredictionFiles.read(
                folder.getRoot().toPath(),
                "a.csv",
                new Predictions(PredictionFiles.columns("x", "y", "", "", List.of()), "", 0.5, "", 30));

        assertThat(ours(temporary)).isEqualTo(before);
    }

    private static List<Path> ours(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ai-delivery-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void resultsRepeatToTheLastBit() {
        Columns columns =
                PredictionFiles.columns("label", "prediction", "score", "weight", List.of("age_band", "site"));
        Predictions predictions = new Predictions(columns, "", 0.5, "", 1);
        Measures once = PredictionFiles.measures(PredictionFiles.directory(), "binary.parquet", predictions);
        for (String file : List.of("binary.csv", "binary.jsonl", "binary.csv.gz", "binary-pandas.parquet")) {
            Measures again = PredictionFiles.measures(PredictionFiles.directory(), file, predictions);
            assertThat(again.size()).isEqualTo(once.size());
            once.all()
                    .forEach(measure -> assertThat(
                                    again.find(measure.id()).orElseThrow().amount())
                            .isEqualTo(measure.amount()));
        }
    }

    @Test
    public void aJsonArrayIsATableToo() throws IOException {
        assertThat(value(
                        measures(
                                "a.json",
                                PLAIN,
                                "[{\"label\":\"a\",\"prediction\":\"a\"},\n {\"label\":\"b\",\"prediction\":\"a\"}]"),
                        "accuracy"))
                .isEqualTo(0.5);
        assertThat(PredictionFiles.read(folder.newFolder().toPath(), "none.json", PLAIN)
                        .files()
                        .get(0)
                        .state())
                .isEqualTo(EvidenceFile.State.MISSING);
        assertThat(PredictionFiles.complaint(
                        Files.writeString(folder.getRoot().toPath().resolve("b.json"), "[]")
                                .getParent(),
                        "b.json",
                        PLAIN))
                .isEqualTo("there is no column 'label'; the file has no columns");
    }

    @Test
    public void anEntryIsTheSameAfterJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Predictions predictions = new Predictions(
                new Columns("l", "p", "s_*", "w", "id", List.of("g")), Task.CLASSIFICATION, "yes", 0.4, "old.csv", 50);
        EvidenceEntry entry = new EvidenceEntry("p.csv", "model", 60, predictions);

        assertThat(json.readValue(json.writeValueAsString(entry), EvidenceEntry.class))
                .isEqualTo(entry);
        assertThat(json.writeValueAsString(entry)).contains("\"task\":\"classification\"");
    }

    @Test
    public void namesOfAnEntryBecomeAFamily() throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("p.csv"), "label,prediction\n1,1\n0,1\n");
        Evidence evidence = new EvidenceCollector(folder.getRoot().toPath(), Freshness.any())
                .collect(List.of(new EvidenceEntry("p.csv", "holdout", 0, PLAIN)));

        assertThat(value(evidence.measures(), "holdout.accuracy")).isEqualTo(0.5);
    }
}
