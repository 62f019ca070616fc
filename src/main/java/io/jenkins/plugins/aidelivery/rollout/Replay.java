package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Analysis;
import io.jenkins.plugins.aidelivery.rollout.analysis.Look;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** What would have happened: the real machine and judge over what was recorded. */
public final class Replay {
    private Replay() {}

    /**
     * A decision that was taken, and the one that a plan would have come to.
     *
     * @param at epoch milliseconds
     */
    public record Compared(long at, Decision taken, String takenBecause, Decision now, String because) {
        public boolean isSame() {
            return taken == now;
        }
    }

    /**
     * Judges all that a journal has recorded by the rules of a plan. The course of the rollout is the one that it took.
     *
     * @param plan maybe the same, maybe another
     */
    public static List<Compared> journal(List<RolloutJournal.Line> lines, RolloutPlan plan) {
        Analysis analysis = new Analysis(plan.rules());
        RolloutState state = RolloutState.none();
        List<Compared> compared = new ArrayList<>();
        for (RolloutJournal.Line line : lines) {
            boolean judged = line.event() instanceof RolloutEvent.Evaluated && state.stage() != Stage.RECOVERING;
            if (judged) {
                Evaluation taken = ((RolloutEvent.Evaluated) line.event()).evaluation();
                Look look =
                        new Look(state.evidence().from(), state.wanted(), taken.from(), taken.to(), state.isAlone());
                List<MetricVerdict> verdicts = analysis.judge(taken.readings(), look);
                Evaluation now = DecisionRule.decide(state, taken.readings(), verdicts, taken.from(), taken.to());
                compared.add(new Compared(line.at(), taken.decision(), taken.reason(), now.decision(), now.reason()));
            }
            // The first event names the plan that is asked about, so that its times and reactions count.
            RolloutEvent event = line.event() instanceof RolloutEvent.Planned planned
                    ? new RolloutEvent.Planned(plan, planned.source())
                    : line.event();
            state = state.after(event, line.at());
        }
        return compared;
    }

    /**
     * Lets a plan happen over what its metric source has kept of a time, such as Prometheus or a file: weights are only imagined, so that
     * its judge sees what it would have seen of these two sides.
     *
     * @param from epoch milliseconds
     * @param to epoch milliseconds, not later than now
     */
    public static RolloutState range(
            RolloutSpec spec, long from, long to, BiConsumer<RolloutState, RolloutEvent> listener) throws IOException {
        RealWorld real = new RealWorld(
                spec, new SteadyClock(Clock.fixed(Instant.ofEpochMilli(to), ZoneOffset.UTC), 0), (state, event) -> {});
        VirtualWorld world = new VirtualWorld(from, listener) {
            @Override
            public CompletionStage<List<Reading>> read(RolloutState state, long begin, long end) {
                return real.read(state, begin, end);
            }
        };
        return world.happen(spec.plan(), to);
    }
}
