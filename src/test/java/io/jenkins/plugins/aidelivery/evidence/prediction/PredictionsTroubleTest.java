package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.evidence.Complaint;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Task;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Every broken table ends in a sentence, never in a number. */
public class PredictionsTroubleTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final Predictions PLAIN = predictions(columns("label", "prediction", "", ""));
    private static final Predictions SCORED = predictions(columns("label", "prediction", "score", ""));
    private static final Predictions WEIGHTED = predictions(columns("label", "prediction", "", "weight"));

    private static Columns columns(String label, String prediction, String score, String weight, String... groups) {
        return PredictionFiles.columns(label, prediction, score, weight, List.of(groups));
    }

    private static Predictions predictions(Columns columns) {
        return new Predictions(columns, "", 0.5, "", 30);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.getRoot().toPath().resolve(name), bytes);
    }

    private String complaint(String name, Predictions predictions) {
        return PredictionFiles.complaint(folder.getRoot().toPath(), name, predictions);
    }

    private String complaint(String name, Predictions predictions, String text) throws IOException {
        write(name, text);
        return complaint(name, predictions);
    }

    private Measures measures(String name, Predictions predictions, String text) throws IOException {
        write(name, text);
        return PredictionFiles.measures(folder.getRoot().toPath(), name, predictions);
    }

    private String note(String name, Predictions predictions, String text) throws IOException {
        write(name, text);
        return PredictionFiles.read(folder.getRoot().toPath(), name, predictions)
                .files()
                .get(0)
                .note();
    }

    private static String reason(Measures measures, String name) {
        Measure measure = PredictionFiles.measure(measures, name, Slice.ALL);
        assertThat(measure.status().isOk()).isFalse();
        return measure.status().reason();
    }

    private static double value(Measures measures, String name) {
        Measure measure = PredictionFiles.measure(measures, name, Slice.ALL);
        assertThat(measure.status().reason()).as(name).isEmpty();
        return measure.amount().value();
    }

    @Test
    public void aMissingColumnIsNamedWithTheNearestThatExist() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "id,lable,prediction\n1,0,0\n"))
                .isEqualTo("there is no column 'label'; the file has 'lable', 'id', 'prediction'");
        assertThat(complaint("p.jsonl", PLAIN, "{\"label\":1,\"pred\":1}\n{\"label\":1,\"pred\":1}\n"))
                .isEqualTo("there is no column 'prediction'; the file has 'pred', 'label'");
        assertThat(complaint(
                        "p2.csv",
                        predictions(columns("label", "prediction", "proba_*", "")),
                        "label,prediction\n1,0\n"))
                .startsWith("no column fits 'proba_*'");
        assertThat(PredictionFiles.complaint(
                        PredictionFiles.directory(),
                        "binary.parquet",
                        predictions(columns("labels", "prediction", "", ""))))
                .startsWith("there is no column 'labels'; the file has 'label'");
    }

    @Test
    public void aColumnThatIsThereTwiceIsRefused() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "label,prediction,label\n1,0,1\n"))
                .isEqualTo("the column 'label' is there twice, as number 1 and 3");
        assertThat(complaint("p.jsonl", PLAIN, "{\"label\":1,\"prediction\":1,\"label\":0}\n"))
                .contains("Duplicate field 'label'");
    }

    @Test
    public void nothingToReadIsSaid() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "")).isEqualTo("the file is empty");
        assertThat(complaint("q.csv", PLAIN, "label,prediction\n")).isEqualTo("the table has no rows");
        assertThat(complaint("r.csv", PLAIN, "label,prediction\n,1\n,0\n")).isEqualTo("no row has a label in 'label'");
        assertThat(complaint("nan.csv", PLAIN, "label,prediction\nNaN,1\nnan,0\n"))
                .isEqualTo("no row has a label in 'label'");
        assertThat(PredictionFiles.complaint(PredictionFiles.directory(), "edge-empty.csv", PLAIN))
                .isEqualTo("the table has no rows");
        assertThat(PredictionFiles.complaint(PredictionFiles.directory(), "edge-empty.parquet", PLAIN))
                .isEqualTo("the table has no rows");
        assertThat(PredictionFiles.complaint(PredictionFiles.directory(), "edge-empty.jsonl", PLAIN))
                .isEqualTo("the file is empty");
    }

    @Test
    public void rowsWithoutALabelAreLeftOutAndCounted() throws IOException {
        String text = "label,prediction\n1,1\n,0\n0,0\n1,\n";
        assertThat(complaint("p.csv", PLAIN, text))
                .isEqualTo(
                        "column 'prediction': no prediction (empty, NaN or infinite) for a row that has a label: row 4");
        String good = "label,prediction\n1,1\n,0\n0,0\n,\n";
        Measures measures = measures("q.csv", PLAIN, good);

        assertThat(value(measures, "labelled_share")).isEqualTo(0.5);
        assertThat(value(measures, "accuracy")).isEqualTo(1);
        assertThat(value(measures, "rows")).isEqualTo(4);
        assertThat(note("q.csv", PLAIN, good)).contains("2 rows without a label in 'label' left out of all metrics");
    }

    @Test
    public void predictionsThatAreNoneAreCountedWithTheirFirstRow() throws IOException {
        assertThat(complaint("a.csv", PLAIN, "label,prediction\na,a\nb,\nb,\n")).endsWith("2 rows, the first is row 2");
        assertThat(complaint("b.csv", PLAIN, "label,prediction\n1,1\n0,nan\n")).endsWith("row 2");
        assertThat(complaint("c.csv", PLAIN, "label,prediction\n1,1\n0,inf\n")).endsWith("row 2");
    }

    @Test
    public void missingScoresSpoilTheirMetricsOnly() throws IOException {
        Columns columns = columns("label", "prediction", "score", "");
        for (String file : List.of("edge-nan-scores.csv", "edge-nan-scores.jsonl", "edge-nan-scores.parquet")) {
            Measures measures = PredictionFiles.measures(PredictionFiles.directory(), file, predictions(columns));
            for (String name : List.of("roc_auc", "pr_auc", "log_loss", "brier", "calibration_error")) {
                assertThat(reason(measures, name))
                        .isEqualTo(
                                "column 'score': no score (empty, NaN or infinite) for a row that has a label: 20 rows,"
                                        + " the first is row 5");
            }
            assertThat(value(measures, "accuracy")).isBetween(0.1, 0.9);
        }
    }

    @Test
    public void scoresOutsideOfProbabilitiesStillRank() throws IOException {
        Measures measures = measures("p.csv", SCORED, "label,prediction,score\n1,1,3.5\n0,0,-2\n1,0,0.1\n");

        assertThat(value(measures, "roc_auc")).isOne();
        assertThat(reason(measures, "log_loss"))
                .isEqualTo(
                        "column 'score': a probability lies between 0 and 1, but 2 rows, the first is row 1 with 3.5");
        assertThat(reason(measures, "brier")).contains("3.5");
        assertThat(reason(measures, "calibration_error")).contains("3.5");
    }

    @Test
    public void oneClassHasNoAreaUnderACurve() throws IOException {
        Measures measures = measures(
                "p.csv",
                predictions(columns("label", "prediction", "score", "")),
                "label,prediction,score\n0,0,0.2\n0,1,0.6\n");

        assertThat(reason(measures, "roc_auc")).isEqualTo("needs both classes, but every label is '0'");
        assertThat(reason(measures, "pr_auc")).contains("both classes");
        assertThat(value(measures, "accuracy")).isEqualTo(0.5);
        assertThat(value(measures, "log_loss")).isPositive();
    }

    @Test
    public void oneValueInAllCellsNeedsANameForThePositiveClass() throws IOException {
        String text = "label,prediction\nok,ok\nok,ok\n";
        Measures measures = measures("p.csv", PLAIN, text);
        assertThat(value(measures, "accuracy")).isOne();
        assertThat(reason(measures, "f1")).contains("name the positive class");

        Predictions named = new Predictions(columns("label", "prediction", "", ""), "broken", 0.5, "", 30);
        Measures again = measures("p.csv", named, text);
        assertThat(value(again, "recall")).isZero();
        assertThat(value(again, "specificity")).isOne();
    }

    @Test
    public void aPositiveClassThatDoesNotOccurIsAMistake() throws IOException {
        Predictions named = new Predictions(columns("label", "prediction", "", ""), "malignnt", 0.5, "", 30);

        assertThat(complaint("p.csv", named, "label,prediction\nmalignant,benign\nbenign,benign\n"))
                .isEqualTo("the positive class 'malignnt' does not occur in 'label'; there is 'benign', 'malignant'");
    }

    @Test
    public void labelsAndPredictionsMustSpeakTheSameWords() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "label,prediction\nyes,1\nno,0\n"))
                .startsWith("labels and predictions have no value in common: there is '0', '1', 'no', 'yes'");
        assertThat(note("q.csv", PLAIN, "label,prediction\na,b\nb,b\nc,c\n"))
                .contains("the class 'a' is never predicted");
    }

    @Test
    public void textWhereNumbersAreNeededIsSaid() throws IOException {
        assertThat(complaint("p.csv", SCORED, "label,prediction,score\n1,1,0.9\n0,0,low\n"))
                .isEqualTo("column 'score': a number was expected, but row 2 with 'low'");
        Predictions regression =
                new Predictions(columns("label", "prediction", "", ""), Task.REGRESSION, "", 0.5, "", 30);
        assertThat(complaint("q.csv", regression, "label,prediction\n1.5,1\nten,2\n"))
                .isEqualTo("column 'label': a regression needs numbers, but row 2 with 'ten'");
        assertThat(complaint("r.csv", regression, "label,prediction\ninf,1\n2,2\n"))
                .isEqualTo("column 'label': infinite in row 1");
        assertThat(complaint(
                        "s.csv",
                        new Predictions(columns("label", "", "score", ""), Task.REGRESSION, "", 0.5, "", 30),
                        "label,score\n1,1\n2,2\n"))
                .isEqualTo("a regression needs a prediction column");
    }

    @Test
    public void weightsAreNumbersFromZeroOn() throws IOException {
        assertThat(complaint("a.csv", WEIGHTED, "label,prediction,weight\n1,1,1\n0,0,-2\n"))
                .isEqualTo("column 'weight': a weight is a number from 0 on, but row 2 with '-2.0'");
        assertThat(complaint("b.csv", WEIGHTED, "label,prediction,weight\n1,1,\n0,0,nan\n"))
                .contains("2 rows, the first is row 1");
        assertThat(complaint("c.csv", WEIGHTED, "label,prediction,weight\n1,1,0\n0,0,0\n"))
                .isEqualTo("column 'weight': all weights are 0");
        assertThat(complaint("d.csv", WEIGHTED, "label,prediction,weight\n1,1,heavy\n0,0,0\n"))
                .contains("'heavy'");
    }

    @Test
    public void raggedRowsAndLooseQuotesHaveALine() throws IOException {
        assertThat(complaint("a.csv", PLAIN, "label,prediction\n1,1\n0\n"))
                .isEqualTo("line 3: 1 cells where the header has 2");
        assertThat(complaint("b.csv", PLAIN, "label,prediction\n1,1\n0,0,0\n"))
                .isEqualTo("line 3: 3 cells where the header has 2");
        assertThat(complaint("c.csv", PLAIN, "label,prediction\n1,1\n\"0,0\n1,1\n"))
                .startsWith("line 3: a quote");
    }

    @Test
    public void otherEncodingsThanUtf8AreSaid() throws IOException {
        write("a.csv", "label,prediction\nja,ja\nn\u00f6,ja\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(complaint("a.csv", PLAIN)).isEqualTo("line 3: not UTF-8 text; write the file in UTF-8");
        write("b.csv", "l\u00e4bel,prediction\nja,ja\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(complaint("b.csv", PLAIN)).isEqualTo("line 1: not UTF-8 text; write the file in UTF-8");
        write("c.csv", "label,prediction\nja,ja\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(complaint("c.csv", PLAIN)).isEqualTo("neither text nor Parquet");
    }

    @Test
    public void brokenFilesOfOtherKindsAreSaid() throws IOException {
        byte[] parquet = Files.readAllBytes(PredictionFiles.directory().resolve("binary.parquet"));
        write("a.parquet", Arrays.copyOf(parquet, parquet.length / 2));
        assertThat(complaint("a.parquet", PLAIN))
                .startsWith("not a readable Parquet file: ")
                .doesNotContain(folder.getRoot().toString());
        write("c.csv.gz", new byte[] {0x1F, (byte) 0x8B, 1, 2, 3});
        assertThat(complaint("c.csv.gz", PLAIN)).isNotEmpty();
        assertThat(complaint("d.jsonl", PLAIN, "{\"label\":1,\"prediction\":1}\n{\"label\":1,\"predic\n"))
                .startsWith("line 2, column");
        assertThat(complaint("e.json", PLAIN, "[1, 2]")).startsWith("line 1: a row must be a JSON object");
        assertThat(complaint("f.csv", PLAIN, "<table/>")).startsWith("XML;");
    }

    @Test
    public void jsonThatBreaksLateHasALine() throws IOException {
        String rows = "{\"label\":1,\"prediction\":1}\n{\"label\":0,\"prediction\":0}\n".repeat(600);

        assertThat(complaint("p.jsonl", PLAIN, rows + "{\"label\":1,,}\n")).startsWith("line 1201");
    }

    @Test
    public void aNameThatSaysSomethingElseThanTheContentIsAMistake() throws IOException {
        assertThat(complaint("p.parquet", PLAIN, "label,prediction\n1,1\n"))
                .isEqualTo("the content is text, whatever the name 'p.parquet' says");
        write("q.csv", Files.readAllBytes(PredictionFiles.directory().resolve("binary.parquet")));
        assertThat(complaint("q.csv", PLAIN)).isEqualTo("the content is Parquet, whatever the name 'q.csv' says");
        assertThat(complaint("r.csv", PLAIN, "{\"label\":1,\"prediction\":1}\n"))
                .contains("the content is JSON");
        assertThat(complaint("s.csv.gz", PLAIN, "label,prediction\n1,1\n")).contains("whatever the name");
    }

    @Test
    public void filesThatAreNotThereAreMissing() throws IOException {
        folder.newFolder("x.parquet");
        Evidence evidence = PredictionFiles.read(folder.getRoot().toPath(), "x.parquet", PLAIN);
        assertThat(evidence.files())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(EvidenceFile.State.MISSING));

        Path file = write("gone.csv", "label,prediction\n1,1\n");
        Report report = Report.open(file, "gone.csv");
        Files.delete(file);
        PredictionsReader reader = new PredictionsReader(PLAIN, folder.getRoot().toPath());
        assertThatThrownBy(() -> reader.read(report, new Recorder("", "gone.csv", "predictions")))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(Complaint.about((IOException) e)).isEqualTo("the file is gone"));
    }

    @Test
    public void tooManyClassesAreNoClasses() throws IOException {
        String text = "label,prediction\n"
                + IntStream.range(0, 20_000).mapToObj(i -> "a" + i + ",a" + i).collect(Collectors.joining("\n")) + "\n";

        assertThat(complaint("p.csv", PLAIN, text)).startsWith("more than 1000 different labels and predictions");
    }

    @Test
    public void classesAreWordsOrNumbersOfSomeSize() throws IOException {
        String essay = "x".repeat(1500);
        assertThat(complaint("p.csv", PLAIN, "label,prediction\n" + essay + "," + essay + "\nb,b\n"))
                .startsWith("a class is a word or a number; 'xxx")
                .endsWith("is a text of more than 1000 characters");
        Measures huge = measures("q.csv", PLAIN, "label,prediction\n1e300,1e300\n1e-5,0.00001\n");
        assertThat(value(huge, "mae")).isZero();
        Predictions classes =
                new Predictions(columns("label", "prediction", "", ""), Task.CLASSIFICATION, "", 0.5, "", 30);
        assertThat(value(measures("r.csv", classes, "label,prediction\n1e300,1e300\n1e-5,0.00001\n"), "accuracy"))
                .isOne();
        String thousand = "label,prediction\n"
                + IntStream.range(0, 1500).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n")) + "\n";
        assertThat(complaint("s.csv", classes, thousand)).startsWith("more than 1000 different labels and predictions");
    }

    @Test
    public void areasOfVeryManyClassesAreNotRanked() throws IOException {
        int classes = 120;
        String names = IntStream.range(0, classes).mapToObj(i -> "p_k" + i).collect(Collectors.joining(","));
        String shares = IntStream.range(1, classes).mapToObj(i -> "0").collect(Collectors.joining(","));
        String rows = IntStream.range(0, classes)
                .mapToObj(i -> "k" + i + ",k" + i + ",1," + shares)
                .collect(Collectors.joining("\n"));
        Measures measures = measures(
                "p.csv",
                predictions(columns("label", "prediction", "p_*", "")),
                "label,prediction," + names + "\n" + rows + "\n");

        assertThat(reason(measures, "roc_auc_ovr_macro")).isEqualTo("not computed for more than 100 classes");
        assertThat(value(measures, "accuracy")).isOne();
        assertThat(value(measures, "log_loss")).isPositive();
    }

    @Test
    public void manyClassesInManyGroupsAreRefused() throws IOException {
        String rows = IntStream.range(0, 900)
                .mapToObj(i -> "k" + i + ",k" + i + ",g" + i % 9)
                .collect(Collectors.joining("\n"));

        assertThat(complaint(
                        "p.csv",
                        predictions(columns("label", "prediction", "", "", "g")),
                        "label,prediction,g\n" + rows + "\n"))
                .isEqualTo("column 'g': 900 classes in 9 groups are too many to compare");
    }

    @Test
    public void anIdentifierIsNoGroup() throws IOException {
        String text = "label,prediction,who\n"
                + IntStream.range(0, 2000).mapToObj(i -> "1,1,p" + i).collect(Collectors.joining("\n")) + "\n";

        assertThat(complaint("p.csv", predictions(columns("label", "prediction", "", "", "who")), text))
                .isEqualTo(
                        "column 'who' has more than 1000 different values; groups are few, this looks like an identifier");
    }

    @Test
    public void hugeCellsAreRefusedWithinMemory() throws IOException {
        Path csv = folder.getRoot().toPath().resolve("p.csv");
        Path json = folder.getRoot().toPath().resolve("p.jsonl");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (Path file : List.of(csv, json)) {
            boolean isJson = file == json;
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write((isJson
                                ? "{\"label\":1,\"prediction\":1}\n{\"prediction\":1,\"label\":\""
                                : "label,prediction\n1,1\n")
                        .getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < 100; i++) {
                    out.write(block);
                }
                out.write((isJson ? "\"}\n" : ",1\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(complaint("p.csv", PLAIN))
                .isEqualTo("line 3: a row of more than 2 MB; leave columns of long texts out");
        assertThat(complaint("p.jsonl", PLAIN)).startsWith("line 2: a row of more than 16 MiB");
    }

    @Test
    public void aSmallFileThatUnpacksToMuchStaysSmallInMemory() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("label,prediction\n".getBytes(StandardCharsets.UTF_8));
            byte[] rows = "1,1\n0,0\n".repeat(1 << 15).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 60; i++) {
                out.write(rows);
            }
        }
        write("p.csv.gz", packed.toByteArray());
        Measures measures = PredictionFiles.measures(folder.getRoot().toPath(), "p.csv.gz", PLAIN);

        assertThat(value(measures, "rows")).isEqualTo(60.0 * (1 << 16));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(line)) {
            out.write("label,prediction\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 50; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        write("q.csv.gz", line.toByteArray());
        assertThat(complaint("q.csv.gz", PLAIN)).isNotEmpty();
    }

    @Test
    public void tenThousandColumnsAreNoTrouble() throws IOException {
        String names = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String cells = "0,".repeat(9_999) + "0";
        Measures measures =
                measures("p.csv", PLAIN, "label,prediction," + names + "\n1,1," + cells + "\n0,1," + cells + "\n");

        assertThat(value(measures, "accuracy")).isEqualTo(0.5);
    }

    @Test
    public void aHeaderIsNeeded() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "1,1\n0,1\n")).startsWith("there is no column 'label'; the file has '1'");
        assertThat(complaint("q.csv", PLAIN, "\nlabel,prediction\n1,1\n")).contains("header");
    }

    @Test
    public void probabilitiesInThePredictionColumnAreNoticed() throws IOException {
        assertThat(complaint("p.csv", PLAIN, "label,prediction\n1,0.9\n0,0.2\n1,0.4\n"))
                .startsWith("the labels look like two classes");
    }

    @Test
    public void scoresOfManyClassesMustBeComplete() throws IOException {
        Predictions many = predictions(columns("label", "prediction", "p_*", ""));
        String text = "label,prediction,p_a,p_b\na,a,0.5,0.5\nb,b,0.2,0.8\nc,a,0.6,0.4\n";
        Measures measures = measures("p.csv", many, text);
        assertThat(reason(measures, "roc_auc_ovr_macro")).isEqualTo("no column that fits 'p_*' is for the class 'c'");
        assertThat(reason(measures, "log_loss")).contains("'c'");

        Measures one = measures("q.csv", SCORED, "label,prediction,score\na,a,0.5\nb,b,0.2\nc,a,0.6\n");
        assertThat(reason(one, "roc_auc_ovr_macro"))
                .isEqualTo(
                        "'score' is one score, but there are 3 classes; name a column a class with a pattern such as proba_*");

        Measures sums = measures(
                "r.csv", many, "label,prediction,p_a,p_b,p_c\na,a,0.5,0.5,0.5\nb,b,0.2,0.8,0\nc,a,0.6,0.4,0\n");
        assertThat(reason(sums, "brier")).isEqualTo("the probabilities of a row add up to 1, but not in row 1");
        assertThat(value(sums, "roc_auc_ovr_macro")).isBetween(0.0, 1.0);

        Measures absent =
                measures("s.csv", many, "label,prediction,p_a,p_b,p_c\na,a,0.5,0.5,0\nb,b,0.2,0.8,0\nb,a,0.6,0.4,0\n");
        assertThat(reason(absent, "roc_auc_ovo_macro")).isEqualTo("needs all classes, but no label is 'c'");
    }

    @Test
    public void scoresAloneMustBeGoodForPredictions() throws IOException {
        Predictions alone = predictions(columns("label", "", "score", ""));

        assertThat(complaint("p.csv", alone, "label,score\n1,0.9\n0,\n"))
                .startsWith("without a prediction column the scores decide, but column 'score'");
        assertThat(complaint("q.csv", alone, "label,score\n1,0.9\n1,0.2\n")).contains("two classes are needed");
        Measures measures = measures("r.csv", alone, "label,score\n1,0.9\n0,0.5\n0,0.4\n");
        assertThat(value(measures, "precision")).isEqualTo(0.5);
        Predictions top = predictions(columns("label", "", "p_*", ""));
        Measures many = measures("s.csv", top, "label,p_a,p_b,p_c\na,0.5,0.5,0\nb,0.2,0.8,0\nc,0.6,0.3,0.1\n");
        assertThat(value(many, "accuracy")).isEqualTo(2 / 3.0);
    }

    @Test
    public void nestedColumnsAreRefused() throws IOException {
        String lists = Files.exists(PredictionFiles.directory().resolve("nested.parquet")) ? "nested.parquet" : "";
        assertThat(lists).isEqualTo("nested.parquet");
        assertThat(PredictionFiles.complaint(PredictionFiles.directory(), lists, PLAIN))
                .contains("a text or a number was expected");
    }

    @Test
    public void sayingNothingIsNotPossible() throws IOException {
        write("p.csv", "label,prediction\n1,1\n0,0\n");
        Measures measures = PredictionFiles.measures(folder.getRoot().toPath(), "p.csv", PLAIN);

        assertThat(measures.find(MeasureId.of("roc_auc"))).isEmpty();
        assertThat(measures.find(MeasureId.of("mse"))).isEmpty();
    }
}
