package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/**
 * The parabola with the least squared distance from points, written around their middle.
 *
 * @param middle mean of the points' x
 */
record Parabola(double middle, double constant, double slope, double bend) {
    static Parabola through(double[] x, double[] y) {
        double middle = Arrays.stream(x).average().orElseThrow();
        double[] powers = new double[5];
        double[] right = new double[3];
        for (int i = 0; i < x.length; i++) {
            double power = 1;
            for (int k = 0; k < powers.length; k++) {
                powers[k] += power;
                if (k < right.length) {
                    right[k] += power * y[i];
                }
                power *= x[i] - middle;
            }
        }
        // The sum of first powers is 0 around the middle, so that two unknowns are left after the slope.
        double b = powers[2];
        double c = powers[3];
        double n = powers[0];
        double bend = (right[2] - b / n * right[0] - c / b * right[1]) / (powers[4] - b * b / n - c * c / b);
        return new Parabola(middle, (right[0] - b * bend) / n, (right[1] - c * bend) / b, bend);
    }

    double at(double x) {
        double away = x - middle;
        return constant + away * (slope + away * bend);
    }
}
