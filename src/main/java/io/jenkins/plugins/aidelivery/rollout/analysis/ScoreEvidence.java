package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.BoundedDifference;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import io.jenkins.plugins.aidelivery.stats.sequential.PairedDifference;

/** How the means of two sides' bounded values differ, item by item or side by side, over the whole rollout and anew in each phase. */
final class ScoreEvidence {
    private final Rule.Score rule;
    private final Restarts restarts = new Restarts();
    private final Sides whole;
    private Sides phase;
    private boolean begun;

    /** One of the two is used. */
    private record Sides(boolean paired, BoundedDifference apart, PairedDifference pairs) {
        static Sides of(Rule.Score rule) {
            return new Sides(
                    rule.paired(),
                    new BoundedDifference(rule.low(), rule.high()),
                    new PairedDifference(rule.low(), rule.high()));
        }

        double worse(double drop) {
            return paired ? pairs.worse(MoreIs.BETTER, drop) : apart.worse(MoreIs.BETTER, drop);
        }

        double notWorse(double drop) {
            return paired ? pairs.notWorse(MoreIs.BETTER, drop) : apart.notWorse(MoreIs.BETTER, drop);
        }

        double difference() {
            return paired ? pairs.difference() : apart.difference();
        }

        Interval interval(double alpha) {
            return paired ? pairs.interval(alpha) : apart.interval(alpha);
        }
    }

    ScoreEvidence(Rule.Score rule) {
        this.rule = rule;
        this.whole = Sides.of(rule);
        this.phase = Sides.of(rule);
    }

    /** Another phase begins; one in which nothing was seen is none. */
    void nextPhase() {
        if (begun) {
            restarts.next(phase.worse(rule.drop()));
            phase = Sides.of(rule);
            begun = false;
        }
    }

    void canary(double value) {
        whole.apart().addCanary(value);
        phase.apart().addCanary(value);
        begun = true;
    }

    void stable(double value) {
        whole.apart().addStable(value);
        phase.apart().addStable(value);
        begun = true;
    }

    void pair(double canary, double stable) {
        whole.pairs().add(canary, stable);
        phase.pairs().add(canary, stable);
        begun = true;
    }

    /** E-value that the canary's mean is lower by more than the rule tolerates. */
    double worse() {
        return restarts.join(whole.worse(rule.drop()), phase.worse(rule.drop()));
    }

    /** The whole says that it isn't, and this phase doesn't say otherwise. */
    boolean isSafe(double proof) {
        return whole.notWorse(rule.drop()) >= proof && phase.difference() > -rule.drop();
    }

    /** Of this phase. */
    Interval interval(double alpha) {
        return phase.interval(alpha);
    }
}
