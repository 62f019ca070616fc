package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Evidence that a ratio of two event rates lies beyond a bound, of whichever kind sees more: {@link RatioEvidence} while events are rare, {@link
 * TwoByTwoEvidence} while they are not. Which of them an interval goes to is decided before it, so that their product is an e-value.
 */
final class RateEvidence {
    /** From this rate on events are not rare. */
    private static final double RARE = 0.1;

    private final RatioEvidence rare;
    private final TwoByTwoEvidence frequent;

    /** Beyond a bound towards {@code far}, on whichever side of it that lies. */
    RateEvidence(double bound, double far) {
        rare = far > bound ? RatioEvidence.above(bound, far) : RatioEvidence.below(bound, far);
        frequent = new TwoByTwoEvidence(bound, far);
    }

    void add(Arms interval) {
        if (frequent.guess() > RARE) {
            frequent.add(interval);
        } else {
            rare.add(interval);
        }
        frequent.learn(interval);
    }

    /** The logarithm of the e-value, if counts vary by so much more than independent ones. */
    double logE(double dispersion) {
        return rare.logE(dispersion) + frequent.logE(dispersion);
    }
}
