package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.Arrays;

/** What a share of zero counts as in distances that take its logarithm. None of these scales the others back to sum 1. */
public enum ZeroFill {
    /** Nothing: a share that is zero on one side only makes the distance infinite. */
    NONE {
        @Override
        double least(double[] shares) {
            return 0;
        }
    },

    /**
     * A zero counts as 0.0001, or as a millionth of the smallest share above zero if that is no more than 0.0001 (Evidently 0.7,
     * {@code get_binned_data}).
     */
    EVIDENTLY {
        @Override
        double least(double[] shares) {
            double smallest =
                    Arrays.stream(shares).filter(share -> share > 0).min().orElse(1);
            return smallest <= 1e-4 ? smallest / 1e6 : 1e-4;
        }
    },

    /** Every share counts as at least 0.0001, the practice of credit scoring. */
    FLOOR_0_0001 {
        @Override
        double least(double[] shares) {
            return 1e-4;
        }
    },

    /** Every share counts as at least 0.01 (Deepchecks 0.19, {@code PSI_MIN_PERCENTAGE}). */
    DEEPCHECKS {
        @Override
        double least(double[] shares) {
            return 0.01;
        }
    };

    /** What no share is taken to be below. */
    abstract double least(double[] shares);

    double[] applied(double[] shares) {
        double least = least(shares);
        return Arrays.stream(shares).map(share -> Math.max(share, least)).toArray();
    }
}
