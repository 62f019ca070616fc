package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.GateEvaluator;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scorecards of the real gate, with every kind of outcome that a page has to show. */
final class SampleScorecards {
    private static final String GATE = """
            model: fraud-detector
            version: 1.4.2
            evidence: [reports/**]
            strategy: canary
            dimensions:
              model:
                title: Model
                weight: 0.5
                threshold: 90
                criteria:
                  - { measure: f1, min: 0.80, confidence: 95% }
                  - { measure: roc_auc, baseline: { max-drop: 1% } }
                  - { measure: accuracy, each: age_band, min: 0.75, critical: true }
              software:
                title: Software
                weight: 0.3
                threshold: 80
                criteria:
                  - { measure: tests.success_rate, min: 98%, target: 100% }
                  - { measure: coverage.line, target: 80% }
              serving:
                title: Serving
                weight: 0.2
                threshold: 80
                criteria:
                  - { measure: load_test.latency.p99, max: 1s }
            """;

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private SampleScorecards() {}

    static Scorecard passing() {
        return judge(GATE, measures(0.86, 20_000, 0.94, 0.81));
    }

    static Scorecard conditional() {
        return judge(GATE, measures(0.81, 900, 0.94, 0.79));
    }

    static Scorecard rejecting() {
        Measures.Collector more = new Measures.Collector();
        measures(0.74, 20_000, 0.91, 0.62).all().stream()
                .filter(measure -> !measure.name().startsWith("load_test"))
                .forEach(more::add);
        more.add(Measure.of(
                MeasureId.of("load_test.latency.p99"),
                Amount.value(Double.NaN, Unit.SECONDS, Direction.LOWER),
                Status.error("line 12, column 3: the file ends in the middle of a value; it seems to be cut off"),
                source("reports/k6.json", "k6")));
        return judge(GATE, more.measures());
    }

    /** Names, versions, files and sentences as somebody writes them who wants to break the page. */
    static Scorecard hostile() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7} \u202e👾 {{x}}";
        String gate = "model: " + quoted(evil) + "\nversion: " + quoted(evil) + "\nevidence: [x]\ncriteria:\n  - { id: "
                + quoted(evil) + ", measure: " + quoted(evil) + ", min: 1, advice: " + quoted(evil)
                + " }\n  - { measure: b, min: 1 }\n";
        Measures.Collector measures = new Measures.Collector();
        measures.add(
                Measure.ok(MeasureId.of(evil), Amount.value(0.5, Unit.NUMBER, Direction.HIGHER), source(evil, evil)));
        return judge(
                gate, measures.measures(), new EvidenceFile(evil, evil, EvidenceFile.State.BROKEN, evil, 1, 1, ""));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Measures measures(double f1, int rows, double auc, double oldest) {
        Measures.Collector measures = new Measures.Collector();
        Source predictions = source("eval/predictions.parquet", "predictions");
        measures.add(Measure.ok(
                MeasureId.of("f1"),
                Amount.value(f1, Unit.RATIO, Direction.HIGHER).with(new Sampling.Share(rows, rows * 0.6)),
                predictions));
        measures.add(Measure.ok(
                MeasureId.of("roc_auc"),
                Amount.value(auc, Unit.RATIO, Direction.HIGHER).with(new Sampling.Share(rows, rows)),
                predictions));
        for (String band : List.of("18-29", "30-59", "60+")) {
            measures.add(Measure.ok(
                    new MeasureId("accuracy", Slice.of("age_band", band)),
                    Amount.value(band.equals("60+") ? oldest : 0.9, Unit.RATIO, Direction.HIGHER)
                            .with(new Sampling.Share(rows / 3, rows / 3.0)),
                    predictions));
        }
        measures.add(Measure.ok(
                MeasureId.of("tests.success_rate"),
                Amount.share(412, 412, Direction.HIGHER),
                source("reports/TEST-all.xml", "junit")));
        measures.add(Measure.ok(
                MeasureId.of("coverage.line"),
                Amount.share(8_410, 10_000, Direction.HIGHER),
                source("reports/jacoco.xml", "jacoco")));
        measures.add(Measure.ok(
                MeasureId.of("load_test.latency.p99"),
                Amount.value(0.412, Unit.SECONDS, Direction.LOWER),
                source("reports/k6.json", "k6")));
        return measures.measures();
    }

    private static Source source(String file, String tool) {
        return new Source(file, tool, "");
    }

    private static Scorecard judge(String gate, Measures measures, EvidenceFile... more) {
        List<EvidenceFile> files = new ArrayList<>(List.of(
                new EvidenceFile(
                        "reports/TEST-all.xml",
                        "junit",
                        EvidenceFile.State.READ,
                        "",
                        52_113,
                        NOW.toEpochMilli(),
                        "9f2c".repeat(16)),
                new EvidenceFile(
                        "eval/predictions.parquet",
                        "predictions",
                        EvidenceFile.State.READ,
                        "",
                        1_204_113,
                        NOW.toEpochMilli(),
                        "01ab".repeat(16))));
        files.addAll(List.of(more));
        Baseline accepted = new Baseline(
                new Baseline.Origin("fraud-detector", "", "1.4.1", "fraud #41", NOW.toEpochMilli()),
                measures(0.85, 20_000, 0.942, 0.8));
        try {
            return GateEvaluator.evaluate(
                    GateSpecs.parse("gate.yml", gate).resolve(GateSpecs.Request.PLAIN),
                    new Evidence(measures, files),
                    Optional.of(accepted),
                    NOW);
        } catch (SpecException e) {
            throw new IllegalStateException(e);
        }
    }
}
