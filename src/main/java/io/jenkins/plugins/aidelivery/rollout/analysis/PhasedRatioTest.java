package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import io.jenkins.plugins.aidelivery.stats.sequential.GuardedRatioTest;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;

/** Two rates compared over the whole rollout, and anew in each phase. */
final class PhasedRatioTest {
    private final MoreIs moreIs;
    private final double worseBy;
    private final double safeBelow;
    private final GuardedRatioTest whole;
    private final Restarts restarts = new Restarts();
    private GuardedRatioTest phase;
    private boolean begun;

    PhasedRatioTest(MoreIs moreIs, double worseBy, double safeBelow) {
        this.moreIs = moreIs;
        this.worseBy = worseBy;
        this.safeBelow = safeBelow;
        this.whole = fresh();
        this.phase = fresh();
    }

    private GuardedRatioTest fresh() {
        return new GuardedRatioTest(moreIs, worseBy, safeBelow);
    }

    /** Another phase begins; one in which nothing was seen is none. */
    void nextPhase() {
        if (begun) {
            restarts.next(phase.harm());
            phase = fresh();
            begun = false;
        }
    }

    void add(Arms window) {
        whole.add(window);
        phase.add(window);
        begun = true;
    }

    double harm() {
        return restarts.join(whole.harm(), phase.harm());
    }

    /** The whole says so, and this phase doesn't say otherwise. */
    boolean isSafe(double proof) {
        boolean now = moreIs == MoreIs.WORSE ? phase.ratio() < 1 + safeBelow : phase.ratio() > 1 / (1 + safeBelow);
        return whole.safety() >= proof && now;
    }

    GuardedRatioTest whole() {
        return whole;
    }

    GuardedRatioTest inPhase() {
        return phase;
    }
}
