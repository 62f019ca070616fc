package io.jenkins.plugins.aidelivery.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class ScaleTest {
    private static final double[][] RANGES = {
        {0, 1},
        {-5.0638221034902955, 5.330110224529307},
        {994432.1354594107, 1005528.9669762119},
        {-1e308, 1e308},
        {-Double.MAX_VALUE, Double.MAX_VALUE},
        {0, Double.MIN_VALUE},
        {-4e-320, 3e-320},
        {1, Math.nextUp(1.0)},
        {1e-300, 2e-300},
        {-1e-290, 1e10},
        {1e15, 1e15 + 0.25},
        {0, 0.1 + 0.2},
    };

    @Test
    public void placesGoFromTheFirstToTheLast() {
        for (double[] range : RANGES) {
            Scale scale = Scale.between(range[0], range[1]);
            assertThat(scale.place(range[0])).as(Arrays.toString(range)).isZero();
            assertThat(scale.place(range[1]))
                    .as(Arrays.toString(range))
                    .isBetween((long) (0.999999 * 0x1p53), (1L << 53) - 1);
        }
    }

    @Test
    public void placesKeepTheOrderOfValues() {
        Random random = new Random(1);
        for (double[] range : RANGES) {
            Scale scale = Scale.between(range[0], range[1]);
            double[] values = new double[2000];
            for (int i = 0; i < values.length; i++) {
                double at = random.nextDouble();
                double value = range[0] * (1 - at) + range[1] * at;
                values[i] = i % 2 == 0 || i == 0 ? value : Math.nextUp(values[i - 1]);
                values[i] = Math.max(range[0], Math.min(range[1], values[i]));
            }
            Arrays.sort(values);
            for (int i = 1; i < values.length; i++) {
                assertThat(scale.place(values[i])).isGreaterThanOrEqualTo(scale.place(values[i - 1]));
            }
        }
    }

    @Test
    public void aPlaceLeadsBackToAboutItsValue() {
        Random random = new Random(2);
        for (double[] range : RANGES) {
            Scale scale = Scale.between(range[0], range[1]);
            double width = range[1] / 0x1p50 - range[0] / 0x1p50 + Double.MIN_VALUE;
            for (int i = 0; i < 100; i++) {
                double at = random.nextDouble();
                double value = Math.max(range[0], Math.min(range[1], range[0] * (1 - at) + range[1] * at));
                double back = scale.value(scale.place(value));
                assertThat(Math.abs(back - value))
                        .as(Arrays.toString(range))
                        .isLessThanOrEqualTo(width + 4 * Math.ulp(value));
            }
        }
    }

    @Test
    public void whatIsOutsideHasNoPlace() {
        Scale scale = Scale.between(0, 1);
        assertThat(scale.holds(-Double.MIN_VALUE)).isFalse();
        assertThat(scale.holds(Math.nextUp(1.0))).isFalse();
        assertThat(scale.holds(Double.NaN)).isFalse();
        assertThat(scale.holds(1)).isTrue();
    }

    @Test
    public void oneValueHasOnePlace() {
        Scale scale = Scale.between(7, 7);
        assertThat(scale.place(7)).isZero();
        assertThat(scale.value(0.5)).isEqualTo(7);
        assertThat(scale.holds(Math.nextUp(7.0))).isFalse();
    }

    @Test
    public void thereIsNoScaleOfNothing() {
        assertThatThrownBy(() -> Scale.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scale.between(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scale.between(0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void endsThatAreRoundedAwayTellNoValue() {
        for (double[] range : RANGES) {
            Scale scale = Scale.around(range[0], range[1]);
            double slack = range[1] / 32 - range[0] / 32;
            assertThat(scale.smallest()).as(Arrays.toString(range)).isLessThanOrEqualTo(range[0]);
            assertThat(scale.largest()).as(Arrays.toString(range)).isGreaterThanOrEqualTo(range[1]);
            assertThat(range[0] - scale.smallest()).isLessThanOrEqualTo(Math.max(slack, Math.ulp(range[0])));
            assertThat(scale.largest() - range[1]).isLessThanOrEqualTo(Math.max(slack, Math.ulp(range[1])));
        }
        Scale ages = Scale.around(18.37, 96.21);
        assertThat(ages.smallest()).isEqualTo(18);
        assertThat(ages.largest()).isEqualTo(98);
        assertThat(Scale.around(0, 96.21).smallest()).as("what can't be less").isZero();
        assertThat(Scale.around(7, 7).isPoint()).isTrue();
        assertThatThrownBy(() -> Scale.around(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void insideACellTheEndsStayInIt() {
        Random random = new Random(3);
        for (double[] range : RANGES) {
            Grid.Round round = Grids.between(range[0], range[1]).rounds().get(0);
            for (int i = 0; i < 200; i++) {
                double at = random.nextDouble();
                double one = Math.max(range[0], Math.min(range[1], range[0] * (1 - at) + range[1] * at));
                double other = i % 2 == 0 ? Math.nextUp(one) : one + (range[1] / 4096 - range[0] / 4096) * at;
                if (!round.scale().holds(other) || round.cell(one) != round.cell(other)) {
                    continue;
                }
                Scale scale = Scale.within(round, one, other);
                assertThat(scale.holds(one) && scale.holds(other))
                        .as(Arrays.toString(range))
                        .isTrue();
                assertThat(round.cell(scale.smallest())).isEqualTo(round.cell(one));
                assertThat(round.cell(scale.largest())).isEqualTo(round.cell(one));
            }
        }
    }
}
