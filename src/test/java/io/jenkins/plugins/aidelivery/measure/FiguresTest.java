package io.jenkins.plugins.aidelivery.measure;

import static io.jenkins.plugins.aidelivery.measure.Figures.apart;
import static io.jenkins.plugins.aidelivery.measure.Figures.fixed;
import static io.jenkins.plugins.aidelivery.measure.Figures.format;
import static io.jenkins.plugins.aidelivery.measure.Figures.number;
import static io.jenkins.plugins.aidelivery.measure.Figures.percent;
import static io.jenkins.plugins.aidelivery.measure.Figures.percentsApart;
import static io.jenkins.plugins.aidelivery.measure.Figures.score;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.Test;

public class FiguresTest {
    @Test
    public void numbersHaveFourFiguresAndAreWholeAndGroupedFromAThousandOn() {
        assertThat(number(0)).isEqualTo("0");
        assertThat(number(-0.0)).isEqualTo("0");
        assertThat(number(0.93124)).isEqualTo("0.9312");
        assertThat(number(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(number(12)).isEqualTo("12");
        assertThat(number(-12.3456)).isEqualTo("−12.35");
        assertThat(number(999.94)).isEqualTo("999.9");
        assertThat(number(999.96)).isEqualTo("1,000");
        assertThat(number(1234.56)).isEqualTo("1,235");
        assertThat(number(-1234567)).isEqualTo("−1,234,567");
        assertThat(number(4100)).isEqualTo("4,100");
    }

    @Test
    public void veryLargeAndVerySmallNumbersHaveAnExponent() {
        assertThat(number(0.0001)).isEqualTo("0.0001");
        assertThat(number(0.00001)).isEqualTo("1e−5");
        assertThat(number(-0.0000123456)).isEqualTo("−1.23e−5");
        assertThat(number(1.5e-300)).isEqualTo("1.5e−300");
        assertThat(number(999_999_999_999_999.0)).isEqualTo("999,999,999,999,999");
        assertThat(number(1e15)).isEqualTo("1e15");
        assertThat(number(6.02214e23)).isEqualTo("6.02e23");
        assertThat(number(Double.MAX_VALUE)).isEqualTo("1.8e308");
    }

    @Test
    public void whatIsNoNumberIsADash() {
        for (Unit unit : Unit.values()) {
            assertThat(format(Double.NaN, unit)).isEqualTo("–");
            assertThat(format(Double.POSITIVE_INFINITY, unit)).isEqualTo("–");
        }
        assertThat(number(Double.NaN)).isEqualTo("–");
        assertThat(percent(Double.NaN)).isEqualTo("–");
        assertThat(fixed(Double.NaN, 1)).isEqualTo("–");
        assertThat(score(Double.NaN)).isEqualTo("–");
    }

    @Test
    public void valuesHaveTheirUnit() {
        assertThat(format(0.931, Unit.RATIO)).isEqualTo("0.931");
        assertThat(format(12_000, Unit.COUNT)).isEqualTo("12,000");
        assertThat(format(120, Unit.PER_SECOND)).isEqualTo("120 /s");
        assertThat(format(88.4, Unit.POINTS)).isEqualTo("88.4 points");
        assertThat(format(0.05, Unit.DOLLARS)).isEqualTo("$0.05");
        assertThat(format(-2, Unit.DOLLARS)).isEqualTo("−$2");
        assertThat(format(0.25, Unit.NUMBER)).isEqualTo("0.25");
    }

    @Test
    public void durationsHaveTheUnitThatFits() {
        assertThat(format(0, Unit.SECONDS)).isEqualTo("0 s");
        assertThat(format(4.1e-8, Unit.SECONDS)).isEqualTo("41 ns");
        assertThat(format(4.1e-5, Unit.SECONDS)).isEqualTo("41 µs");
        assertThat(format(0.041, Unit.SECONDS)).isEqualTo("41 ms");
        assertThat(format(0.99999, Unit.SECONDS)).isEqualTo("1 s");
        assertThat(format(0.000999999, Unit.SECONDS)).isEqualTo("1 ms");
        assertThat(format(-1.5, Unit.SECONDS)).isEqualTo("−1.5 s");
        assertThat(format(119, Unit.SECONDS)).isEqualTo("119 s");
        assertThat(format(120, Unit.SECONDS)).isEqualTo("2 min");
        assertThat(format(7200, Unit.SECONDS)).isEqualTo("2 h");
    }

    @Test
    public void sizesHaveTheUnitThatFits() {
        assertThat(format(1023, Unit.BYTES)).isEqualTo("1,023 B");
        assertThat(format(1024, Unit.BYTES)).isEqualTo("1 KiB");
        assertThat(format(1.5 * 1024 * 1024 * 1024, Unit.BYTES)).isEqualTo("1.5 GiB");
        assertThat(format(-2048, Unit.BYTES)).isEqualTo("−2 KiB");
        assertThat(format(Math.pow(1024, 5), Unit.BYTES)).isEqualTo("1,024 TiB");
    }

    @Test
    public void comparedValuesAreShownApart() {
        assertThat(apart(0.79996, 0.8, Unit.RATIO)).isEqualTo(new Figures.Two("0.79996", "0.8"));
        assertThat(apart(0.7, 0.8, Unit.RATIO)).isEqualTo(new Figures.Two("0.7", "0.8"));
        assertThat(apart(0.8, 0.8, Unit.RATIO)).isEqualTo(new Figures.Two("0.8", "0.8"));
        assertThat(apart(0.200004, 0.2, Unit.SECONDS)).isEqualTo(new Figures.Two("200.004 ms", "200 ms"));
        assertThat(apart(1_000_000.25, 1_000_000, Unit.COUNT)).isEqualTo(new Figures.Two("1,000,000.2", "1,000,000"));
        assertThat(percentsApart(0.0104, 0.01)).isEqualTo(new Figures.Two("1.04 %", "1 %"));
        assertThat(percentsApart(0.02, 0.01)).isEqualTo(new Figures.Two("2 %", "1 %"));
    }

    @Test
    public void anyTwoDifferentNumbersCanBeToldApart() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double value = Math.pow(10, random.nextInt(20) - 8) * random.nextDouble();
            double next = random.nextBoolean() ? Math.nextUp(value) : value * (1 + 1e-7 * random.nextDouble());
            Figures.Two texts = apart(value, next, Unit.NUMBER);
            if (value != next) {
                assertThat(texts.first()).as("%s and %s", value, next).isNotEqualTo(texts.second());
            }
        }
    }

    @Test
    public void aScoreNeverSeemsToReachAThresholdThatItMisses() {
        assertThat(score(86.96)).isEqualTo("86.9");
        assertThat(score(87)).isEqualTo("87");
        assertThat(score(88.4)).isEqualTo("88.4");
        // What misses a threshold by the last bits of a sum was meant to reach it.
        assertThat(score(86.99999999999)).isEqualTo("87");
        assertThat(score(0)).isEqualTo("0");
        assertThat(score(100)).isEqualTo("100");
        assertThat(Figures.threshold(87.25)).isEqualTo("87.25");
        assertThat(Figures.threshold(90)).isEqualTo("90");
    }

    @Test
    public void theReadersLanguageChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            for (String language : new String[] {"de-DE", "ar-EG", "tr-TR", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(number(1234.5)).isEqualTo("1,234");
                assertThat(percent(0.123)).isEqualTo("12.3 %");
                assertThat(format(0.0415, Unit.SECONDS)).isEqualTo("41.5 ms");
                assertThat(Quantity.parse("12MIN").value()).isEqualTo(720);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
