package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import io.jenkins.plugins.aidelivery.stats.sequential.GuardedRatioTest;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import java.util.Optional;

/** Two rates compared over the whole rollout, and anew in each phase; or, where memory matters more, in each phase only. */
final class PhasedRatioTest {
    private final MoreIs moreIs;
    private final double worseBy;
    private final double safeBelow;
    private final Optional<GuardedRatioTest> whole;
    private final Restarts restarts = new Restarts();
    private GuardedRatioTest phase;
    private boolean begun;

    private PhasedRatioTest(MoreIs moreIs, double worseBy, double safeBelow, boolean whole) {
        this.moreIs = moreIs;
        this.worseBy = worseBy;
        this.safeBelow = safeBelow;
        this.whole = whole ? Optional.of(fresh()) : Optional.empty();
        this.phase = fresh();
    }

    static PhasedRatioTest ofAll(MoreIs moreIs, double worseBy, double safeBelow) {
        return new PhasedRatioTest(moreIs, worseBy, safeBelow, true);
    }

    static PhasedRatioTest ofPhases(MoreIs moreIs, double worseBy, double safeBelow) {
        return new PhasedRatioTest(moreIs, worseBy, safeBelow, false);
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
        whole.ifPresent(each -> each.add(window));
        phase.add(window);
        begun = true;
    }

    double harm() {
        return restarts.join(whole.map(GuardedRatioTest::harm).orElse(1.0), phase.harm());
    }

    /** The whole says so, and this phase doesn't say otherwise. */
    boolean isSafe(double proof) {
        boolean now = moreIs == MoreIs.WORSE ? phase.ratio() < 1 + safeBelow : phase.ratio() > 1 / (1 + safeBelow);
        return whole.orElse(phase).safety() >= proof && now;
    }

    /** Of the whole, or of the phase where that is all. */
    GuardedRatioTest whole() {
        return whole.orElse(phase);
    }

    GuardedRatioTest inPhase() {
        return phase;
    }
}
