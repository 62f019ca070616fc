package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.Average;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * JMH's JSON, {@code -rf json}: {@code <Class>.<method>.<mode>}, parameters as slices. One benchmark may be there in
 * several modes, of which a throughput gets better upwards and a time downwards.
 */
public final class JmhReader implements ReportReader {
    private static final Set<String> BENCHMARK = Set.of("benchmark", "mode", "params", "primaryMetric");

    private static final Map<String, String> MODES =
            Map.of("thrpt", "throughput", "avgt", "average_time", "sample", "sample_time", "ss", "single_shot_time");

    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);

    @Override
    public String format() {
        return "jmh";
    }

    @Override
    public String family() {
        return "benchmark";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/0/primaryMetric") && head.has("/0/mode");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        new JsonWalk()
                .on("/*", BENCHMARK::contains, value -> record(value, out))
                .walk(report);
    }

    private static void record(JsonEntry benchmark, Recorder out) throws EvidenceException {
        String mode = MODES.get(benchmark.at("mode").text());
        if (mode == null) {
            throw benchmark.at("mode").expected("a mode of JMH");
        }
        Slice slice = Slice.ALL;
        for (JsonEntry parameter : benchmark.at("params").children()) {
            slice = slice.with(parameter.name(), parameter.text());
        }
        String[] parts = benchmark.at("benchmark").text().split("\\.");
        String name = parts.length < 2 ? parts[0] : parts[parts.length - 2] + "." + parts[parts.length - 1];
        JsonEntry metric = benchmark.at("primaryMetric");
        out.add(name + "." + mode, slice, amount(metric, mode.equals("throughput")), metric.place() + "/score");
    }

    private static Amount amount(JsonEntry metric, boolean throughput) throws EvidenceException {
        JsonEntry unit = metric.at("scoreUnit");
        String time = unit.text().replaceFirst("^ops/|/op$", "");
        Double seconds = SECONDS.get(time);
        if (seconds == null) {
            throw unit.expected("a unit such as ops/us or us/op");
        }
        double factor = throughput ? 1 / seconds : seconds;
        Average runs = new Average();
        for (JsonEntry fork : metric.at("rawData").children()) {
            for (JsonEntry iteration : fork.children()) {
                runs.add(iteration.number().orElse(Double.NaN) * factor);
            }
        }
        Unit of = throughput ? Unit.PER_SECOND : Unit.SECONDS;
        Direction direction = throughput ? Direction.HIGHER : Direction.LOWER;
        Amount score = Amount.value(metric.at("score").number().orElse(Double.NaN) * factor, of, direction);
        // Iterations are the observations; JMH's own scoreError is half of a 99.9 % interval, and NaN for one of them.
        return score.with(runs.amount(of, direction).sampling());
    }
}
