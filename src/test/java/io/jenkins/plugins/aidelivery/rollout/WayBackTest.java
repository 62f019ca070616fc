package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;

/** Down, in order, until it is done. */
public class WayBackTest {
    private static RolloutPlan plan(List<Double> back) {
        RolloutPlan plan = SimulatedRollout.plan(RolloutPlan.Reaction.PAUSE);
        RolloutPlan.Reactions usual = plan.reactions();
        return new RolloutPlan(
                plan.subject(),
                plan.strategy(),
                plan.phases(),
                plan.rules(),
                plan.times(),
                new RolloutPlan.Reactions(
                        usual.blind(), usual.scarce(), usual.doubtful(), RolloutPlan.Early.NEVER, back),
                plan.hooks());
    }

    private static List<Double> weightsBack(QuietWorld world, List<Double> steps, Stage from) {
        RolloutRunner runner = world.begun(plan(steps));
        world.until(runner, state -> state.stage() == from && state.wanted() == 100);
        int before = world.lines.size();
        try {
            runner.order(Order.ABORT, "mia", "no", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        world.until(runner, state -> state.stage().isFinal());
        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        return world.lines.subList(before, world.lines.size()).stream()
                .map(RolloutJournal.Line::event)
                .filter(RolloutEvent.Done.class::isInstance)
                .map(event -> ((RolloutEvent.Done) event).action())
                .filter(Action.SetWeight.class::isInstance)
                .map(action -> ((Action.SetWeight) action).weight())
                .toList();
    }

    @Test
    public void isAtOnceUnlessThePlanSaysOtherwise() {
        assertThat(weightsBack(new QuietWorld(), List.of(), Stage.BAKING)).containsExactly(0.0);
    }

    @Test
    public void isInStepsIfThePlanSaysSo() {
        assertThat(weightsBack(new QuietWorld(), List.of(50.0, 10.0), Stage.BAKING))
                .containsExactly(50.0, 10.0, 0.0);
    }

    @Test
    public void neverGoesUpOnTheWayDown() {
        QuietWorld world = new QuietWorld();
        RolloutRunner runner = world.begun(plan(List.of(50.0, 10.0)));
        world.until(runner, state -> state.stage() == Stage.BAKING);
        try {
            runner.order(Order.ABORT, "mia", "no", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        world.until(runner, state -> state.stage().isFinal());
        assertThat(world.happened(RolloutEvent.Done.class))
                .extracting(RolloutEvent.Done::action)
                .filteredOn(Action.SetWeight.class::isInstance)
                .containsExactly(new Action.SetWeight(5), new Action.SetWeight(0));
    }

    @Test
    public void asksForThePreviousVersionFirstAndTakesTheRestBackLast() {
        QuietWorld world = new QuietWorld();
        weightsBack(world, List.of(), Stage.VERIFYING);

        List<Action> done = world.happened(RolloutEvent.Done.class).stream()
                .map(RolloutEvent.Done::action)
                .toList();
        assertThat(done.subList(done.size() - 3, done.size()))
                .containsExactly(
                        new Action.RunHook(Action.Hook.RESTORE),
                        new Action.SetWeight(0),
                        new Action.RunHook(Action.Hook.ROLL_BACK));
    }

    @Test
    public void isStuckButNeverGivenUp() throws IOException {
        boolean[] deaf = {false};
        QuietWorld world = new QuietWorld() {
            @Override
            public CompletionStage<Void> setWeight(double wanted, RolloutState state) {
                return deaf[0]
                        ? CompletableFuture.failedFuture(new IOException("edge doesn't answer"))
                        : super.setWeight(wanted, state);
            }
        };
        RolloutRunner runner = world.begun(plan(List.of()));
        world.until(runner, state -> state.stage() == Stage.BAKING);
        deaf[0] = true;
        runner.order(Order.ABORT, "mia", "no", "");
        world.until(runner, state -> state.stage() == Stage.ROLLBACK_STUCK);
        for (int i = 0; i < 100; i++) {
            runner.step().toCompletableFuture().join().ifPresent(due -> {
                assertThat(due - world.now).isLessThanOrEqualTo(30_000);
                world.now = Math.max(world.now + 1, due);
            });
        }
        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLBACK_STUCK);

        deaf[0] = false;
        world.until(runner, state -> state.stage().isFinal());
        assertThat(world.weight).isZero();
    }
}
