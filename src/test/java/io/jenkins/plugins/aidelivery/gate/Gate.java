package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gate in a test: a specification as people write it, measures, a verdict.
 *
 * <pre>{@code
 * Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0.8 }]").given(share("f1", 79, 100)).judge();
 * }</pre>
 *
 * A specification that says nothing of evidence reads none; the measures are given by hand.
 */
public final class Gate {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final String specification;
    private final String environment;
    private final List<Measure> measures;
    private final List<EvidenceFile> files;
    private final Optional<Baseline> baseline;

    private Gate(
            String specification,
            String environment,
            List<Measure> measures,
            List<EvidenceFile> files,
            Optional<Baseline> baseline) {
        this.specification = specification;
        this.environment = environment;
        this.measures = measures;
        this.files = files;
        this.baseline = baseline;
    }

    public static Gate gate(String... lines) {
        String text = String.join("\n", lines);
        String complete = text.matches("(?sm).*^evidence:.*") ? text : text + "\nevidence: []\n";
        return new Gate(complete, "", List.of(), List.of(), Optional.empty());
    }

    public Gate in(String name) {
        return new Gate(specification, name, measures, files, baseline);
    }

    public Gate given(Measure... more) {
        return given(List.of(more));
    }

    public Gate given(List<Measure> more) {
        List<Measure> all = new ArrayList<>(measures);
        all.addAll(more);
        return new Gate(specification, environment, all, files, baseline);
    }

    public Gate file(String path, EvidenceFile.State state, String note) {
        List<EvidenceFile> all = new ArrayList<>(files);
        all.add(new EvidenceFile(path, "junit", state, note, 7, NOW.toEpochMilli(), ""));
        return new Gate(specification, environment, measures, all, baseline);
    }

    /** What was accepted before. */
    public Gate accepted(Measure... before) {
        Baseline.Origin origin = new Baseline.Origin("model", environment, "1.4.1", "fraud #41", 0);
        return accepted(new Baseline(origin, Measures.of(List.of(before))));
    }

    public Gate accepted(Baseline before) {
        return new Gate(specification, environment, measures, files, Optional.of(before));
    }

    public GateSpec spec() {
        return spec(specification, environment);
    }

    public static GateSpec spec(String text, String environment) {
        try {
            return GateSpecs.parse("gate.yml", text).resolve(new GateSpecs.Request(environment, "", "", List.of()));
        } catch (SpecException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public Scorecard judge() {
        return GateEvaluator.evaluate(spec(), new Evidence(Measures.of(measures), files), baseline, NOW);
    }
}
