package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.stats.FisherExact;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import java.util.SplittableRandom;
import org.junit.Test;

public class CategoriesTest {
    @Test
    public void homogeneityAgreesWithScipy() {
        for (JsonNode one : Scipy.cases("categories")) {
            Categories categories = Scipy.categories(one);
            Scipy.agrees(ChiSquareHomogeneity.test(categories), one.get("chi2"));
            Scipy.agrees(ChiSquareHomogeneity.corrected(categories), one.get("yates"));
        }
    }

    @Test
    public void oneCategoryAloneIsNoDifference() {
        Categories one = Categories.of(new long[] {5, 0}, new long[] {700, 0});

        assertThat(one.size()).isOne();
        assertThat(ChiSquareHomogeneity.test(one)).isEqualTo(new TestResult(0, 1));
        assertThat(ChiSquareHomogeneity.reliable(one).pValue()).isEqualTo(1);
    }

    @Test
    public void drawnTablesGiveFishersPValueOfTwoCategories() {
        // With equal margins the two tests order tables alike.
        Categories two = Categories.of(new long[] {2, 8}, new long[] {6, 4});

        TestResult drawn = ChiSquareHomogeneity.permuted(two);

        assertThat(drawn.statistic()).isEqualTo(ChiSquareHomogeneity.test(two).statistic());
        assertThat(drawn.pValue()).isCloseTo(FisherExact.twoSided(2, 8, 6, 4), within(0.01));
        assertThat(ChiSquareHomogeneity.permuted(two)).isEqualTo(drawn);
    }

    @Test
    public void drawnTablesAndTheMomentsOfTheirLawAgreeWithTheChiSquareLawWhereItHolds() {
        SplittableRandom random = new SplittableRandom(5);
        for (int size : new int[] {2, 3, 10, 40}) {
            Categories categories = equal(random, size, 900 * size, 1100 * size);
            double statistic = ChiSquareHomogeneity.statistic(categories, 0);
            double law = ChiSquareHomogeneity.test(categories).pValue();

            assertThat(new FixedMargins(categories).byDrawing(statistic)).isCloseTo(law, within(0.03));
            assertThat(new FixedMargins(categories).byMoments(statistic)).isCloseTo(law, within(0.03));
        }
    }

    @Test
    public void theMomentsOfTheLawAreThoseOfItsTables() {
        SplittableRandom random = new SplittableRandom(6);
        Categories rare = equal(random, 300, 150, 300);
        for (double statistic : new double[] {180, 200, 220, 240}) {
            FixedMargins margins = new FixedMargins(rare);
            assertThat(margins.byMoments(statistic)).isCloseTo(margins.byDrawing(statistic), within(0.015));
        }
    }

    @Test
    public void aLawDrawnFromTablesGivesTheScoreOfItsPValue() {
        Categories rare = equal(new SplittableRandom(9), 12, 60, 90);
        NullLaw law = NullLaws.jensenShannonDivergence(rare);

        for (double alpha : new double[] {0.5, 0.05, 0.001}) {
            double quantile = law.quantile(alpha);
            assertThat(law.pValue(quantile)).isLessThanOrEqualTo(alpha);
            assertThat(law.pValue(quantile * 0.999)).isGreaterThanOrEqualTo(alpha * 0.9);
        }
        assertThat(law.quantile(1e-6)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(law.pValue(100)).isEqualTo(1e-4);
        assertThat(law.pValue(0)).isEqualTo(1);
    }

    @Test
    public void aLawDrawnFromTablesKnowsWhichSampleIsTheReference() {
        Categories rare = Categories.of(new long[] {40, 3, 2}, new long[] {300, 40, 9});
        NullLaw law = NullLaws.ofDistance(
                rare,
                drawn -> {
                    assertThat(drawn.n()).isEqualTo(45);
                    assertThat(drawn.m()).isEqualTo(349);
                    return drawn.referenceShares()[0];
                },
                NullLaws.psi(3, 45, 349));

        assertThat(law.quantile(0.5)).isCloseTo(340 / 394.0, within(0.02));
    }

    @Test
    public void manyThousandCategoriesDoNotTakeLong() {
        Categories identifiers = equal(new SplittableRandom(8), 50_000, 100_000, 80_000);

        assertThat(ChiSquareHomogeneity.reliable(identifiers).pValue()).isBetween(0.01, 0.99);
    }

    /** Two samples of one distribution in which the first categories are frequent and the last rare. */
    private static Categories equal(SplittableRandom random, int size, int n, int m) {
        long[] reference = new long[size];
        long[] current = new long[size];
        for (int i = 0; i < n + m; i++) {
            double u = random.nextDouble();
            (i < n ? reference : current)[(int) (size > 100 ? u * size : u * u * size)]++;
        }
        return Categories.of(reference, current);
    }

    @Test
    public void countsOfDifferentCategoriesAreRefused() {
        assertThatThrownBy(() -> Categories.of(new long[2], new long[3])).hasMessageContaining("2 categories");
        assertThatThrownBy(() -> Categories.of(new long[2], new long[] {1, 1}))
                .hasMessage("the reference sample is empty");
    }
}
