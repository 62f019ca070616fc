package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.refusal;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.tuple;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.within;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.MissingEvidence;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Omission;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Defaults, preset, the preset's environment, the file, the file's environment, what the caller says: in this order. */
public class LayersTest {
    @Test
    public void whatNobodySaysIsTheDefault() {
        GateSpec spec = gate("criteria: [{ measure: f1, min: 1 }]").spec();

        assertThat(spec.overall()).isEqualTo(85);
        assertThat(spec.defaults()).isEqualTo(new GateSpec.Defaults(MissingEvidence.FAIL, 0.95));
        assertThat(spec.subject()).isEqualTo(new GateSpec.Subject("model", "", "", ""));
        assertThat(spec.dimensions())
                .extracting(Dimension::name, Dimension::title, Dimension::weight, Dimension::threshold)
                .containsExactly(tuple("quality", "Quality", 1.0, 85.0));
        assertThat(criterion(spec, "quality", "f1").policy())
                .isEqualTo(new GateSpec.Policy(false, Optional.empty(), MissingEvidence.FAIL));
    }

    @Test
    public void eachLayerIsLaidOverTheOnesBelow() {
        String[] file = {
            "preset: service-readiness",
            "environments:",
            "  staging: { overall: 88 }",
            "  production: { strategy: canary }"
        };
        // default 85, preset's dev 70, preset's production 90, file's staging 88
        assertThat(gate(file).in("").spec().overall()).isEqualTo(85);
        assertThat(gate(file).in("dev").spec().overall()).isEqualTo(70);
        assertThat(gate(file).in("staging").spec().overall()).isEqualTo(88);
        assertThat(gate(file).in("production").spec().overall()).isEqualTo(90);
        assertThat(gate(file).in("production").spec().subject().strategy()).isEqualTo("canary");
    }

    /** The file is laid over the preset's environment; what differs by environment there must be said by environment. */
    @Test
    public void theFileIsAboveThePresetsEnvironment() {
        assertThat(gate("preset: service-readiness", "overall: 50")
                        .in("production")
                        .spec()
                        .overall())
                .isEqualTo(50);
    }

    @Test
    public void theCallerIsAboveEverything() throws SpecException {
        GateSpec spec = GateSpecs.parse(
                        "gate.yml",
                        "model: a\nversion: 1\nevidence: [a]\ncriteria: [{ measure: f1, min: 1 }]\n"
                                + "environments: { qa: { version: 2, evidence: [b] } }")
                .resolve(new GateSpecs.Request("qa", "m", "3", List.of("c", "d")));

        assertThat(spec.subject()).isEqualTo(new GateSpec.Subject("m", "3", "qa", ""));
        assertThat(spec.evidence()).extracting(EvidenceEntry::files).containsExactly("c", "d");
    }

    @Test
    public void mappingsMergeAndListsReplace() {
        GateSpec spec = gate(
                        "preset: ai-platform",
                        "dimensions:",
                        "  ai_model_validation:",
                        "    title: Model",
                        "    criteria: [{ measure: f1, min: 0.8 }]")
                .spec();
        Dimension model = dimension(spec, "ai_model_validation");

        assertThat(model.title()).isEqualTo("Model");
        assertThat(model.weight()).isEqualTo(0.30);
        assertThat(model.threshold()).isEqualTo(90);
        assertThat(model.criteria()).extracting(Criterion::id).containsExactly("f1");
        assertThat(spec.dimensions()).hasSize(6);
    }

    @Test
    public void anEnvironmentChangesCriteriaById() {
        Gate gate = gate(
                "criteria:",
                "  - { measure: f1, min: 0.8, critical: true, advice: ask Ada }",
                "  - { id: slow, measure: p99, max: 1s }",
                "  - { measure: r, slice: { b: 1, a: 2 }, min: 0.1 }",
                "  - { measure: r, each: a, min: 0.1 }",
                "environments:",
                "  production:",
                "    criteria:",
                "      - { measure: f1, min: 0.9 }",
                "      - { id: slow, max: 500ms }",
                "      - { measure: r, slice: { a: 2, b: 1 }, min: 0.2 }",
                "      - { measure: r, each: a, min: 0.3 }",
                "      - { measure: recall, min: 0.7 }");
        GateSpec production = gate.in("production").spec();

        assertThat(dimension(production, "quality").criteria())
                .extracting(Criterion::id)
                .containsExactly("f1", "slow", "r[a=2,b=1]", "r[each a]", "recall");
        assertThat(criterion(production, "quality", "f1").limits().min()).contains(Quantity.number(0.9));
        assertThat(criterion(production, "quality", "f1").policy().critical()).isTrue();
        assertThat(criterion(production, "quality", "f1").advice()).isEqualTo("ask Ada");
        assertThat(criterion(production, "quality", "slow").limits().max()).contains(Quantity.parse("500ms"));
        assertThat(criterion(production, "quality", "r[a=2,b=1]").limits().min())
                .contains(Quantity.number(0.2));
        assertThat(criterion(production, "quality", "r[each a]").limits().min()).contains(Quantity.number(0.3));
        assertThat(criterion(production, "quality", "f1").weight()).isEqualTo(0.2);
        // And nothing of it without the environment.
        assertThat(dimension(gate.spec(), "quality").criteria()).hasSize(4);
        assertThat(criterion(gate.spec(), "quality", "f1").limits().min()).contains(Quantity.number(0.8));
    }

    @Test
    public void anEnvironmentChangesThePresetsCriteriaById() {
        GateSpec spec = gate(
                        "preset: ai-platform",
                        "environments:",
                        "  production:",
                        "    dimensions:",
                        "      ai_model_validation: { criteria: [{ measure: core.success_rate, min: 99% }] }")
                .in("production")
                .spec();

        assertThat(dimension(spec, "ai_model_validation").criteria()).hasSize(5);
        assertThat(criterion(spec, "ai_model_validation", "core.success_rate")
                        .limits()
                        .min())
                .contains(Quantity.parse("99%"));
    }

    @Test
    public void everyEnvironmentIsCheckedEvenIfNobodyAskedForIt() {
        String text = "evidence: []\ncriteria: [{ measure: f1, min: 0.8 }]\n"
                + "environments:\n  a: { overall: 900 }\n  b: { overall: 90 }\n";

        for (String environment : List.of("", "a", "b")) {
            assertThat(refusal(text, new GateSpecs.Request(environment, "", "", List.of())))
                    .startsWith("gate.yml:4: overall: a number from 0 to 100 was expected, not '900'");
        }
    }

    @Test
    public void anUnknownEnvironmentIsRefusedWithTheKnownOnes() {
        assertThat(refusal(
                        "preset: ai-platform\nevidence: []\nenvironments: { qa: {} }",
                        new GateSpecs.Request("productoin", "", "", List.of())))
                .isEqualTo("gate.yml:3: environments: there is no environment 'productoin'; there are dev, staging,"
                        + " production, qa; did you mean 'production'?");
        assertThat(refusal("preset: ai-platform\nevidence: []", new GateSpecs.Request("moon", "", "", List.of())))
                .isEqualTo(
                        "gate.yml:1: environments: there is no environment 'moon'; there are dev, staging, production");
    }

    /** Where a gate is the same everywhere, an environment is only a name to keep baselines by. */
    @Test
    public void withoutEnvironmentsAnyNameWillDo() {
        assertThat(gate("criteria: [{ measure: f1, min: 0.8 }]")
                        .in("moon")
                        .spec()
                        .subject()
                        .environment())
                .isEqualTo("moon");
    }

    @Test
    public void anEnvironmentMayBeEmpty() {
        Gate gate = gate("criteria: [{ measure: f1, min: 0.8 }]", "environments:", "  dev:", "  qa: {}");

        assertThat(gate.in("dev").spec().dimensions()).isEqualTo(gate.spec().dimensions());
        assertThat(gate.in("qa").spec().dimensions()).isEqualTo(gate.spec().dimensions());
    }

    // --- weights and omissions

    @Test
    public void withoutWeightsAllHaveTheSameShare() {
        GateSpec spec = gate(
                        "dimensions:",
                        "  a: { criteria: [{ measure: x, min: 1 }, { measure: y, min: 1 }, { measure: z, min: 1 }] }",
                        "  b: { criteria: [{ measure: x, min: 1 }] }",
                        "  c: { omit: later, criteria: [{ measure: x, min: 1 }] }")
                .spec();

        assertThat(spec.dimensions()).extracting(Dimension::weight).containsExactly(0.5, 0.5);
        assertThat(dimension(spec, "a").criteria())
                .extracting(Criterion::weight)
                .allSatisfy(weight -> assertThat(weight).isCloseTo(1.0 / 3, within(1e-12)));
    }

    @Test
    public void aDimensionThatIsOmittedLeavesItsWeightToTheOthers() {
        GateSpec spec = gate("preset: ai-platform", "dimensions:", "  performance: { omit: measured elsewhere }")
                .spec();

        assertThat(spec.dimensions()).hasSize(5).extracting(Dimension::name).doesNotContain("performance");
        assertThat(dimension(spec, "ai_model_validation").weight()).isCloseTo(0.4, within(1e-12));
        assertThat(dimension(spec, "code_quality").weight()).isCloseTo(0.2, within(1e-12));
        assertThat(spec.dimensions().stream().mapToDouble(Dimension::weight).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(spec.omissions()).containsExactly(new Omission("performance", "measured elsewhere"));
    }

    @Test
    public void whoGivesTheWeightsOfThoseThatStayHasThemKept() {
        GateSpec spec = gate(
                        "preset: ai-platform",
                        "dimensions:",
                        "  e2e_validation: { omit: no such tests }",
                        "  fairness: { weight: 0.05, criteria: [{ measure: f, min: 0.8 }] }")
                .spec();

        assertThat(dimension(spec, "ai_model_validation").weight()).isEqualTo(0.30);
        assertThat(dimension(spec, "fairness").weight()).isEqualTo(0.05);
    }

    @Test
    public void anEnvironmentMayOmitADimension() {
        Gate gate = gate(
                "preset: ai-platform",
                "environments:",
                "  dev: { dimensions: { e2e_validation: { omit: too slow } } }");

        assertThat(gate.in("dev").spec().dimensions()).hasSize(5);
        assertThat(gate.in("production").spec().dimensions()).hasSize(6);
    }

    // --- evidence

    @Test
    public void evidenceIsReadAsItIsMeant() {
        GateSpec spec = gate(
                        "criteria: [{ measure: f1, min: 1 }]",
                        "evidence:",
                        "  - reports/**",
                        "  - { files: ops/*.xml, name: operations, max-age: 12h }",
                        "  - files: eval.json",
                        "    values:",
                        "      loss: /eval/loss",
                        "      p95: { at: /p95, unit: ms, direction: lower, n: /n, standard-error: /se }",
                        "      cost: { at: /cost, unit: $ }",
                        "      n: { at: /n, unit: count }",
                        "  - { predictions: p.csv, label: y, score: s }")
                .spec();

        assertThat(spec.evidence().subList(0, 2))
                .containsExactly(
                        new EvidenceEntry("reports/**", "", 0, new EvidenceEntry.Reports()),
                        new EvidenceEntry("ops/*.xml", "operations", 43_200, new EvidenceEntry.Reports()));
        EvidenceEntry.Values values =
                (EvidenceEntry.Values) spec.evidence().get(2).content();
        assertThat(values.values().keySet()).containsExactly("loss", "p95", "cost", "n");
        assertThat(values.values().get("loss").one()).isEqualTo(Quantity.parse("1"));
        assertThat(values.values().get("p95").one()).isEqualTo(Quantity.parse("1ms"));
        assertThat(values.values().get("p95").n()).isEqualTo("/n");
        assertThat(values.values().get("p95").standardError()).isEqualTo("/se");
        assertThat(values.values().get("cost").one()).isEqualTo(Quantity.parse("$1"));
        EvidenceEntry.Predictions predictions =
                (EvidenceEntry.Predictions) spec.evidence().get(3).content();
        assertThat(predictions.threshold()).isEqualTo(0.5);
        assertThat(predictions.minimumGroup()).isEqualTo(30);
    }

    private static Dimension dimension(GateSpec spec, String name) {
        return spec.dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Criterion criterion(GateSpec spec, String dimension, String id) {
        return dimension(spec, dimension).criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
