package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * scikit-learn's {@code classification_report(..., output_dict=True)} as JSON. Averages are measures by name
 * ({@code f1_macro}), classes are slices. Its sampling is that of a share where the share can be counted: accuracy over
 * all rows, recall over a class's rows.
 */
public final class SklearnReader implements ReportReader {
    /** The report's keys that are no classes, and what their averages are called here. */
    private static final Map<String, String> AVERAGES = Map.of(
            "macro avg", "_macro",
            "weighted avg", "_weighted",
            "micro avg", "_micro",
            "samples avg", "_samples");

    private static final Map<String, String> METRICS =
            Map.of("precision", "precision", "recall", "recall", "f1-score", "f1");

    @Override
    public String format() {
        return "sklearn";
    }

    @Override
    public String family() {
        return "";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/macro avg/precision") || head.has("/weighted avg/precision");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        List<String> undefined = new ArrayList<>();
        JsonEntry root = new JsonEntry(report.tree(), "");
        double rows = root.at("weighted avg").at("support").number().orElse(Double.NaN);
        for (JsonEntry entry : root.children()) {
            String key = entry.name();
            if (key.equals("accuracy") && entry.node().isNumber()) {
                out.add("accuracy", share(entry.number(), rows), entry.place());
            } else if (AVERAGES.containsKey(key)) {
                recordAverage(entry, AVERAGES.get(key), out);
            } else {
                recordClass(entry, out, undefined);
            }
        }
        if (!undefined.isEmpty()) {
            out.note("never predicted, so without a precision, and left out of the averages by scikit-learn: "
                    + String.join(", ", undefined.subList(0, Math.min(5, undefined.size()))));
        }
    }

    private static void recordAverage(JsonEntry average, String suffix, Recorder out) throws EvidenceException {
        for (Map.Entry<String, String> metric : METRICS.entrySet()) {
            JsonEntry value = average.at(metric.getKey());
            out.add(metric.getValue() + suffix, plain(value), value.place());
        }
    }

    private static void recordClass(JsonEntry entry, Recorder out, List<String> undefined) throws EvidenceException {
        Slice slice = Slice.of("class", entry.name());
        JsonEntry support = entry.at("support");
        for (Map.Entry<String, String> metric : METRICS.entrySet()) {
            JsonEntry value = entry.at(metric.getKey());
            boolean recall = metric.getValue().equals("recall");
            Amount amount = recall ? share(value.number(), support.number().orElse(Double.NaN)) : plain(value);
            out.add(metric.getValue(), slice, amount, value.place());
            if (metric.getValue().equals("precision") && Double.isNaN(amount.value())) {
                undefined.add(entry.name());
            }
        }
        // Rows of the same data in every report, so they don't add up over files.
        double rows = support.number().orElse(Double.NaN);
        out.add("support", slice, Amount.value(rows, Unit.NUMBER, Direction.NONE), support.place());
    }

    private static Amount plain(JsonEntry value) throws EvidenceException {
        return Amount.value(value.number().orElse(Double.NaN), Unit.RATIO, Direction.HIGHER);
    }

    /** Of so many rows, if that is what the value is: weighted rows have no whole numbers. */
    private static Amount share(OptionalDouble value, double rows) {
        Amount plain = Amount.value(value.orElse(Double.NaN), Unit.RATIO, Direction.HIGHER);
        double hits = plain.value() * rows;
        boolean counted = rows >= 1 && rows == Math.rint(rows) && Math.abs(hits - Math.rint(hits)) < 1e-6;
        return counted && plain.value() >= 0 && plain.value() <= 1
                ? plain.with(new Sampling.Share((long) rows, rows))
                : plain;
    }
}
