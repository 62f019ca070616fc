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
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.Set;

/** pytest-benchmark's JSON, {@code pytest --benchmark-json=FILE}: durations of a call in seconds, parameters as slices. */
public final class PytestBenchmarkReader implements ReportReader {
    private static final Set<String> BENCHMARK = Set.of("name", "params", "param", "stats");

    @Override
    public String format() {
        return "pytest-benchmark";
    }

    @Override
    public String family() {
        return "benchmark";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/benchmarks") && (head.has("/machine_info") || head.has("/commit_info"));
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        new JsonWalk()
                .on("/benchmarks/*", BENCHMARK::contains, value -> record(value, out))
                .walk(report);
    }

    private static void record(JsonEntry benchmark, Recorder out) throws EvidenceException {
        String full = benchmark.at("name").text();
        int bracket = full.indexOf('[');
        String name = bracket < 0 ? full : full.substring(0, bracket);
        Slice slice = slice(benchmark);
        JsonEntry stats = benchmark.at("stats");
        for (String statistic : new String[] {"mean", "median", "min", "max"}) {
            JsonEntry value = stats.at(statistic);
            Amount amount = Amount.value(value.number().orElse(Double.NaN), Unit.SECONDS, Direction.LOWER);
            out.add(
                    name + "." + statistic,
                    slice,
                    statistic.equals("mean") ? precise(amount, stats) : amount,
                    value.place());
        }
        JsonEntry rate = stats.at("ops");
        Amount perSecond = Amount.value(rate.number().orElse(Double.NaN), Unit.PER_SECOND, Direction.HIGHER);
        out.add(name + ".rate", slice, perSecond, rate.place());
    }

    private static Slice slice(JsonEntry benchmark) {
        Slice slice = Slice.ALL;
        for (JsonEntry parameter : benchmark.at("params").children()) {
            slice = slice.with(
                    parameter.name(), parameter.node().asText(parameter.node().toString()));
        }
        String param = benchmark.at("param").text();
        return slice.isAll() && !param.isEmpty() ? Slice.of("param", param) : slice;
    }

    private static Amount precise(Amount mean, JsonEntry stats) throws EvidenceException {
        long rounds = stats.at("rounds").count();
        double deviation = stats.at("stddev").number().orElse(Double.NaN);
        return rounds > 1 && deviation > 0 && Double.isFinite(deviation)
                ? mean.with(new Sampling.Mean(rounds, deviation / Math.sqrt(rounds)))
                : mean;
    }
}
