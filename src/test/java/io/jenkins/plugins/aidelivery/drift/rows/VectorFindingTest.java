package io.jenkins.plugins.aidelivery.drift.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.profile.VectorSample;
import io.jenkins.plugins.aidelivery.drift.profile.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class VectorFindingTest {
    /** Normal vectors whose components have standard deviations of 1, 1/2, 1/3 … */
    private static VectorSample sample(Random random, int rows, double shift, double stretch) {
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double[] vector = new double[12];
            for (int k = 0; k < vector.length; k++) {
                vector[k] = (shift + stretch * random.nextGaussian()) / (k + 1);
            }
            vectors.add(vector);
        }
        return new VectorSample(12, vectors, new VectorSample.Faults(0, 0, 0));
    }

    private static VectorFinding compared(VectorSample before, VectorSample now, boolean kept) {
        Vectors one = Vectors.of(before, Optional.empty());
        Vectors other = Vectors.of(now, Optional.of(one));
        return VectorFinding.of(one, other, kept ? List.of(now) : List.of(before, now))
                .orElseThrow();
    }

    /** 500 pairs each: a standard error of 0.01. */
    @Test
    public void equalSamplesAreCalledDifferentAsOftenAsTheLevelSaysOrLess() {
        Random random = new Random(21);
        for (boolean kept : new boolean[] {false, true}) {
            for (int[] size : new int[][] {{15, 15}, {100, 40}}) {
                double means = 0;
                double features = 0;
                for (int i = 0; i < 500; i++) {
                    VectorFinding found = compared(sample(random, size[0], 0, 1), sample(random, size[1], 0, 1), kept);
                    means += found.means().p() <= 0.05 ? 1 / 500.0 : 0;
                    features += found.features().p() <= 0.05 ? 1 / 500.0 : 0;
                }
                assertThat(means)
                        .as("means of %d and %d, kept %s", size[0], size[1], kept)
                        .isBetween(0.01, 0.08);
                assertThat(features)
                        .as("kernel of %d and %d, kept %s", size[0], size[1], kept)
                        .isBetween(0.01, 0.08);
            }
        }
    }

    @Test
    public void meansThatMoveAreSeenByBoth() {
        Random random = new Random(22);
        for (boolean kept : new boolean[] {false, true}) {
            VectorFinding found = compared(sample(random, 1000, 0, 1), sample(random, 1000, 0.3, 1), kept);
            assertThat(found.means().p()).isLessThan(1e-8);
            assertThat(found.features().p()).isLessThan(1e-8);
        }
    }

    @Test
    public void whatStretchesIsSeenByTheKernelAlone() {
        Random random = new Random(23);
        VectorFinding found = compared(sample(random, 1000, 0, 1), sample(random, 1000, 0, 1.5), false);
        assertThat(found.means().p()).isGreaterThan(0.01);
        assertThat(found.features().p()).isLessThan(1e-8);
    }

    @Test
    public void aTableComparedWithItselfIsTheSame() {
        VectorSample vectors = sample(new Random(24), 200, 0, 1);
        VectorFinding found = compared(vectors, vectors, false);
        assertThat(found.means().p()).isEqualTo(1);
        assertThat(found.features().p()).isEqualTo(1);
    }

    @Test
    public void ofOneVectorNothingCanBeSaid() {
        Random random = new Random(25);
        Vectors one = Vectors.of(sample(random, 20, 0, 1), Optional.empty());
        VectorSample single = sample(random, 1, 0, 1);
        assertThat(VectorFinding.of(one, Vectors.of(single, Optional.of(one)), List.of(single)))
                .isEmpty();
    }
}
