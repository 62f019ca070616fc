package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.entry;
import static io.jenkins.plugins.aidelivery.measure.Measured.count;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static java.util.stream.Collectors.toMap;

import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** The preset {@code service-readiness} (M3). */
public class ServiceReadinessPresetTest {
    private static final Gate PRESET = gate("preset: service-readiness");

    private static final List<Measure> READY = List.of(
            ratio("coverage.line", 0.95),
            ratio("integration_coverage.line", 0.85),
            number("static_analysis.score", 8.0, Direction.HIGHER),
            seconds("load_test.latency.p99", 0.9),
            ratio("load_test.success_rate", 0.99),
            ratio("tests.success_rate", 1),
            ratio("e2e.success_rate", 1),
            count("findings.security.critical", 0),
            count("findings.security.high", 0),
            ratio("operations.success_rate", 1),
            ratio("documentation.success_rate", 1));

    @Test
    public void hasSixDimensionsWithTheirWeights() {
        assertThat(PRESET.spec().dimensions().stream().collect(toMap(Dimension::name, Dimension::weight)))
                .containsOnly(
                        entry("code_quality", 0.25),
                        entry("performance", 0.20),
                        entry("functional_validation", 0.20),
                        entry("security_assessment", 0.15),
                        entry("operational_readiness", 0.10),
                        entry("documentation_quality", 0.10));
    }

    @Test
    public void approvesAServiceThatIsReady() {
        assertThat(PRESET.given(READY).judge()).isApproved().hasRisk(Risk.LOW).hasScore(100);
    }

    @Test
    public void codeNeeds95PerCentUnitAnd85PerCentIntegrationCoverageAnd8Of10() {
        assertThat(PRESET.given(changed(ratio("coverage.line", 0.949))).judge())
                .isConditional()
                .fails("coverage.line");
        assertThat(PRESET.given(changed(ratio("integration_coverage.line", 0.849)))
                        .judge())
                .isConditional()
                .fails("integration_coverage.line");
        assertThat(PRESET.given(changed(number("static_analysis.score", 7.9, Direction.HIGHER)))
                        .judge())
                .isConditional()
                .fails("static_analysis.score");
    }

    @Test
    public void aCriticalOrHighVulnerabilityIsRejected() {
        for (String severity : List.of("critical", "high")) {
            assertThat(PRESET.given(changed(count("findings.security." + severity, 1)))
                            .judge())
                    .isRejected()
                    .hasRisk(Risk.CRITICAL);
        }
    }

    @Test
    public void endToEndNeeds95PerCentAndP99OneSecond() {
        assertThat(PRESET.given(changed(ratio("e2e.success_rate", 0.94))).judge())
                .fails("e2e.success_rate");
        assertThat(PRESET.given(changed(ratio("e2e.success_rate", 0.95))).judge())
                .passes("e2e.success_rate");
        assertThat(PRESET.given(changed(seconds("load_test.latency.p99", 1.01))).judge())
                .isRejected()
                .fails("load_test.latency.p99");
        assertThat(PRESET.given(changed(seconds("load_test.latency.p99", 1))).judge())
                .isApproved();
    }

    /** Relaxed for everything, or the overall 70 of dev would mean nothing. */
    @Test
    public void environmentsAskForMoreTheNearerTheyAreToUsers() {
        List<Measure> rough = changed(
                ratio("operations.success_rate", 0.75),
                ratio("documentation.success_rate", 0.75),
                ratio("coverage.line", 0.75));
        assertThat(PRESET.in("dev").given(rough).judge()).isConditional();
        assertThat(PRESET.in("staging").given(rough).judge()).isRejected();
        for (Dimension dimension : PRESET.in("dev").spec().dimensions()) {
            assertThat(dimension.threshold()).as(dimension.name()).isEqualTo(70);
        }

        assertThat(PRESET.in("dev").spec().overall()).isEqualTo(70);
        assertThat(PRESET.in("staging").spec().overall()).isEqualTo(85);
        assertThat(PRESET.in("production").spec().overall()).isEqualTo(90);
        assertThat(PRESET.in("dev").spec().subject().strategy()).isEqualTo("blue-green");
        assertThat(PRESET.in("staging").spec().subject().strategy()).isEqualTo("canary");
        assertThat(PRESET.in("production").spec().subject().strategy()).isEqualTo("rolling");
    }

    private static List<Measure> changed(Measure... other) {
        List<Measure> all = new ArrayList<>(READY);
        for (Measure measure : other) {
            all.removeIf(each -> each.name().equals(measure.name()));
            all.add(measure);
        }
        return all;
    }
}
