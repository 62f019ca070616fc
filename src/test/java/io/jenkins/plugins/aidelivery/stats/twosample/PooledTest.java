package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class PooledTest {
    @Test
    public void samplesAreSortedAndCounted() {
        Pooled pooled = Pooled.ofSamples(new double[] {3, 1, 1, 0.0}, new double[] {2, 1, -0.0});

        assertThat(pooled.n()).isEqualTo(4);
        assertThat(pooled.m()).isEqualTo(3);
        assertThat(pooled.size()).isEqualTo(4);
        assertThat(new double[] {pooled.x(0), pooled.x(1), pooled.x(2), pooled.x(3)})
                .containsExactly(0, 1, 2, 3);
        assertThat(new long[] {pooled.reference(0), pooled.reference(1), pooled.reference(2), pooled.reference(3)})
                .containsExactly(1, 2, 0, 1);
        assertThat(new long[] {pooled.current(0), pooled.current(1), pooled.current(2), pooled.current(3)})
                .containsExactly(1, 1, 1, 0);
        assertThat(pooled.exchanged().n()).isEqualTo(3);
    }

    @Test
    public void whatIsNoPairOfSamplesIsRefusedWithItsReason() {
        double[] x = {1, 2};
        assertThatThrownBy(() -> Pooled.of(x, new long[] {1}, new long[] {1, 1}))
                .hasMessageContaining("as long as each other");
        assertThatThrownBy(() -> Pooled.of(new double[] {2, 2}, new long[2], new long[2]))
                .hasMessageContaining("ascending, but value 1 is 2.0");
        assertThatThrownBy(() -> Pooled.of(new double[] {Double.NaN}, new long[1], new long[1]))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Pooled.of(x, new long[] {1, 1}, new long[] {0, 0}))
                .hasMessage("the current sample is empty");
        assertThatThrownBy(() -> Pooled.of(x, new long[] {1, -1}, new long[] {1, 0}))
                .hasMessage("count 1 of the reference sample is negative: -1");
        assertThatThrownBy(() -> Pooled.ofSamples(new double[] {1, Double.POSITIVE_INFINITY}, x))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Pooled.ofSamples(x, new double[0])).hasMessage("the current sample is empty");
    }
}
