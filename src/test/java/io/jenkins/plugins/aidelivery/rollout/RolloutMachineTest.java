package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;

public class RolloutMachineTest {
    private static final long HOUR = 3_600_000;

    private final QuietWorld world = new QuietWorld();

    private static RolloutPlan plan(Reaction reaction) {
        return SimulatedRollout.plan(reaction);
    }

    private static CompletionStage<List<Reading>> readings(List<Answer> canary) {
        List<Reading> readings = new ArrayList<>();
        for (String rule : List.of("errors", "refusals")) {
            readings.add(new Reading(rule, canary, QuietWorld.counts(10), List.of()));
        }
        return CompletableFuture.completedFuture(readings);
    }

    private RolloutRunner at(Stage stage, int phase, Reaction reaction) {
        RolloutRunner runner = world.begun(plan(reaction));
        world.until(runner, state -> state.stage() == stage && state.phase() == phase);
        return runner;
    }

    // --- from everywhere back

    @Test
    public void anOrderToGoBackEndsAtNoWeightFromEveryStage() throws IOException {
        Set<Stage> tried = EnumSet.noneOf(Stage.class);
        List<RolloutJournal.Line> whole = promoted();
        for (int cut = 2; cut < whole.size(); cut++) {
            QuietWorld other = new QuietWorld();
            other.lines.addAll(whole.subList(0, cut));
            other.now = whole.get(cut - 1).at();
            RolloutRunner runner = other.resumed();
            other.weight = runner.state().wanted();
            if (runner.state().stage().isFinal()) {
                continue;
            }
            tried.add(runner.state().stage());

            runner.order(Order.ABORT, "mia", "no", "");
            other.until(runner, state -> state.stage().isFinal());

            assertThat(runner.state().stage()).as("line %d", cut).isIn(Stage.ROLLED_BACK, Stage.REFUSED);
            assertThat(other.weight).as("line %d", cut).isZero();
        }
        assertThat(tried)
                .contains(
                        Stage.PRECHECK,
                        Stage.DEPLOYING,
                        Stage.SHIFTING,
                        Stage.SETTLING,
                        Stage.BAKING,
                        Stage.PROMOTING,
                        Stage.VERIFYING,
                        Stage.FINALISING);
    }

    private static List<RolloutJournal.Line> promoted() {
        QuietWorld well = new QuietWorld();
        RolloutRunner runner = well.begun(plan(Reaction.PAUSE));
        well.until(runner, state -> state.stage().isFinal());
        assertThat(runner.state().stage()).isEqualTo(Stage.SUCCEEDED);
        return well.lines;
    }

    @Test
    public void whatWasNeverCheckedIsRefusedAndNotMovedWhenItIsTooLate() {
        RolloutRunner runner = world.begun(plan(Reaction.PAUSE));
        world.lines.add(new RolloutJournal.Line(
                world.lines.size() + 1L, world.now, "", new RolloutEvent.Entered(Stage.PRECHECK, -1, ""), ""));
        world.now += 100 * HOUR;
        world.weight = 100;

        RolloutRunner later = world.resumed();
        world.until(later, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.PENDING);
        assertThat(later.state().stage()).isEqualTo(Stage.REFUSED);
        assertThat(world.weight).isEqualTo(100);
    }

    @Test
    public void doesNotWaitForAPreviousVersionThatDoesNotAnswer() throws IOException {
        world.hooks = hook -> {
            if (hook == Action.Hook.RESTORE) {
                world.now += 300_000;
                return CompletableFuture.failedFuture(new IOException("did not answer within 300 s"));
            }
            return CompletableFuture.completedFuture(null);
        };
        RolloutRunner runner = at(Stage.VERIFYING, 2, Reaction.PAUSE);

        runner.order(Order.ABORT, "mia", "no", "");
        world.until(runner, state -> state.stage().isFinal());

        assertThat(world.happened(RolloutEvent.Failed.class)).hasSize(1);
        assertThat(world.weight).isZero();
    }

    // --- nothing forward without evidence

    @Test
    public void aGapInWhichNobodyWatchedIsNoReasonToGiveMoreTraffic() {
        at(Stage.BAKING, 1, Reaction.PAUSE);
        rewindTo(Stage.SHIFTING, 1);
        world.now += HOUR;
        world.reads = () -> readings(QuietWorld.blind());

        RolloutRunner later = world.resumed();
        for (int step = 0; step < 20; step++) {
            later.step().toCompletableFuture().join().ifPresent(due -> world.now = Math.max(world.now + 1, due));
        }

        assertThat(later.state().stage()).isEqualTo(Stage.SHIFTING);
        assertThat(world.weight).isEqualTo(5);

        world.reads = () -> null;
        world.until(later, state -> state.stage() == Stage.BAKING);
        assertThat(world.weight).isEqualTo(50);
    }

    /** As if the process had died when it entered a stage, with the weight of before. */
    private void rewindTo(Stage stage, int phase) {
        for (int i = 0; i < world.lines.size(); i++) {
            if (world.lines.get(i).event() instanceof RolloutEvent.Entered entered
                    && entered.stage() == stage
                    && entered.phase() == phase) {
                world.lines.subList(i + 1, world.lines.size()).clear();
                world.now = world.lines.get(i).at();
                world.weight = 5;
                return;
            }
        }
        throw new AssertionError("never there");
    }

    @Test
    public void anAnswerThatIsMissingAfterAGapHoldsTheWeight() {
        at(Stage.BAKING, 1, Reaction.PAUSE);
        rewindTo(Stage.SHIFTING, 1);
        world.now += 60_000;
        world.reads = () -> CompletableFuture.completedFuture(List.of(
                new Reading("errors", QuietWorld.blind(), QuietWorld.blind(), List.of()),
                new Reading("refusals", QuietWorld.counts(10), QuietWorld.counts(10), List.of())));

        RolloutRunner later = world.resumed();
        for (int step = 0; step < 10; step++) {
            later.step().toCompletableFuture().join().ifPresent(due -> world.now = Math.max(world.now + 1, due));
        }

        assertThat(world.weight).isEqualTo(5);
    }

    @Test
    public void aDecisionToGoOnIsNotCarriedOutAfterAGap() {
        RolloutState before = at(Stage.BAKING, 0, Reaction.PAUSE).state();
        RolloutState decided = before.after(
                new RolloutEvent.Evaluated(new Evaluation(
                        world.now, world.now + 60_000, 0, List.of(), List.of(), Decision.CONTINUE, "well")),
                world.now + 60_000);
        long later = world.now + 70_000;

        assertThat(RolloutMachine.next(decided, later)).isInstanceOf(Command.Enter.class);
        assertThat(RolloutMachine.next(decided.after(new RolloutEvent.TakenOver(2), later), later + 1))
                .isInstanceOf(Command.Look.class);
    }

    @Test
    public void aDecisionToGoBackIsCarriedOutAfterAGap() {
        RolloutState before = at(Stage.BAKING, 0, Reaction.PAUSE).state();
        RolloutState decided = before.after(
                new RolloutEvent.Evaluated(new Evaluation(
                        world.now, world.now + 15_000, 0, List.of(), List.of(), Decision.ABORT, "too many errors")),
                world.now + 15_000);

        assertThat(RolloutMachine.next(
                        decided.after(new RolloutEvent.TakenOver(2), world.now + 20_000), world.now + 20_001))
                .isInstanceOfSatisfying(
                        Command.Enter.class, enter -> assertThat(enter.stage()).isEqualTo(Stage.ABORTING));
    }

    @Test
    public void aCrashBeforeTheFirstTrafficIsNoBlindness() {
        at(Stage.BAKING, 0, Reaction.ABORT);
        rewindTo(Stage.SHIFTING, 0);
        world.weight = 0;
        world.now += 10_000;

        RolloutRunner later = world.resumed();
        world.until(later, state -> state.stage().isFinal());

        assertThat(later.state().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(world.happened(RolloutEvent.Evaluated.class)
                        .get(0)
                        .evaluation()
                        .from())
                .isGreaterThanOrEqualTo(QuietWorld.BEGIN);
    }

    @Test
    public void looksAgainBeforeAllTrafficIfPromotingTookLong() {
        world.hooks = hook -> {
            if (hook == Action.Hook.PROMOTE) {
                world.now += 60_000;
                world.errors = 500;
            }
            return CompletableFuture.completedFuture(null);
        };
        RolloutRunner runner = world.begun(halfway());

        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(world.happened(RolloutEvent.Intended.class))
                .filteredOn(intended -> intended.action() instanceof Action.SetWeight set && set.weight() == 100)
                .isEmpty();
    }

    /** Promoted at 50 %, as most plans are. */
    private static RolloutPlan halfway() {
        RolloutPlan plan = plan(Reaction.PAUSE);
        return new RolloutPlan(
                plan.subject(),
                plan.strategy(),
                plan.phases().subList(0, 2),
                plan.rules(),
                plan.times(),
                plan.reactions(),
                plan.hooks());
    }

    @Test
    public void doesNotCallItWellWithAllTrafficIfNothingWasSeen() {
        RolloutRunner runner = at(Stage.VERIFYING, 2, Reaction.PAUSE);
        world.reads = () -> readings(List.of(new Answer.Nothing(), new Answer.Nothing()));

        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.ROLLED_BACK);
        assertThat(runner.state().reason()).contains("longer than it may");
    }

    @Test
    public void aPersonMayCallItWellWithAllTraffic() throws IOException {
        RolloutRunner runner = at(Stage.VERIFYING, 2, Reaction.PAUSE);
        runner.order(Order.APPROVE, "mia", "too early: there is nothing to agree to", "");
        world.reads = () -> readings(List.of(new Answer.Nothing(), new Answer.Nothing()));
        world.until(runner, state -> state.evidence().decision() == Decision.AWAIT);
        runner.step().toCompletableFuture().join();
        assertThat(runner.state().stage()).isEqualTo(Stage.VERIFYING);

        runner.order(Order.APPROVE, "mia", "nobody uses it at night", "");
        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().stage()).isEqualTo(Stage.SUCCEEDED);
    }

    @Test
    public void anApprovalIsOfThePhaseInWhichItWasGiven() throws IOException {
        RolloutRunner runner = at(Stage.BAKING, 0, Reaction.PAUSE);

        runner.order(Order.APPROVE, "mia", "go", "");
        assertThat(runner.state().isApproved()).isTrue();
        world.until(runner, state -> state.phase() == 1);

        assertThat(runner.state().isApproved()).isFalse();
    }

    // --- the way back is over when stable was seen

    @Test
    public void stableIsNotKnownToBeWellIfNobodyUsesIt() throws IOException {
        RolloutRunner runner = at(Stage.BAKING, 1, Reaction.PAUSE);
        runner.order(Order.ABORT, "mia", "no", "");
        world.until(runner, state -> state.stage() == Stage.RECOVERING);
        world.reads = () -> readings(List.of(new Answer.Increase(0), new Answer.Increase(0)));

        world.until(runner, state -> state.stage().isFinal());

        assertThat(runner.state().reason()).contains("a person is needed, stable is not known to be well");
    }

    @Test
    public void blindLooksDoNotMakeASlowRolloutFastAgain() {
        RolloutState slow = at(Stage.BAKING, 1, Reaction.PAUSE).state();
        Evidence evidence = slow.evidence().judged(look(Decision.SLOW_DOWN, List.of()));
        for (int i = 0; i < 3; i++) {
            evidence = evidence.judged(Missed.evaluation(slow, world.now, world.now + 1, "timed out"));
        }
        assertThat(evidence.slow()).isTrue();

        Evidence calm = evidence.judged(look(Decision.HOLD, List.of())).judged(look(Decision.HOLD, List.of()));
        assertThat(calm.slow()).isFalse();
    }

    private Evaluation look(Decision decision, List<Reading> readings) {
        return new Evaluation(world.now, world.now + 1, 0, readings, List.of(), decision, "");
    }
}
