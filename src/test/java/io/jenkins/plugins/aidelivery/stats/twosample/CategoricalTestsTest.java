package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import org.junit.Test;

public class CategoricalTestsTest {
    @Test
    public void gTestAndCramersVAgreeWithScipy() {
        for (JsonNode one : Scipy.cases("categories")) {
            Categories categories = Scipy.categories(one);
            Scipy.agrees(LikelihoodRatio.test(categories), one.get("g"));
            Scipy.agrees(CramersV.plain(categories), one.get("cramers_v"));
            Scipy.agrees(CramersV.deepchecks(categories), one.get("cramers_v_deepchecks"));
        }
    }

    @Test
    public void theSquareOfTheZTestIsChiSquare() {
        Categories two = Categories.of(new long[] {30, 70}, new long[] {45, 55});

        TestResult z = ProportionZ.test(two);

        assertThat(z.statistic()).isPositive();
        assertThat(z.statistic() * z.statistic())
                .isCloseTo(ChiSquareHomogeneity.test(two).statistic(), within(1e-12));
        assertThat(z.pValue()).isCloseTo(ChiSquareHomogeneity.test(two).pValue(), within(1e-12));
        assertThat(ProportionZ.test(two.exchanged()).pValue()).isCloseTo(z.pValue(), within(1e-15));
    }

    @Test
    public void oneCategoryAloneIsNoDrift() {
        Categories one = Categories.of(new long[] {5}, new long[] {9});

        assertThat(ProportionZ.test(one)).isEqualTo(new TestResult(0, 1));
        assertThat(LikelihoodRatio.test(one)).isEqualTo(new TestResult(0, 1));
        assertThat(CramersV.plain(one)).isZero();
        assertThat(CramersV.corrected(one)).isZero();
        assertThat(CramersV.deepchecks(one)).isZero();
    }

    @Test
    public void samplesWithoutACommonCategoryAreAsFarApartAsCanBe() {
        Categories apart = Categories.of(new long[] {50, 50, 0}, new long[] {0, 0, 100});

        assertThat(CramersV.plain(apart)).isEqualTo(1);
        assertThat(CramersV.corrected(apart)).isBetween(0.99, 1.0);
    }

    @Test
    public void theCorrectedVOfEqualSamplesIsZero() {
        Categories equal = Categories.of(new long[] {52, 48, 51}, new long[] {49, 50, 50});

        assertThat(CramersV.plain(equal)).isPositive();
        assertThat(CramersV.corrected(equal)).isZero();
    }

    @Test
    public void deepchecksRoundingNeverLeavesASampleEmpty() {
        long[] many = new long[1000];
        java.util.Arrays.fill(many, 1);
        long[] few = new long[1000];
        few[0] = 10;

        assertThat(CramersV.deepchecks(Categories.of(many, few))).isBetween(0.0, 1.0);
    }

    @Test
    public void theZTestSaysWhatToUseInsteadForMoreCategories() {
        Categories three = Categories.of(new long[] {1, 2, 3}, new long[] {1, 2, 3});

        assertThatThrownBy(() -> ProportionZ.test(three)).hasMessageContaining("use the chi-square test");
    }
}
