package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.gate.GateEvaluator;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.report.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A gate of 1,000 criteria over 10,000 measures. Bars: 20 ms to judge, 50 ms to draw. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GateBenchmark {
    private static final int CRITERIA = 1_000;
    private static final int MEASURES = 10_000;

    private GateSpec spec;
    private Evidence evidence;
    private Baseline baseline;
    private Scorecard scorecard;

    /** A tenth of the measures is judged: by a limit with confidence, against the baseline, or by a target. */
    @Setup
    public void gate() throws Exception {
        StringBuilder text = new StringBuilder("model: bench\nevidence: [x]\ndimensions:\n");
        for (int dimension = 0; dimension < 10; dimension++) {
            text.append("  d").append(dimension).append(":\n    criteria:\n");
            for (int i = 0; i < CRITERIA / 10; i++) {
                int measure = (dimension * CRITERIA / 10 + i) * (MEASURES / CRITERIA);
                String limit = switch (i % 3) {
                    case 0 -> "min: 0.8, confidence: 95%";
                    case 1 -> "min: 0.7, baseline: { max-drop: 1% }";
                    default -> "target: 0.95";
                };
                text.append("      - { measure: m")
                        .append(measure)
                        .append(", ")
                        .append(limit)
                        .append(" }\n");
            }
        }
        spec = GateSpecs.parse("gate.yml", text.toString()).resolve(GateSpecs.Request.PLAIN);
        evidence = new Evidence(measures(9), List.of());
        baseline = new Baseline(new Baseline.Origin("bench", "", "1", "#1", 0), measures(8));
        scorecard = judge();
    }

    private static Measures measures(int successesOfTen) {
        Measures.Collector collector = new Measures.Collector();
        for (int i = 0; i < MEASURES; i++) {
            collector.add(Measure.ok(
                    MeasureId.of("m" + i),
                    Amount.share(100L * successesOfTen + i % 37, 1000, Direction.HIGHER),
                    new Source("reports/results.json", "bench", "/m/" + i)));
        }
        return collector.measures();
    }

    @Benchmark
    public Scorecard judge() {
        return GateEvaluator.evaluate(spec, evidence, Optional.of(baseline), Instant.EPOCH);
    }

    @Benchmark
    public String draw() {
        return Pages.scorecardFile(scorecard);
    }
}
