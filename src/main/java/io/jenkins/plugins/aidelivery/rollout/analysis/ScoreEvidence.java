package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.BoundedDifference;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import io.jenkins.plugins.aidelivery.stats.sequential.PairedDifference;

/** How the means of two sides' bounded values differ, item by item or as a whole. */
interface ScoreEvidence {
    /** E-value that the canary's mean is lower by more than a drop. */
    double worse(double drop);

    /** E-value that it is not. */
    double notWorse(double drop);

    Interval interval(double alpha);

    static ScoreEvidence of(BoundedDifference difference) {
        return new ScoreEvidence() {
            @Override
            public double worse(double drop) {
                return difference.worse(MoreIs.BETTER, drop);
            }

            @Override
            public double notWorse(double drop) {
                return difference.notWorse(MoreIs.BETTER, drop);
            }

            @Override
            public Interval interval(double alpha) {
                return difference.interval(alpha);
            }
        };
    }

    static ScoreEvidence of(PairedDifference difference) {
        return new ScoreEvidence() {
            @Override
            public double worse(double drop) {
                return difference.worse(MoreIs.BETTER, drop);
            }

            @Override
            public double notWorse(double drop) {
                return difference.notWorse(MoreIs.BETTER, drop);
            }

            @Override
            public Interval interval(double alpha) {
                return difference.interval(alpha);
            }
        };
    }
}
