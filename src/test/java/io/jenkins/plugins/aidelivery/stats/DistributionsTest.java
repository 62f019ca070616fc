package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;

public class DistributionsTest {
    private static double x(JsonNode one) {
        return Reference.number(one.get("x"));
    }

    private static double p(JsonNode one) {
        return Reference.number(one.get("p"));
    }

    private static double of(JsonNode one, String name) {
        return Reference.number(one.get(name));
    }

    @Test
    public void normalAgreesToFourteenDigits() {
        Reference.agrees("normal_cdf", 1e-14, one -> Normal.cdf(x(one)));
        Reference.agrees("normal_sf", 1e-14, one -> Normal.sf(x(one)));
        Reference.agrees("normal_ppf", 1e-14, one -> Normal.quantile(p(one)));
        Reference.agrees("normal_isf", 1e-14, one -> Normal.upperQuantile(p(one)));
    }

    @Test
    public void studentAgreesToThirteenDigits() {
        Reference.agrees("t_cdf", 1e-13, one -> StudentT.cdf(x(one), of(one, "df")));
        Reference.agrees("t_sf", 1e-13, one -> StudentT.sf(x(one), of(one, "df")));
        Reference.agrees("t_ppf", 1e-13, one -> StudentT.quantile(p(one), of(one, "df")));
    }

    @Test
    public void chiSquareAgreesToTwelveDigits() {
        Reference.agrees("chi2_cdf", 2e-13, one -> ChiSquare.cdf(x(one), of(one, "df")));
        Reference.agrees("chi2_sf", 2e-13, one -> ChiSquare.sf(x(one), of(one, "df")));
        Reference.agrees("chi2_ppf", 2e-13, one -> ChiSquare.quantile(p(one), of(one, "df")));
    }

    @Test
    public void gammaAgreesToTwelveDigitsAndToElevenForATinyShape() {
        Reference.agrees("gamma_p", 2e-13, one -> Gamma.cdf(x(one), of(one, "a")));
        Reference.agrees("gamma_q", 5e-12, one -> Gamma.sf(x(one), of(one, "a")));
        Reference.agrees(
                "gamma_q", 1e-12, one -> of(one, "a") < 0.1 ? of(one, "value") : Gamma.sf(x(one), of(one, "a")));
    }

    @Test
    public void fisherFAgreesToTwelveDigits() {
        Reference.agrees("f_cdf", 2e-13, one -> FisherF.cdf(x(one), of(one, "df1"), of(one, "df2")));
        Reference.agrees("f_sf", 2e-13, one -> FisherF.sf(x(one), of(one, "df1"), of(one, "df2")));
    }

    @Test
    public void betaAgreesToTwelveDigits() {
        Reference.agrees("beta_cdf", 2e-13, one -> Beta.cdf(x(one), of(one, "a"), of(one, "b")));
        Reference.agrees("beta_sf", 2e-13, one -> Beta.sf(x(one), of(one, "a"), of(one, "b")));
        Reference.agrees("beta_ppf", 1e-12, one -> Beta.quantile(p(one), of(one, "a"), of(one, "b")));
    }

    @Test
    public void binomialAgreesToTwelveDigits() {
        Reference.agrees(
                "binomial_cdf",
                2e-13,
                one -> Binomial.cdf(one.get("k").asLong(), one.get("n").asLong(), p(one)));
        Reference.agrees(
                "binomial_sf",
                2e-13,
                one -> Binomial.sf(one.get("k").asLong(), one.get("n").asLong(), p(one)));
    }

    @Test
    public void binomialProbabilitiesAddUpToTheTail() {
        Sum sum = new Sum();
        for (long k = 0; k <= 100_000; k++) {
            sum.add(Binomial.pmf(k, 100_000, 0.02));
            if (k % 997 == 0) {
                double tail = Binomial.cdf(k, 100_000, 0.02);
                assertThat(sum.value()).isCloseTo(tail, within(1e-11 * tail + 1e-300));
            }
        }
        assertThat(Binomial.pmf(-1, 5, 0.5) + Binomial.pmf(6, 5, 0.5)).isZero();
        assertThat(Binomial.pmf(0, 5, 0)).isOne();
        assertThat(Binomial.pmf(5, 5, 1)).isOne();
        assertThat(Binomial.pmf(4, 5, 1)).isZero();
        assertThat(Binomial.cdf(-1, 5, 0.5)).isZero();
        assertThat(Binomial.sf(-1, 5, 0.5)).isOne();
    }

    @Test
    public void quantilesInvertTheTails() {
        double[] parameters = {1e-3, 0.1, 0.5, 1, 2.5, 40, 1e3, 1e5, 1e7};
        double[] probabilities = {1e-200, 1e-12, 0.01, 0.3, 0.5, 0.7, 0.99};
        for (double a : parameters) {
            for (double b : parameters) {
                for (double p : probabilities) {
                    double odds = Beta.odds(a, b, p, false);
                    double back = IncompleteBeta.atOdds(a, b, odds).lower();
                    // At the ends of the doubles the quantile is cut to 0 or infinity.
                    if (odds > 0 && odds < Double.POSITIVE_INFINITY) {
                        assertThat(back).as("beta %s %s %s", a, b, p).isCloseTo(p, within(1e-10 * p));
                    }
                }
            }
            for (double p : probabilities) {
                double x = Gamma.quantile(p, a);
                if (x > 0) {
                    assertThat(Gamma.cdf(x, a)).as("gamma %s %s", a, p).isCloseTo(p, within(1e-10 * p));
                }
                double upper = Gamma.upperQuantile(p, a);
                if (upper > 0) {
                    assertThat(Gamma.sf(upper, a)).isCloseTo(p, within(1e-9 * p));
                }
                double t = StudentT.upperQuantile(p, a);
                if (Double.isFinite(t)) {
                    assertThat(StudentT.sf(t, a)).as("t %s %s", a, p).isCloseTo(p, within(1e-10 * p));
                }
                double f = FisherF.quantile(p, a, 3);
                if (f > 0) {
                    assertThat(FisherF.cdf(f, a, 3)).isCloseTo(p, within(1e-10 * p));
                }
            }
        }
        assertThat(FisherF.upperQuantile(0.05, 3, 7)).isCloseTo(FisherF.quantile(0.95, 3, 7), within(1e-12));
        assertThat(ChiSquare.upperQuantile(0.05, 3)).isCloseTo(ChiSquare.quantile(0.95, 3), within(1e-12));
        assertThat(Beta.upperQuantile(0.05, 3, 4)).isCloseTo(Beta.quantile(0.95, 3, 4), within(1e-14));
    }

    @Test
    public void tailsAreMonotoneAndAddUpToOne() {
        double before = -1;
        for (double x = -12; x <= 12; x += 0.0625) {
            assertThat(Normal.cdf(x) + Normal.sf(x)).isCloseTo(1, within(1e-15));
            assertThat(Normal.cdf(x)).isGreaterThanOrEqualTo(before);
            before = Normal.cdf(x);
            assertThat(StudentT.cdf(x, 3.5)).isEqualTo(StudentT.sf(-x, 3.5));
            assertThat(StudentT.sf(x, 1e12)).isCloseTo(Normal.sf(x), within(1e-8 * Normal.sf(x)));
            assertThat(StudentT.sf(x, Double.POSITIVE_INFINITY)).isEqualTo(Normal.sf(x));
        }
    }

    @Test
    public void farTailsDoNotCollapse() {
        assertThat(Normal.sf(37)).isGreaterThan(5e-300);
        assertThat(Normal.sf(50)).isZero();
        assertThat(StudentT.sf(1e200, 1)).isCloseTo(1 / (Math.PI * 1e200), within(1e-212));
        assertThat(StudentT.sf(1e155, 2)).isCloseTo(0.5 / 1e155 / 1e155, within(1e-320));
        assertThat(StudentT.upperQuantile(1e-300, 1)).isCloseTo(1 / (Math.PI * 1e-300), within(1e288));
        assertThat(StudentT.sf(Double.POSITIVE_INFINITY, 5)).isZero();
        assertThat(StudentT.twoSided(40, 1000)).isGreaterThan(0).isLessThan(1e-200);
    }

    @Test
    public void theEndsAreTheEnds() {
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Beta.quantile(0, 2, 3)).isZero();
        assertThat(Beta.quantile(1, 2, 3)).isOne();
        assertThat(Beta.cdf(-1, 2, 3)).isZero();
        assertThat(Beta.sf(2, 2, 3)).isZero();
        assertThat(Gamma.cdf(0, 2)).isZero();
        assertThat(Gamma.sf(Double.POSITIVE_INFINITY, 2)).isZero();
        assertThat(Gamma.quantile(1, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(FisherF.sf(0, 2, 3)).isOne();
        assertThat(FisherF.sf(Double.MAX_VALUE, 20, 3)).isZero();
        assertThat(Normal.cdf(Double.NaN)).isNaN();
        assertThat(StudentT.cdf(Double.NaN, 1)).isNaN();
        assertThat(Beta.cdf(Double.NaN, 1, 1)).isNaN();
        assertThat(Beta.sf(Double.NaN, 1, 1)).isNaN();
        assertThat(Gamma.cdf(Double.NaN, 1)).isNaN();
        assertThat(Gamma.sf(Double.NaN, 1)).isNaN();
        assertThat(FisherF.cdf(Double.NaN, 1, 1)).isNaN();
        assertThat(FisherF.sf(Double.NaN, 1, 1)).isNaN();
    }

    @Test
    public void impossibleParametersAreRefused() {
        refuses(() -> Normal.quantile(1.1));
        refuses(() -> Normal.quantile(Double.NaN));
        refuses(() -> StudentT.cdf(1, 0));
        refuses(() -> Beta.cdf(0.5, 0, 1));
        refuses(() -> Beta.quantile(-0.1, 1, 1));
        refuses(() -> Gamma.cdf(1, -1));
        refuses(() -> ChiSquare.sf(1, 0));
        refuses(() -> FisherF.cdf(1, 0, 1));
        refuses(() -> Binomial.cdf(1, 2, 1.5));
        refuses(() -> Binomial.pmf(1, -2, 0.5));
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }
}
