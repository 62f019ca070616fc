package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.evidence.tool.K6Metric.Kind;
import io.jenkins.plugins.aidelivery.evidence.tool.K6Metric.Threshold;
import io.jenkins.plugins.aidelivery.evidence.tool.K6Metric.Type;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * k6's end-of-test summary as JSON: what handleSummary is given, what --summary-export writes, and the new
 * machine-readable form. HTTP figures get names that any load test could have ({@code latency.p95}, {@code success_rate}),
 * and every metric stands under its own name besides. What crossed one of k6's thresholds is failed, whatever the gate
 * says of it.
 */
public final class K6Reader implements ReportReader {
    private static final Map<String, String> STATISTICS = Map.of("avg", "mean", "med", "median");

    /** k6 measures in milliseconds. */
    private static final double MILLISECOND = 1e-3;

    @Override
    public String format() {
        return "k6";
    }

    @Override
    public String family() {
        return "load_test";
    }

    @Override
    public boolean recognises(Head head) {
        boolean summary = head.has("/metrics/*/values") && head.has("/metrics/*/type");
        boolean flat = head.has("/metrics/iterations/count")
                || head.has("/metrics/http_reqs/count")
                || head.has("/metrics/vus/value")
                || head.has("/root_group/path") && head.has("/metrics");
        boolean machineReadable = head.has("/results/metrics/0/contains") || head.has("/metadata/k6_version");
        return summary || flat || machineReadable;
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Summary summary = new Summary(out);
        new JsonWalk()
                .on("/metrics/*", value -> summary.add(K6Metric.of(value.name(), value)))
                .on(
                        "/results/metrics/*",
                        value -> summary.add(K6Metric.of(value.at("name").text(), value)))
                .on(
                        "/results/checks/metrics/*",
                        value -> summary.add(K6Metric.of(value.at("name").text(), value)))
                .on(
                        "/config/duration",
                        value -> summary.seconds = value.number().orElse(Double.NaN))
                .on("/metadata/generated_at", summary::made)
                .walk(report);
        summary.record();
    }

    private static final class Summary {
        private final Recorder out;
        private final List<K6Metric> metrics = new ArrayList<>();
        /** Of the test; only the machine-readable form, which has no rates of counters, says it. */
        private double seconds = Double.NaN;

        private boolean machineReadable;

        Summary(Recorder out) {
            this.out = out;
        }

        void add(K6Metric metric) throws EvidenceException {
            metrics.add(metric);
            if (metrics.size() > Recorder.MOST_MEASURES) {
                throw new EvidenceException(metric.place() + ": more than " + Recorder.MOST_MEASURES + " metrics");
            }
        }

        void made(JsonEntry value) {
            machineReadable = true;
            try {
                out.produced(Instant.parse(value.text()));
            } catch (DateTimeParseException e) {
                // Then the file's own time counts.
            }
        }

        void record() throws EvidenceException {
            if (metrics.isEmpty()) {
                throw new EvidenceException("/metrics: k6 recorded nothing");
            }
            for (K6Metric metric : metrics) {
                switch (metric.contents().type()) {
                    case TREND -> trend(metric);
                    case RATE -> rate(metric);
                    case COUNTER -> counter(metric);
                    case GAUGE -> gauge(metric);
                }
            }
            recordThresholds();
        }

        private void put(K6Metric metric, String name, Amount amount, String statistic) throws EvidenceException {
            Status status = metric.thresholds().stream()
                    .filter(threshold -> !threshold.kept())
                    .findFirst()
                    .map(threshold -> Status.failed(
                            "k6's own threshold " + threshold.expression() + " of " + metric.name() + " was crossed"))
                    .orElse(Status.OK);
            out.add(
                    name,
                    metric.slice(),
                    amount,
                    status,
                    metric.values().at(statistic).place());
        }

        private void trend(K6Metric metric) throws EvidenceException {
            boolean time = metric.contents().kind() == Kind.TIME;
            for (JsonEntry value : metric.values().children()) {
                String statistic = value.name();
                if (!value.node().isNumber()) {
                    continue;
                }
                String called = STATISTICS.getOrDefault(statistic, statistic.replaceAll("[()]", ""));
                double number = value.number().orElse(Double.NaN);
                Amount amount;
                if (statistic.equals("count")) {
                    amount = Amount.value(number, Unit.COUNT, Direction.NONE);
                } else if (time) {
                    amount = Amount.value(number * MILLISECOND, Unit.SECONDS, Direction.LOWER);
                } else {
                    amount = Amount.value(number, unit(metric), Direction.NONE);
                }
                put(metric, metric.name() + "." + called, amount, statistic);
                if (metric.name().equals("http_req_duration") && !statistic.equals("count")) {
                    put(metric, "latency." + called, amount, statistic);
                }
            }
        }

        private static Unit unit(K6Metric metric) {
            return metric.contents().kind() == Kind.DATA ? Unit.BYTES : Unit.NUMBER;
        }

        private void rate(K6Metric metric) throws EvidenceException {
            long trials = metric.trials();
            long hits = metric.hits();
            if (trials == 0) {
                // A rate of nothing is 0, which would be a perfect error rate.
                out.note(metric.name() + " was never recorded");
                return;
            }
            if (hits > trials) {
                throw metric.values().expected("at most as many hits as trials");
            }
            Direction direction = switch (metric.name()) {
                case "http_req_failed", "checks_failed" -> Direction.LOWER;
                case "checks", "checks_succeeded" -> Direction.HIGHER;
                default -> Direction.NONE;
            };
            put(metric, metric.name() + ".rate", Amount.share(hits, trials, direction), "rate");
            switch (metric.name()) {
                case "http_req_failed" ->
                    put(metric, "success_rate", Amount.share(trials - hits, trials, Direction.HIGHER), "passes");
                case "checks", "checks_succeeded" ->
                    put(metric, "checks.success_rate", Amount.share(hits, trials, Direction.HIGHER), "passes");
                default -> {
                    // A rate of the script's own.
                }
            }
        }

        private void counter(K6Metric metric) throws EvidenceException {
            boolean work = metric.name().matches("http_reqs|iterations");
            Direction direction = work ? Direction.HIGHER : Direction.NONE;
            JsonEntry written = metric.values().at("count");
            double count = written.number().orElse(Double.NaN);
            if (count < 0) {
                throw written.expected("a count");
            }
            Unit unit = metric.contents().kind() == Kind.DATA ? Unit.BYTES : Unit.COUNT;
            put(metric, metric.name() + ".count", Amount.total(count, unit, direction), "count");
            double perSecond = metric.values().at("rate").number().orElse(count / seconds);
            Amount rate = Amount.value(perSecond, Unit.PER_SECOND, direction);
            if (rate.isPresent()) {
                put(metric, metric.name() + ".rate", rate, "rate");
            }
            if (metric.name().equals("http_reqs")) {
                put(metric, "requests", Amount.total(count, Unit.COUNT, direction), "count");
                if (rate.isPresent()) {
                    put(metric, "throughput", rate, "rate");
                }
            }
        }

        private void gauge(K6Metric metric) throws EvidenceException {
            for (String statistic : new String[] {"value", "min", "max"}) {
                JsonEntry value = metric.values().at(statistic);
                if (value.isPresent()) {
                    Amount amount = Amount.value(value.number().orElse(Double.NaN), unit(metric), Direction.NONE);
                    put(metric, metric.name() + "." + statistic, amount, statistic);
                }
            }
        }

        /** Those of rates that nobody recorded are kept without meaning anything, so they don't count. */
        private void recordThresholds() throws EvidenceException {
            List<String> crossed = new ArrayList<>();
            long kept = 0;
            for (K6Metric metric : metrics) {
                if (metric.contents().type() != Type.RATE || metric.trials() > 0) {
                    for (Threshold threshold : metric.thresholds()) {
                        if (threshold.kept()) {
                            kept++;
                        } else {
                            crossed.add(threshold.expression() + " of " + metric.name());
                        }
                    }
                }
            }
            long all = kept + crossed.size();
            String place = "/metrics/*/thresholds";
            if (all > 0) {
                out.add("thresholds.success_rate", Amount.share(kept, all, Direction.HIGHER), place);
                out.add("thresholds.crossed", Amount.count(crossed.size(), Direction.LOWER), place);
            }
            if (!crossed.isEmpty()) {
                out.note("k6's own thresholds were crossed: " + String.join(", ", crossed));
            }
            if (machineReadable) {
                out.note("this form of k6's summary does not say whether thresholds were kept");
            }
        }
    }
}
