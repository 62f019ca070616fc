package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Task;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Two versions on the same rows; expectations by paired.py. */
public class PredictionsComparisonTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Predictions compared(String score, String weight, String baseline) {
        Columns columns = new Columns("label", "prediction", score, weight, "id", List.of());
        return new Predictions(columns, "", 0.5, baseline, 30);
    }

    private static JsonNode expected(String name, boolean weighted) throws IOException {
        Path file = PredictionFiles.directory().resolve("paired.expected-comparison.json");
        return new ObjectMapper().readTree(file.toFile()).at("/" + name + (weighted ? "/weighted" : "/unweighted"));
    }

    private static Paired paired(Measures measures, String name) {
        return PredictionFiles.measure(measures, name, Slice.ALL)
                .pairedComparison()
                .orElseThrow();
    }

    private static void agrees(Measures measures, String name, JsonNode wanted, double errorTolerance) {
        Paired got = paired(measures, name);
        double value =
                PredictionFiles.measure(measures, name, Slice.ALL).amount().value();
        assertThat(got.baseline()).as(name).isCloseTo(wanted.get("baseline").asDouble(), within(1e-11 * (1 + value)));
        assertThat(got.difference())
                .as(name)
                .isCloseTo(wanted.get("difference").asDouble(), within(1e-11 * (1 + value)));
        assertThat(value - got.baseline()).isCloseTo(got.difference(), within(1e-11 * (1 + value)));
        double error = wanted.get("standard_error").asDouble();
        assertThat(got.precision().standardError()).as(name).isCloseTo(error, within(errorTolerance * error));
        if (!name.equals("accuracy")) {
            assertThat(got.test().pValue()).as(name).isCloseTo(wanted.get("p").asDouble(), within(1e-5));
        }
    }

    @Test
    public void classifiersAreComparedOnTheSameRows() throws IOException {
        for (boolean weighted : new boolean[] {false, true}) {
            Measures measures = PredictionFiles.measures(
                    PredictionFiles.directory(),
                    "binary.parquet",
                    compared("score", weighted ? "weight" : "", "paired-binary-before.csv"));
            JsonNode wanted = expected("binary", weighted);
            for (String name : List.of(
                    "accuracy",
                    "precision",
                    "recall",
                    "f1",
                    "balanced_accuracy",
                    "mcc",
                    "cohen_kappa",
                    "f1_weighted",
                    "f1_macro")) {
                // Numerical derivatives have six digits or so.
                agrees(measures, name, wanted.get(name), 1e-5);
            }
            for (String name : List.of("roc_auc", "log_loss", "brier")) {
                agrees(measures, name, wanted.get(name), 1e-9);
            }
            if (!weighted) {
                assertThat(paired(measures, "accuracy").test().name()).isEqualTo("McNemar");
                assertThat(paired(measures, "accuracy").test().pValue())
                        .isCloseTo(wanted.at("/mcnemar/p").asDouble(), within(1e-12));
            } else {
                assertThat(paired(measures, "accuracy").test().name()).isEqualTo("paired z (delta method)");
            }
            assertThat(paired(measures, "roc_auc").test().name()).isEqualTo("DeLong");
            assertThat(paired(measures, "brier").test().name()).isEqualTo("paired t");
        }
    }

    @Test
    public void regressionsAreComparedOnTheSameRows() throws IOException {
        for (boolean weighted : new boolean[] {false, true}) {
            Measures measures = PredictionFiles.measures(
                    PredictionFiles.directory(),
                    "diabetes.jsonl",
                    compared("", weighted ? "weight" : "", "paired-diabetes-before.csv"));
            JsonNode wanted = expected("diabetes", weighted);
            agrees(measures, "mae", wanted.get("mae"), 1e-9);
            agrees(measures, "mse", wanted.get("mse"), 1e-9);
            agrees(measures, "rmse", wanted.get("rmse"), 1e-5);
        }
    }

    private Measures compare(String candidate, String baseline) throws IOException {
        write(candidate, baseline);
        return PredictionFiles.measures(folder.getRoot().toPath(), "new.csv", compared("", "", "old.csv"));
    }

    private String complaint(String candidate, String baseline) throws IOException {
        write(candidate, baseline);
        return PredictionFiles.complaint(folder.getRoot().toPath(), "new.csv", compared("", "", "old.csv"));
    }

    private void write(String candidate, String baseline) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("new.csv"), "id,label,prediction\n" + candidate);
        Files.writeString(folder.getRoot().toPath().resolve("old.csv"), "id,label,prediction\n" + baseline);
    }

    @Test
    public void fewDiscordantRowsAreTestedExactly() throws IOException {
        Measures measures = compare("a,1,1\nb,0,0\nc,1,1\nd,0,0\n", "d,0,1\nc,1,1\nb,0,0\na,1,0\n");

        assertThat(paired(measures, "accuracy").test()).isEqualTo(new Paired.Test("McNemar (exact)", 0.5));
        assertThat(paired(measures, "accuracy").difference()).isEqualTo(0.5);
    }

    @Test
    public void versionsThatAgreeEverywhereAreNotKnownToBeTheSame() throws IOException {
        Measures measures = compare("a,1,1\nb,0,0\nc,1,0\n", "a,1,1\nb,0,0\nc,1,0\n");

        assertThat(paired(measures, "accuracy").difference()).isZero();
        assertThat(paired(measures, "accuracy").precision().standardError()).isCloseTo(0.2, within(1e-12));
        assertThat(paired(measures, "accuracy").test().pValue()).isOne();
        assertThat(paired(measures, "f1").test().pValue()).isOne();
    }

    @Test
    public void rowsOfOneSideOnlyAreCounted() throws IOException {
        assertThat(complaint("a,1,1\nb,0,0\nc,0,0\n", "a,1,1\nd,0,0\n"))
                .isEqualTo(
                        "this file and the baseline 'old.csv' don't hold the same rows: by 'id', 2 are only here and 1 only"
                                + " there");
    }

    @Test
    public void idsStandForOneRow() throws IOException {
        assertThat(complaint("a,1,1\na,0,0\n", "a,1,1\nb,0,0\n"))
                .isEqualTo("column 'id': an id stands for one row, but 1 is there more than once: 'a', first in row 1");
        assertThat(complaint("a,1,1\nb,0,0\n", "a,1,1\nb,0,0\nb,0,0\n"))
                .startsWith("the baseline 'old.csv': column 'id'");
        assertThat(complaint("a,1,1\n,0,0\n", "a,1,1\nb,0,0\n")).isEqualTo("column 'id': no id in row 2");
    }

    @Test
    public void labelsMustBeTheSame() throws IOException {
        assertThat(complaint("a,1,1\nb,0,0\n", "a,1,1\nb,1,0\n"))
                .isEqualTo("the labels here and in the baseline 'old.csv' differ in row 2");
        assertThat(paired(compare("a,1,1\nb,0,0\n", "a,1.0,1\nb,0.0,0\n"), "accuracy")
                        .difference())
                .isZero();
    }

    @Test
    public void aBaselineThatCantBeReadIsSaid() throws IOException {
        assertThat(complaint("a,1,1\nb,0,0\n", "a,1\n"))
                .isEqualTo("the baseline 'old.csv': line 2: 2 cells where the header has 3");
        assertThat(complaint("a,1,1\nb,0,0\n", "a,1,1\nb,0,\n"))
                .startsWith("the baseline 'old.csv': column 'prediction'");
        Files.delete(folder.getRoot().toPath().resolve("old.csv"));
        Evidence evidence = PredictionFiles.read(folder.getRoot().toPath(), "new.csv", compared("", "", "old.csv"));
        assertThat(evidence.files().get(0).note())
                .isEqualTo("there is no baseline 'old.csv', so nothing is compared row by row");
        Path outside = Files.writeString(folder.newFolder("elsewhere").toPath().resolve("x.csv"), "id\n");
        Path work = folder.newFolder("work").toPath();
        Files.copy(folder.getRoot().toPath().resolve("new.csv"), work.resolve("new.csv"));
        Files.createSymbolicLink(work.resolve("old.csv"), outside);
        assertThat(PredictionFiles.complaint(work, "new.csv", compared("", "", "old.csv")))
                .contains("out of the workspace");
        assertThat(PredictionFiles.complaint(work, "new.csv", compared("", "", "*.csv")))
                .contains("not a pattern");
        assertThat(PredictionFiles.complaint(work, "new.csv", compared("", "", "../old.csv")))
                .contains("leaves it");
        Predictions noId =
                new Predictions(new Columns("label", "prediction", "", "", "", List.of()), "", 0.5, "old.csv", 30);
        assertThat(PredictionFiles.complaint(work, "new.csv", noId)).contains("'id' must name the column");
    }

    @Test
    public void aClassOnlyTheOldVersionKnewIsAClass() throws IOException {
        Measures measures = compare("a,x,x\nb,y,y\nc,y,x\n", "a,x,z\nb,y,y\nc,y,y\n");

        assertThat(paired(measures, "accuracy").baseline()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    public void scoresOfTheOldVersionMayDecideItsPredictions() throws IOException {
        Path directory = folder.getRoot().toPath();
        Files.writeString(directory.resolve("new.csv"), "id,label,score\na,1,0.9\nb,0,0.6\nc,1,0.7\nd,0,0.1\n");
        Files.writeString(directory.resolve("old.csv"), "id,label,score\na,1,0.4\nb,0,0.6\nc,1,0.8\nd,0,0.2\n");
        Columns columns = new Columns("label", "", "score", "", "id", List.of());
        Measures measures =
                PredictionFiles.measures(directory, "new.csv", new Predictions(columns, "1", 0.5, "old.csv", 1));

        assertThat(paired(measures, "recall").difference()).isEqualTo(0.5);
        assertThat(paired(measures, "roc_auc").baseline()).isEqualTo(0.75);
        Files.writeString(directory.resolve("old.csv"), "id,label,score\na,1,0.4\nb,0,\nc,1,0.8\nd,0,0.2\n");
        assertThat(PredictionFiles.complaint(directory, "new.csv", new Predictions(columns, "1", 0.5, "old.csv", 1)))
                .startsWith("the baseline 'old.csv': column 'score'");
    }

    @Test
    public void aRegressionNeedsNumbersInBoth() throws IOException {
        write("a,1.5,1\nb,2.5,2\n", "a,1.5,one\nb,2.5,2\n");
        Columns columns = new Columns("label", "prediction", "", "", "id", List.of());
        Predictions regression = new Predictions(columns, Task.REGRESSION, "", 0.5, "old.csv", 30);

        assertThat(PredictionFiles.complaint(folder.getRoot().toPath(), "new.csv", regression))
                .isEqualTo("column 'baseline prediction': a regression needs numbers, but row 1 with 'one'");
    }
}
