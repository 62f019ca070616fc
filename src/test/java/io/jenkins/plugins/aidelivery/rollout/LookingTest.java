package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Windows follow each other without holes and without overlap. */
public class LookingTest {
    private static final long INTERVAL = 15_000;

    private final QuietWorld world = new QuietWorld();
    private final RolloutState baking = baking();

    private RolloutState baking() {
        RolloutRunner runner = world.begun(SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE));
        world.until(runner, state -> state.stage() == Stage.BAKING);
        return runner.state();
    }

    private RolloutState looked(long at) {
        return baking.after(new RolloutEvent.Seen(5, ""), at);
    }

    @Test
    public void nothingIsDueBeforeAnInterval() {
        assertThat(Looking.next(baking, baking.stageSince() + INTERVAL - 1)).isEmpty();
    }

    @Test
    public void theRouterIsAskedBeforeEachWindowIsJudged() {
        long due = baking.stageSince() + INTERVAL;
        assertThat(Looking.next(baking, due)).contains(new Command.Look());
        assertThat(Looking.next(looked(due), due)).contains(new Command.Judge(baking.stageSince(), due));
    }

    @Test
    public void aWindowBeginsWhereTheLastOneEnded() {
        List<Evaluation> all = new QuietEnd().evaluations();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from()).isGreaterThanOrEqualTo(all.get(i - 1).to());
            assertThat(all.get(i).from() - all.get(i - 1).to())
                    .as("but for the time in which a weight settles")
                    .isIn(0L, INTERVAL, 2 * INTERVAL);
        }
    }

    private static final class QuietEnd {
        List<Evaluation> evaluations() {
            QuietWorld world = new QuietWorld();
            RolloutRunner runner = world.begun(SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE));
            world.until(runner, state -> state.stage().isFinal());
            return world.happened(RolloutEvent.Evaluated.class).stream()
                    .map(RolloutEvent.Evaluated::evaluation)
                    .filter(evaluation -> evaluation.to() > evaluation.from())
                    .toList();
        }
    }

    @Test
    public void aLittleLateIsALongerWindowAndMuchIsMadeUpForOneByOne() {
        long since = baking.stageSince();
        long late = since + 2 * INTERVAL;
        assertThat(Looking.next(looked(late), late)).contains(new Command.Judge(since, late));
        long later = since + 5 * INTERVAL;
        assertThat(Looking.next(looked(later), later)).contains(new Command.Judge(since, since + INTERVAL));
    }

    @Test
    public void whatIsTooLongAgoIsMissedAndTheLastIntervalIsJudged() {
        long since = baking.stageSince();
        long late = since + 3_600_000;
        Optional<Command> missed = Looking.next(looked(late), late);
        assertThat(missed).contains(new Command.Miss(since, late - INTERVAL));
    }

    @Test
    public void looksAtOnceAfterAGapAndNotAgainAndAgain() {
        long gap = baking.stageSince() + 1_000;
        RolloutState resumed = baking.after(new RolloutEvent.TakenOver(2), gap);
        assertThat(Looking.next(resumed, gap)).contains(new Command.Look());
        RolloutState missed = resumed.after(new RolloutEvent.Seen(5, ""), gap)
                .after(
                        new RolloutEvent.Evaluated(
                                Missed.evaluation(resumed, baking.stageSince(), gap, "can't be read")),
                        gap);
        assertThat(Looking.next(missed, gap + 1)).isEmpty();
        assertThat(Looking.due(missed)).isEqualTo(gap + INTERVAL);
    }
}
