package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The results file of EleutherAI's lm-evaluation-harness, {@code results_<time>.json}: {@code <task>.<metric>}, a filter
 * other than "none" as a slice. Keys are {@code acc,none} since version 0.4, {@code acc} before.
 */
public final class LmEvalReader implements ReportReader {
    /** More tasks and groups than any suite has. */
    private static final int MOST_TASKS = 50_000;

    private static final String STANDARD_ERROR = "_stderr";

    /** What stands beside the metrics of a task; all else with a number is one. */
    private static final Set<String> NO_METRIC = Set.of("name", "alias", "sample_len", "sample_count", "samples");

    @Override
    public String format() {
        return "lm-eval";
    }

    @Override
    public String family() {
        return "eval";
    }

    @Override
    public boolean recognises(Head head) {
        boolean current = head.has("/results/*/alias") || head.has("/n-shot") || head.has("/higher_is_better");
        boolean old = head.has("/versions") && (head.has("/config/model") || head.has("/config/model_args"));
        return head.has("/results") && !head.has("/evalId") && (current || old);
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Map<String, JsonEntry> tasks = new LinkedHashMap<>();
        Map<String, JsonEntry> directions = new HashMap<>();
        Map<String, JsonEntry> samples = new LinkedHashMap<>();
        new JsonWalk()
                .on("/results/*", value -> keep(tasks, value))
                .on("/groups/*", value -> {
                    // Also among the results, but not in old versions.
                    if (!tasks.containsKey(value.name())) {
                        keep(tasks, value);
                    }
                })
                .on("/higher_is_better/*", value -> keep(directions, value))
                .on("/n-samples/*", value -> keep(samples, value))
                .on("/date", value -> date(value, out))
                .walk(report);
        for (JsonEntry task : tasks.values()) {
            String name = task.name();
            new Task(task, directions.getOrDefault(name, JsonEntry.NONE), samples.getOrDefault(name, JsonEntry.NONE))
                    .record(out);
        }
        limits(samples, out);
    }

    private static void keep(Map<String, JsonEntry> entries, JsonEntry value) throws EvidenceException {
        entries.put(value.name(), value);
        if (entries.size() > MOST_TASKS) {
            throw new EvidenceException(value.place() + ": more than " + MOST_TASKS + " tasks");
        }
    }

    /** Seconds since 1970; versions before 0.4 have none. */
    private static void date(JsonEntry value, Recorder out) {
        double seconds = value.node().asDouble(0);
        if (seconds > 0 && seconds < 1e11) {
            out.produced(Instant.ofEpochMilli((long) (seconds * 1000)));
        }
    }

    private static void limits(Map<String, JsonEntry> samples, Recorder out) throws EvidenceException {
        Map<String, String> limited = new LinkedHashMap<>();
        for (JsonEntry task : samples.values()) {
            long original = task.at("original").count();
            long effective = task.at("effective").count();
            if (effective < original) {
                limited.put(task.name(), effective + " of " + original);
            }
        }
        if (!limited.isEmpty()) {
            out.note("only a part of the documents was used (--limit): "
                    + limited.entrySet().stream()
                            .limit(5)
                            .map(task -> task.getKey() + " " + task.getValue())
                            .collect(Collectors.joining(", "))
                    + (limited.size() > 5 ? " and " + (limited.size() - 5) + " more tasks" : ""));
        }
    }

    /**
     * The key of a figure.
     *
     * @param metric its name
     * @param filter which answers were taken; empty in old files, which have none
     */
    private record Key(String metric, String filter) {
        static Key of(String text) {
            int comma = text.indexOf(',');
            return comma < 0 ? new Key(text, "") : new Key(text.substring(0, comma), text.substring(comma + 1));
        }

        Key standardError() {
            return new Key(metric + STANDARD_ERROR, filter);
        }

        Slice slice() {
            return filter.isEmpty() || filter.equals("none") ? Slice.ALL : Slice.of("filter", filter);
        }

        String text() {
            return filter.isEmpty() ? metric : metric + "," + filter;
        }
    }

    /** One task's or group's results. */
    private record Task(JsonEntry results, JsonEntry higherIsBetter, JsonEntry samples) {
        void record(Recorder out) throws EvidenceException {
            for (JsonEntry entry : results.children()) {
                Key key = Key.of(entry.name());
                boolean figure = !key.filter().isEmpty() || entry.node().isNumber();
                if (figure && !NO_METRIC.contains(key.metric()) && !key.metric().endsWith(STANDARD_ERROR)) {
                    record(entry, key, out);
                }
            }
        }

        private void record(JsonEntry entry, Key key, Recorder out) throws EvidenceException {
            String metric = key.metric();
            Slice slice = key.slice();
            String name = results.name() + "." + metric;
            if (!entry.node().isNumber()) {
                Amount none = Amount.value(Double.NaN, Unit.NUMBER, direction(metric));
                Status status = Status.error("lm-eval wrote " + entry.shown() + " where the value belongs");
                out.add(name, slice, none, status, entry.place());
                return;
            }
            double value = entry.node().doubleValue();
            Amount amount = Amount.value(value, KnownMetrics.unit(metric, value), direction(metric));
            out.add(name, slice, amount.with(sampling(key, amount)), entry.place());
        }

        /** Named by the task; where it isn't, only what everybody knows. */
        private Direction direction(String metric) {
            JsonEntry higher = higherIsBetter.at(metric);
            if (higher.node().isBoolean()) {
                return higher.node().booleanValue() ? Direction.HIGHER : Direction.LOWER;
            }
            return KnownMetrics.direction(metric) == Direction.HIGHER ? Direction.HIGHER : Direction.NONE;
        }

        private Sampling sampling(Key key, Amount amount) throws EvidenceException {
            long n = observations(key.text());
            double value = amount.value();
            double error = results.at(key.standardError().text()).node().asDouble(Double.NaN);
            boolean share = value >= 0 && value <= 1;
            if (n > 0 && share && isBinary(value, error, n, amount.unit())) {
                return new Sampling.Share(n, n);
            }
            // No spread in a few documents is not certainty, and "N/A" says nothing.
            return n > 0 && error > 0 && Double.isFinite(error) ? new Sampling.Mean(n, error) : Sampling.UNKNOWN;
        }

        /** A group's sample_len is all of its tasks', though a metric may be of some only. */
        private long observations(String key) throws EvidenceException {
            JsonEntry ofGroup = results.at("sample_count");
            if (ofGroup.isPresent()) {
                return ofGroup.at(key).count();
            }
            return samples.isPresent()
                    ? samples.at("effective").count()
                    : results.at("sample_len").count();
        }

        /**
         * Whether every document scored 0 or 1: values between 0 and 1 spread most, var = p (1 − p) n / (n − 1), if and
         * only if they all lie at the ends. An accuracy without a spread, or of one document, lies there too.
         */
        private static boolean isBinary(double value, double error, long n, Unit unit) {
            if (unit == Unit.RATIO && (value == 0 || value == 1)) {
                return !(error > 0);
            }
            double most = value * (1 - value) / (n - 1);
            return error > 0 && Math.abs(error * error - most) <= 1e-9 * most;
        }
    }
}
