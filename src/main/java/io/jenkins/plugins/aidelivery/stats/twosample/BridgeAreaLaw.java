package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * The law of the area {@code ∫ |B(F(x))| dx} between a Brownian bridge and the axis, the limit of the Wasserstein distance
 * (E. del Barrio, E. Giné and C. Matrán, Annals of Probability 27, 1999). The bridge is split into its signed area, which is
 * normal, and what is independent of it: {@value #PATHS} paths of the latter are drawn from a fixed seed, and for each the probability
 * over the signed area is exact. So little is left to chance, and the far tail, which nearly is that of the signed area, is right as well.
 */
final class BridgeAreaLaw implements NullLaw {
    private static final int PATHS = 1000;

    private static final long SEED = 19_990_627;

    private final double[] length;

    /** What the signed area, in its standard deviations, adds to the bridge at each place. */
    private final double[] lift;

    /** What it adds to the area there. */
    private final double[] lifted;

    /** The rest of the bridge: by path and place. */
    private final double[][] rest;

    private final double deviation;

    private BridgeAreaLaw(double[] length, double[] lift, double[][] rest, double deviation) {
        this.length = length;
        this.lift = lift;
        this.lifted = lift.clone();
        for (int i = 0; i < lift.length; i++) {
            lifted[i] *= length[i];
        }
        this.rest = rest;
        this.deviation = deviation;
    }

    static BridgeAreaLaw of(BridgeGrid grid) {
        double[] length = grid.length();
        double[] lift = new double[grid.size()];
        double variance = 0;
        for (int i = 0; i < grid.size(); i++) {
            for (int k = 0; k < grid.size(); k++) {
                lift[i] += grid.covariance(i, k) * length[k];
            }
            variance += lift[i] * length[i];
        }
        double deviation = Math.sqrt(variance);
        for (int i = 0; i < grid.size(); i++) {
            lift[i] /= deviation;
        }
        double[][] rest = new double[PATHS][];
        Draws draws = new Draws(SEED);
        for (int path = 0; path < PATHS; path++) {
            rest[path] = bridge(grid.share(), draws);
            double area = dot(rest[path], length) / deviation;
            for (int i = 0; i < grid.size(); i++) {
                rest[path][i] -= area * lift[i];
            }
        }
        return new BridgeAreaLaw(length, lift, rest, deviation);
    }

    private static double[] bridge(double[] share, Draws draws) {
        double[] path = new double[share.length];
        double at = 0;
        double height = 0;
        for (int i = 0; i < share.length; i++) {
            double left = 1 - at;
            double next = 1 - share[i];
            height = height * next / left + draws.normal() * Math.sqrt((share[i] - at) * next / left);
            at = share[i];
            path[i] = height;
        }
        return path;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Override
    public double pValue(double score) {
        if (!(score > 0)) {
            return 1;
        }
        if (length.length == 0) {
            return 0;
        }
        double sum = 0;
        for (double[] path : rest) {
            sum += beyond(path, score);
        }
        return Math.min(1, sum / PATHS);
    }

    /** Area is a convex function of the signed area, never below it: two places bound where it is less than the score. */
    private double beyond(double[] path, double score) {
        double high = reached(path, score, 1);
        return Double.isNaN(high) ? 1 : Normal.sf(high) + Normal.sf(reached(path, score, -1));
    }

    /** Newton's method from outside; NaN where the area is always larger. */
    private double reached(double[] path, double score, int side) {
        double u = score / deviation;
        for (int i = 0; i < 50; i++) {
            double area = 0;
            double slope = 0;
            for (int k = 0; k < path.length; k++) {
                double height = path[k] + side * u * lift[k];
                area += Math.abs(height) * length[k];
                slope += height < 0 ? -lifted[k] : lifted[k];
            }
            double excess = area - score;
            if (excess <= 1e-12 * score) {
                return u;
            }
            if (!(side * slope > 0)) {
                return Double.NaN;
            }
            u -= excess / (side * slope);
        }
        return u;
    }

    @Override
    public double quantile(double alpha) {
        Counts.level(alpha);
        if (length.length == 0) {
            return 0;
        }
        // The normal quantile of the tail is nearly linear in the score.
        double wanted = Normal.upperQuantile(alpha);
        return RootSearch.of(
                score -> Normal.upperQuantile(pValue(score)) - wanted,
                deviation * (0.2 + Normal.upperQuantile(alpha / 2)));
    }
}
