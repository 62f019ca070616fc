package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * A rollout of the demo that has ended.
 *
 * @param code as {@code rollout run} would exit
 * @param report from its journal
 * @param tally of the requests that were sent meanwhile
 */
record DemoRollout(int code, RolloutReport report, DemoTally tally) {

    /** Where the demo leaves what it does. */
    record Place(CommandFiles files, Path out, PrintWriter writer) {}

    /** Does what {@code rollout run} does, while people ask. */
    static DemoRollout run(DemoPlan plan, DemoEdge edge, Place place) throws IOException {
        Path file = place.out().resolve(plan.version() + ".yml");
        place.files().write(file, "plan", plan.text(edge));
        try (RolloutPlace open = RolloutPlace.in(place.out().resolve("journals"))) {
            RolloutSpec spec = open.plan(place.files(), file);
            Rollouts rollouts = open.rollouts(place.files().directory());
            RolloutFollower follower = new RolloutFollower();
            DemoTally tally = edge.traffic().counted();
            BiConsumer<RolloutState, RolloutEvent> told =
                    follower.listener(place.writer()).andThen((state, event) -> watch(tally, event));
            Rollouts.Running rollout = begun(rollouts, spec, follower.person(), told);
            int code = follower.follow(rollouts, rollout, open.alarms(), place.files());
            edge.traffic().await(tally);
            RolloutReport report =
                    RolloutReport.of(RolloutPlace.lines(rollouts, rollout.id())).verified();
            return new DemoRollout(code, report, tally);
        }
    }

    private static Rollouts.Running begun(
            Rollouts rollouts, RolloutSpec spec, String person, BiConsumer<RolloutState, RolloutEvent> told) {
        try {
            return rollouts.begin(spec, person, told);
        } catch (IOException e) {
            throw UsageException.about("the rollout can't begin", e);
        }
    }

    private static void watch(DemoTally tally, RolloutEvent event) {
        if (event instanceof RolloutEvent.Seen seen && seen.weight() == 0) {
            tally.restored();
        }
    }

    boolean isPromoted() {
        return code == RolloutCommand.PROMOTED;
    }

    boolean isRolledBack() {
        return code == RolloutCommand.ROLLED_BACK;
    }

    /** What people who asked noticed. */
    String noticed() {
        String sent =
                Figures.number(tally.sentSoFar()) + " requests sent, " + Figures.number(tally.failures()) + " failed";
        if (tally.failures() == 0) {
            return sent + ", " + Figures.number(tally.wrongAnswers()) + " answered wrongly";
        }
        String where = tally.failuresElsewhere() == 0
                ? ", all of them the canary's before it was taken back"
                : ", " + Figures.number(tally.failuresElsewhere()) + " of them not by the canary";
        return sent
                + where
                + (tally.restoredWithin().isPresent()
                        ? "; " + Figures.format(tally.restoredWithin().getAsDouble(), Unit.SECONDS)
                                + " from the first failure until stable had all traffic again"
                        : "");
    }
}
