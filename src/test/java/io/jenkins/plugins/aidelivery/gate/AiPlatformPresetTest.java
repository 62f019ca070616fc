package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.entry;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.within;
import static io.jenkins.plugins.aidelivery.measure.Measured.count;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.points;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static java.util.stream.Collectors.toMap;

import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Penalty;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** The preset {@code ai-platform}: M1 and M2 to the decimal. */
public class AiPlatformPresetTest {
    private static final Gate PRESET = gate("preset: ai-platform");

    /** All 100 points. */
    private static final List<Measure> PERFECT = List.of(
            ratio("tests.success_rate", 1),
            ratio("coverage.line", 0.8),
            count("findings.error", 0),
            ratio("core.success_rate", 1),
            ratio("loading.success_rate", 1),
            ratio("agents.success_rate", 1),
            ratio("distributed.success_rate", 1),
            ratio("safety.success_rate", 1),
            points("benchmark.score", 100),
            ratio("load_test.success_rate", 1),
            ratio("memory.efficiency", 1),
            count("findings.security.critical", 0),
            count("findings.security.high", 0),
            ratio("integration.success_rate", 1),
            ratio("e2e.success_rate", 1));

    @Test
    public void hasSixDimensionsWithTheirWeightsAndThresholds() {
        GateSpec spec = PRESET.spec();

        assertThat(spec.overall()).isEqualTo(87);
        assertThat(spec.dimensions().stream().collect(toMap(Dimension::name, Dimension::weight)))
                .containsOnly(
                        entry("code_quality", 0.15),
                        entry("ai_model_validation", 0.30),
                        entry("performance", 0.25),
                        entry("security", 0.15),
                        entry("integration", 0.10),
                        entry("e2e_validation", 0.05));
        assertThat(spec.dimensions().stream().collect(toMap(Dimension::name, Dimension::threshold)))
                .containsOnly(
                        entry("code_quality", 85.0),
                        entry("ai_model_validation", 90.0),
                        entry("performance", 85.0),
                        entry("security", 95.0),
                        entry("integration", 88.0),
                        entry("e2e_validation", 95.0));
    }

    @Test
    public void weighsTheSuitesOfModelValidationAndThePartsOfPerformance() {
        assertThat(weights("ai_model_validation"))
                .containsOnly(
                        entry("core.success_rate", 0.30),
                        entry("loading.success_rate", 0.20),
                        entry("agents.success_rate", 0.25),
                        entry("distributed.success_rate", 0.15),
                        entry("safety.success_rate", 0.10));
        assertThat(weights("performance"))
                .containsOnly(
                        entry("benchmark.score", 0.40),
                        entry("load_test.success_rate", 0.30),
                        entry("memory.efficiency", 0.30));
        assertThat(dimension("performance").penalties())
                .containsExactly(new Penalty("performance.regression", 2, 30, 0.05));
    }

    @Test
    public void aPerfectCandidateHas100Points() {
        assertThat(PRESET.given(PERFECT).judge()).isApproved().hasScore(100);
    }

    @Test
    public void theFormulasHoldToTheDecimal() {
        Scorecard scorecard = PRESET.given(changed(
                        ratio("core.success_rate", 0.98),
                        ratio("agents.success_rate", 0.92),
                        ratio("distributed.success_rate", 0.90),
                        points("benchmark.score", 90),
                        ratio("load_test.success_rate", 0.99),
                        ratio("memory.efficiency", 0.85),
                        number("performance.regression", 0.08, Direction.LOWER)))
                .judge();

        // 29.4 + 20 + 23 + 13.5 + 10; 36 + 29.7 + 25.5 − 16; 15 + 28.77 + 18.8 + 15 + 10 + 5
        assertThat(scorecard)
                .isRejected()
                .hasScore("ai_model_validation", 95.9)
                .hasScore("performance", 75.2)
                .hasScore(92.57)
                .isDecidedBy("performance scores 75.2 and needs 85");
    }

    /** The source's own formulas, over numbers at random. */
    @Test
    public void theFormulasHoldForAnyNumbers() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            double[] x = random.doubles(9).toArray();
            double regression = random.nextDouble() * 0.3;
            Scorecard scorecard = PRESET.given(changed(
                            ratio("core.success_rate", x[0]),
                            ratio("loading.success_rate", x[1]),
                            ratio("agents.success_rate", x[2]),
                            ratio("distributed.success_rate", x[3]),
                            ratio("safety.success_rate", x[4]),
                            points("benchmark.score", 100 * x[5]),
                            ratio("load_test.success_rate", x[6]),
                            number("memory.efficiency", 1.3 * x[7], Direction.HIGHER),
                            ratio("integration.success_rate", x[8]),
                            number("performance.regression", regression, Direction.LOWER)))
                    .judge();

            double validation = 100 * (x[0] * 0.30 + x[1] * 0.20 + x[2] * 0.25 + x[3] * 0.15 + x[4] * 0.10);
            double penalty = regression > 0.05 ? Math.min(regression * 100 * 2, 30) : 0;
            double performance =
                    Math.max(0, 100 * x[5] * 0.40 + 100 * x[6] * 0.30 + Math.min(130 * x[7], 100) * 0.30 - penalty);
            double overall = 15 + validation * 0.30 + performance * 0.25 + 15 + 100 * x[8] * 0.10 + 5;
            assertThat(scorecard)
                    .hasScore("ai_model_validation", validation)
                    .hasScore("performance", performance)
                    .hasScore(overall);
            boolean approved = overall >= 87 && validation >= 90 && performance >= 85 && 100 * x[8] >= 88;
            assertThat(scorecard).hasVerdict(approved ? Verdict.PASS : Verdict.FAIL);
        }
    }

    @Test
    public void isApprovedOnlyIfEveryDimensionAndTheWholeReachTheirThresholds() {
        assertThat(PRESET.given(changed(ratio("e2e.success_rate", 0.94))).judge())
                .isRejected()
                .isDecidedBy("e2e_validation scores 94 and needs 95");
        assertThat(PRESET.given(changed(ratio("e2e.success_rate", 0.95))).judge())
                .isApproved();
        assertThat(PRESET.given(changed(ratio("integration.success_rate", 0.88)))
                        .judge())
                .isApproved();
        assertThat(PRESET.given(changed(ratio("integration.success_rate", 0.879)))
                        .judge())
                .isRejected();
    }

    @Test
    public void aSevereVulnerabilityIsCritical() {
        assertThat(PRESET.given(changed(count("findings.security.high", 1))).judge())
                .isRejected()
                .hasRisk(Risk.CRITICAL)
                .fails("findings.security.high");
        assertThat(PRESET.given(changed(count("findings.security.critical", 1))).judge())
                .hasRisk(Risk.CRITICAL);
    }

    @Test
    public void aSuiteThatDidNotRunIsRejected() {
        for (Measure measure : PERFECT) {
            List<Measure> rest = new ArrayList<>(PERFECT);
            rest.remove(measure);
            assertThat(PRESET.given(rest).judge()).isRejected().misses(measure.name());
        }
    }

    @Test
    public void environmentsAskForMoreTheNearerTheyAreToUsers() {
        List<Measure> candidate = changed(
                ratio("core.success_rate", 0.7),
                ratio("loading.success_rate", 0.9),
                ratio("agents.success_rate", 0.9),
                ratio("distributed.success_rate", 0.9),
                ratio("safety.success_rate", 0.9));

        // Model validation scores 84.
        assertThat(PRESET.in("dev").given(candidate).judge()).isApproved().hasThreshold("ai_model_validation", 70);
        assertThat(PRESET.in("staging").given(candidate).judge()).isRejected().hasThreshold("ai_model_validation", 85);
        assertThat(PRESET.in("production").given(candidate).judge())
                .isRejected()
                .hasThreshold("ai_model_validation", 90);
        assertThat(PRESET.in("dev").spec().subject().strategy()).isEqualTo("blue-green");
        assertThat(PRESET.in("staging").spec().subject().strategy()).isEqualTo("canary");
        assertThat(PRESET.in("production").spec().subject().strategy()).isEqualTo("rolling");
    }

    private static Dimension dimension(String name) {
        return PRESET.spec().dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Double> weights(String name) {
        for (Criterion criterion : dimension(name).criteria()) {
            assertThat(criterion.limits().target()).as(criterion.id()).isPresent();
            assertThat(criterion.limits().target().get().value())
                    .isIn(1.0, 100.0)
                    .isCloseTo(criterion.id().equals("benchmark.score") ? 100 : 1, within(0.0));
        }
        return dimension(name).criteria().stream().collect(toMap(Criterion::id, Criterion::weight));
    }

    private static List<Measure> changed(Measure... other) {
        List<Measure> all = new ArrayList<>(PERFECT);
        for (Measure measure : other) {
            all.removeIf(each -> each.name().equals(measure.name()));
            all.add(measure);
        }
        return all;
    }
}
