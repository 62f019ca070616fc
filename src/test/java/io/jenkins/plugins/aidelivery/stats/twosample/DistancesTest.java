package io.jenkins.plugins.aidelivery.stats.twosample;

import static io.jenkins.plugins.aidelivery.stats.twosample.Distances.shares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Test;

public class DistancesTest {
    private static final double[] LEFT = {1, 0};
    private static final double[] RIGHT = {0, 1};

    @Test
    public void distancesAgreeWithNumpyAndScipy() {
        for (JsonNode one : Scipy.cases("categories")) {
            double[] p = shares(Scipy.counts(one.get("r")));
            double[] q = shares(Scipy.counts(one.get("c")));

            Scipy.agrees(Distances.psi(p, q, ZeroFill.EVIDENTLY), one.get("psi_evidently"));
            Scipy.agrees(Distances.psi(p, q, ZeroFill.FLOOR_0_0001), one.get("psi_floor"));
            Scipy.agrees(Distances.psi(p, q, ZeroFill.DEEPCHECKS), one.get("psi_deepchecks"));
            Scipy.agrees(Distances.kullbackLeibler(p, q, ZeroFill.EVIDENTLY), one.get("kl_evidently"));
            Scipy.agrees(Distances.hellinger(p, q), one.get("hellinger"));
            Scipy.agrees(Distances.totalVariation(p, q), one.get("total_variation"));
            Scipy.agrees(Distances.lInfinity(p, q), one.get("l_infinity"));
            // The root of a difference of nearly equal numbers.
            assertThat(Distances.jensenShannonDistance(p, q))
                    .isCloseTo(one.get("js_distance").asDouble(), within(1e-8));
            assertThat(Distances.jensenShannonDistanceBase2(p, q))
                    .isCloseTo(one.get("js_distance_2").asDouble(), within(1e-8));
        }
    }

    @Test
    public void theEndsOfTheScalesAreReached() {
        assertThat(Distances.jensenShannonDivergence(LEFT, RIGHT)).isEqualTo(Math.log(2));
        assertThat(Distances.jensenShannonDivergenceBase2(LEFT, RIGHT)).isEqualTo(1);
        assertThat(Distances.jensenShannonDistanceBase2(LEFT, RIGHT)).isEqualTo(1);
        assertThat(Distances.hellinger(LEFT, RIGHT)).isEqualTo(1);
        assertThat(Distances.totalVariation(LEFT, RIGHT)).isEqualTo(1);
        assertThat(Distances.lInfinity(LEFT, RIGHT)).isEqualTo(1);
        assertThat(Distances.psi(LEFT, RIGHT, ZeroFill.NONE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Distances.kullbackLeibler(LEFT, RIGHT, ZeroFill.NONE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Distances.psi(LEFT, LEFT, ZeroFill.NONE)).isZero();
        assertThat(Distances.kullbackLeibler(LEFT, LEFT, ZeroFill.NONE)).isZero();
    }

    @Test
    public void evidentlyFillsWithAMillionthOfATinyShare() {
        assertThat(ZeroFill.EVIDENTLY.applied(new double[] {0, 0.5, 0.5})).containsExactly(1e-4, 0.5, 0.5);
        assertThat(ZeroFill.EVIDENTLY.applied(new double[] {0, 5e-5, 0.99995})[0])
                .isEqualTo(5e-11);
        assertThat(ZeroFill.DEEPCHECKS.applied(new double[] {0.001, 0.999})).containsExactly(0.01, 0.999);
    }

    @Test
    public void whatAreNoSharesIsRefused() {
        assertThatThrownBy(() -> shares(new long[] {0, 0})).hasMessage("the given sample is empty");
        assertThatThrownBy(() -> Distances.hellinger(LEFT, new double[] {0.5, 0.2}))
                .hasMessage("shares sum to 1, not to 0.7");
        assertThatThrownBy(() -> Distances.hellinger(LEFT, new double[] {1.5, -0.5}))
                .hasMessageContaining("not at -0.5");
        assertThatThrownBy(() -> Distances.hellinger(LEFT, new double[] {1})).hasMessageContaining("2 shares");
    }
}
