package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/** Every metric of every file is scikit-learn's and fairlearn's to 1e-9, weighted or not, whatever the format. */
public class PredictionsAgreementTest {
    /** What these two ask is what we answer differently, on purpose; see PredictionsFairnessTest. */
    private static final Set<String> OTHER_FAIRNESS = Set.of("edge-group-without-positives");

    private static final Map<String, String> OF_LABELS = new TreeMap<>(Map.of(
            "accuracy", "accuracy",
            "balanced_accuracy", "balanced_accuracy",
            "mcc", "matthews_correlation",
            "cohen_kappa", "cohen_kappa"));

    @Test
    public void binaryClassifiersAgree() {
        for (String name : PredictionFiles.ofTask("binary")) {
            JsonNode expected = PredictionFiles.expected(name);
            for (JsonNode file : expected.get("files")) {
                binaryAgrees(expected, file.asText(), false);
                if (expected.get("weighted").isObject()) {
                    binaryAgrees(expected, file.asText(), true);
                }
            }
        }
    }

    private static void binaryAgrees(JsonNode expected, String file, boolean weighted) {
        JsonNode columns = expected.get("columns");
        List<String> groups = new ArrayList<>();
        expected.get("groups").forEach(group -> groups.add(group.asText()));
        Columns named = PredictionFiles.columns(
                columns.get("label").asText(),
                columns.get("prediction").asText(),
                columns.get("score").asText(),
                weighted ? columns.get("weight").asText() : "",
                groups);
        Measures measures = PredictionFiles.measures(
                PredictionFiles.directory(),
                file,
                new Predictions(named, expected.get("positive").asText(), 0.5, "", 1));
        JsonNode block = expected.get(weighted ? "weighted" : "unweighted");
        labelsAgree(measures, block);
        for (String metric : List.of("precision", "recall", "f1")) {
            PredictionFiles.agrees(measures, metric, Slice.ALL, block.at("/positive/" + metric));
        }
        PredictionFiles.agrees(measures, "specificity", Slice.ALL, block.at("/per_class/0/recall"));
        if (expected.get("rows_scored").asLong()
                == expected.get("rows_labelled").asLong()) {
            scoresAgree(measures, block.get("scores"));
        }
        if (!OTHER_FAIRNESS.contains(expected.get("name").asText())) {
            for (String group : groups) {
                fairnessAgrees(
                        measures,
                        group,
                        expected.at("/fairness/" + (weighted ? "weighted" : "unweighted"))
                                .get(group));
            }
        }
    }

    private static void labelsAgree(Measures measures, JsonNode block) {
        OF_LABELS.forEach((ours, theirs) -> PredictionFiles.agrees(measures, ours, Slice.ALL, block.get(theirs)));
        for (String average : List.of("macro", "micro", "weighted")) {
            for (String metric : List.of("precision", "recall", "f1")) {
                PredictionFiles.agrees(
                        measures, metric + "_" + average, Slice.ALL, block.at("/" + average + "/" + metric));
            }
        }
        for (JsonNode one : block.get("per_class")) {
            Slice slice = Slice.of(
                    "class", one.get("class").asText().replace("True", "true").replace("False", "false"));
            for (String metric : List.of("precision", "recall", "f1", "support")) {
                PredictionFiles.agrees(measures, metric, slice, one.get(metric));
            }
        }
    }

    private static void scoresAgree(Measures measures, JsonNode scores) {
        PredictionFiles.agrees(measures, "roc_auc", Slice.ALL, scores.get("roc_auc"));
        if (!scores.get("roc_auc").isNull()) {
            PredictionFiles.agrees(measures, "pr_auc", Slice.ALL, scores.get("average_precision"));
        }
        PredictionFiles.agrees(measures, "log_loss", Slice.ALL, scores.get("log_loss"));
        PredictionFiles.agrees(measures, "brier", Slice.ALL, scores.get("brier_score"));
        PredictionFiles.agrees(measures, "calibration_error", Slice.ALL, scores.get("ece_10"));
        PredictionFiles.agrees(measures, "calibration_error_15", Slice.ALL, scores.get("ece_15"));
    }

    private static void fairnessAgrees(Measures measures, String column, JsonNode expected) {
        for (JsonNode group : expected.get("by_group")) {
            Slice slice = Slice.of(column, group.get("group").get(column).asText());
            PredictionFiles.agrees(measures, "accuracy", slice, group.get("accuracy"));
            PredictionFiles.agrees(measures, "selection_rate", slice, group.get("selection_rate"));
            PredictionFiles.agrees(measures, "true_positive_rate", slice, group.get("true_positive_rate"));
            PredictionFiles.agrees(measures, "false_positive_rate", slice, group.get("false_positive_rate"));
            PredictionFiles.agrees(measures, "recall", slice, group.get("recall"));
            if (group.get("precision").asDouble() == 0
                    && group.get("selection_rate").asDouble() == 0) {
                // scikit-learn's 0/0 = 0; we say that there is no precision.
                assertThat(PredictionFiles.measure(measures, "precision", slice)
                                .status()
                                .reason())
                        .contains("no row predicted to be positive");
            } else {
                PredictionFiles.agrees(measures, "precision", slice, group.get("precision"));
            }
            PredictionFiles.agrees(measures, "rows", slice, group.get("count"));
        }
        Slice slice = Slice.of("groups", column);
        JsonNode criteria = expected.get("criteria");
        for (String criterion : List.of("demographic_parity", "equalized_odds", "equal_opportunity")) {
            for (String kind : List.of("difference", "ratio")) {
                String name = criterion + "_" + kind;
                PredictionFiles.agrees(measures, "fairness." + name, slice, criteria.get(name + "_between_groups"));
            }
        }
        PredictionFiles.agrees(
                measures, "fairness.disparate_impact", slice, criteria.get("demographic_parity_ratio_between_groups"));
    }

    @Test
    public void classifiersOfManyClassesAgree() {
        for (String name : PredictionFiles.ofTask("multiclass")) {
            JsonNode expected = PredictionFiles.expected(name);
            for (JsonNode file : expected.get("files")) {
                for (boolean weighted : new boolean[] {false, true}) {
                    Columns columns = PredictionFiles.columns(
                            "label", "prediction", "score_*", weighted ? "weight" : "", List.of("site"));
                    Measures measures = PredictionFiles.measures(
                            PredictionFiles.directory(), file.asText(), new Predictions(columns, "", 0.5, "", 1));
                    manyAgree(measures, expected.get(weighted ? "weighted" : "unweighted"));
                }
            }
        }
    }

    private static void manyAgree(Measures measures, JsonNode block) {
        labelsAgree(measures, block);
        for (String metric : List.of("precision", "recall", "f1")) {
            PredictionFiles.agrees(measures, metric, Slice.ALL, block.at("/weighted/" + metric));
        }
        JsonNode scores = block.get("scores");
        PredictionFiles.agrees(measures, "roc_auc_ovr_macro", Slice.ALL, scores.get("roc_auc_ovr_macro"));
        PredictionFiles.agrees(measures, "roc_auc_ovr_weighted", Slice.ALL, scores.get("roc_auc_ovr_weighted"));
        if (!scores.get("roc_auc_ovo_macro").isNull()) {
            PredictionFiles.agrees(measures, "roc_auc_ovo_macro", Slice.ALL, scores.get("roc_auc_ovo_macro"));
        }
        PredictionFiles.agrees(measures, "pr_auc_macro", Slice.ALL, scores.get("average_precision_macro"));
        PredictionFiles.agrees(measures, "pr_auc_weighted", Slice.ALL, scores.get("average_precision_weighted"));
        PredictionFiles.agrees(measures, "log_loss", Slice.ALL, scores.get("log_loss"));
        PredictionFiles.agrees(measures, "brier", Slice.ALL, scores.get("brier_score"));
        PredictionFiles.agrees(measures, "calibration_error", Slice.ALL, scores.get("ece_top_label_10"));
        PredictionFiles.agrees(measures, "calibration_error_15", Slice.ALL, scores.get("ece_top_label_15"));
    }

    @Test
    public void regressionsAgree() {
        for (String name : PredictionFiles.ofTask("regression")) {
            JsonNode expected = PredictionFiles.expected(name);
            for (JsonNode file : expected.get("files")) {
                regressionAgrees(expected, file.asText(), false);
                if (expected.get("weighted").isObject()) {
                    regressionAgrees(expected, file.asText(), true);
                }
            }
        }
    }

    private static void regressionAgrees(JsonNode expected, String file, boolean weighted) {
        List<String> groups = new ArrayList<>();
        expected.get("groups").forEach(group -> groups.add(group.asText()));
        Columns columns = PredictionFiles.columns("label", "prediction", "", weighted ? "weight" : "", groups);
        Predictions predictions = new Predictions(columns, EvidenceEntry.Task.REGRESSION, "", 0.5, "", 1);
        Measures measures = PredictionFiles.measures(PredictionFiles.directory(), file, predictions);
        JsonNode block = expected.get(weighted ? "weighted" : "unweighted");
        for (String metric : List.of("mse", "rmse", "mae", "mape", "median_absolute_error", "max_error")) {
            PredictionFiles.agrees(measures, metric, Slice.ALL, block.get(metric));
        }
        if (expected.get("name").asText().equals("edge-regression-constant-label")) {
            assertThat(PredictionFiles.measure(measures, "r2", Slice.ALL)
                            .status()
                            .reason())
                    .contains("all labels are equal");
        } else {
            PredictionFiles.agrees(measures, "r2", Slice.ALL, block.get("r2"));
            PredictionFiles.agrees(measures, "explained_variance", Slice.ALL, block.get("explained_variance"));
        }
        for (String column : groups) {
            for (JsonNode group : expected.at("/fairness/" + (weighted ? "weighted" : "unweighted"))
                    .get(column)
                    .get("by_group")) {
                Slice slice = Slice.of(column, group.get("group").get(column).asText());
                PredictionFiles.agrees(measures, "mae", slice, group.get("mae"));
                assertThat(PredictionFiles.measure(measures, "rmse", slice)
                                .amount()
                                .value())
                        .isEqualTo(Math.sqrt(group.get("mse").asDouble()), within(1e-9));
            }
        }
    }
}
