package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** Harm first, then doubt, and forward only on evidence. */
public class DecisionRuleTest {
    private static final long PHASE = 60_000;

    private final QuietWorld world = new QuietWorld();

    private RolloutState baking(int phase, Reaction reaction) {
        RolloutRunner runner = world.begun(SimulatedRollout.plan(reaction));
        world.until(runner, state -> state.stage() == Stage.BAKING && state.phase() == phase);
        return runner.state();
    }

    /** The plan waits for "errors", which is critical, and "refusals", which isn't. */
    private static MetricVerdict errors(Word word, double harm) {
        return new MetricVerdict("errors", word, Role.CRITICAL, harm, "as it is", Figures.NONE);
    }

    private static MetricVerdict refusals(Word word, double harm) {
        return new MetricVerdict("refusals", word, Role.GATING, harm, "as it is", Figures.NONE);
    }

    private static Decision decide(RolloutState state, long millis, MetricVerdict... verdicts) {
        long from = state.evidence().next();
        return DecisionRule.decide(state, List.of(), Arrays.asList(verdicts), from, from + millis)
                .decision();
    }

    @Test
    public void aBrokenLimitComesFirst() {
        RolloutState state = baking(1, Reaction.PAUSE);
        assertThat(decide(state, PHASE, errors(Word.BLIND, Double.NaN), refusals(Word.LIMIT_BROKEN, Double.NaN)))
                .isEqualTo(Decision.ABORT);
        assertThat(decide(state, PHASE, errors(Word.SAFE, 1), refusals(Word.LIMIT_BROKEN, Double.NaN)))
                .isEqualTo(Decision.ABORT);
    }

    @Test
    public void aBrokenLimitOfWhatIsOnlyForInformationCountsToo() {
        MetricVerdict advisory =
                new MetricVerdict("cost", Word.LIMIT_BROKEN, Role.ADVISORY, Double.NaN, "too dear", Figures.NONE);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.SAFE, 1), refusals(Word.SAFE, 1), advisory))
                .isEqualTo(Decision.ABORT);
    }

    @Test
    public void aBrokenLimitCannotBeOverridden() {
        RolloutState state = baking(1, Reaction.PAUSE)
                .after(new RolloutEvent.Ordered(Order.OVERRIDE, "known", "refusals"), world.now);
        assertThat(decide(state, PHASE, errors(Word.SAFE, 1), refusals(Word.LIMIT_BROKEN, Double.NaN)))
                .isEqualTo(Decision.ABORT);
        assertThat(decide(state, PHASE, errors(Word.SAFE, 1), refusals(Word.HARM, 500)))
                .isEqualTo(Decision.CONTINUE);
    }

    @Test
    public void anOverrideIsOfItsPhase() {
        RolloutState next = baking(1, Reaction.PAUSE)
                .after(new RolloutEvent.Ordered(Order.OVERRIDE, "known", "refusals"), world.now)
                .after(new RolloutEvent.Entered(Stage.SHIFTING, 2, ""), world.now);
        assertThat(next.overridden("refusals")).isEmpty();
    }

    @Test
    public void harmOfACriticalMetricGoesBackAndOfAnotherAsThePlanSays() {
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.HARM, 500), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.ABORT);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.SAFE, 1), refusals(Word.HARM, 500)))
                .isEqualTo(Decision.PAUSE);
        assertThat(decide(baking(1, Reaction.ABORT), PHASE, errors(Word.SAFE, 1), refusals(Word.HARM, 500)))
                .isEqualTo(Decision.ABORT);
    }

    @Test
    public void holdsWhileItIsBlindAndThenDoesAsThePlanSays() {
        MetricVerdict blind = refusals(Word.BLIND, Double.NaN);
        assertThat(decide(baking(1, Reaction.PAUSE), 15_000, errors(Word.SAFE, 1), blind))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(baking(1, Reaction.PAUSE), 120_000, errors(Word.SAFE, 1), blind))
                .isEqualTo(Decision.AWAIT);
        assertThat(decide(baking(1, Reaction.ABORT), 120_000, errors(Word.SAFE, 1), blind))
                .isEqualTo(Decision.ABORT);
    }

    @Test
    public void aMetricThatWasNotReadIsNoneThatIsWell() {
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.SAFE, 1)))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE)).isEqualTo(Decision.HOLD);
    }

    @Test
    public void slowsDownOnSuspicionAndStepsBackOnMore() {
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.NO_HARM_SEEN, 12), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.SLOW_DOWN);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.NO_HARM_SEEN, 40), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.STEP_BACK);
        assertThat(decide(baking(0, Reaction.PAUSE), PHASE, errors(Word.NO_HARM_SEEN, 40), refusals(Word.SAFE, 1)))
                .as("there is no phase before the first")
                .isEqualTo(Decision.SLOW_DOWN);
    }

    @Test
    public void waitsForWhatIsScarceAsLongAsThePhaseMayTake() {
        MetricVerdict scarce = refusals(Word.INSUFFICIENT, 1);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.SAFE, 1), scarce))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(baking(1, Reaction.PAUSE), 5 * PHASE, errors(Word.SAFE, 1), scarce))
                .isEqualTo(Decision.AWAIT);
        assertThat(decide(baking(1, Reaction.ABORT), 5 * PHASE, errors(Word.SAFE, 1), scarce))
                .isEqualTo(Decision.ABORT);
    }

    @Test
    public void goesOnWhenTheBakeIsOverAndEverythingSaysSo() {
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE - 1, errors(Word.SAFE, 1), refusals(Word.NO_HARM_SEEN, 1)))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(baking(1, Reaction.PAUSE), PHASE, errors(Word.SAFE, 1), refusals(Word.NO_HARM_SEEN, 1)))
                .isEqualTo(Decision.CONTINUE);
    }

    @Test
    public void nothingButHarmIsSaidInTheFirstLookAfterAGap() {
        RolloutState state = baking(1, Reaction.PAUSE).after(new RolloutEvent.TakenOver(2), world.now);
        assertThat(decide(state, PHASE, errors(Word.SAFE, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(state, PHASE, errors(Word.LIMIT_BROKEN, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.ABORT);
    }

    // --- early

    private static RolloutState early(RolloutState state, RolloutPlan.Early early) {
        RolloutPlan plan = state.plan();
        List<RolloutPlan.Phase> phases = new ArrayList<>();
        plan.phases()
                .forEach(phase -> phases.add(new RolloutPlan.Phase(
                        phase.name(), phase.weight(), 30_000, phase.bake(), phase.longest(), "")));
        RolloutPlan.Reactions usual = plan.reactions();
        return state.after(
                new RolloutEvent.Planned(
                        new RolloutPlan(
                                plan.subject(),
                                plan.strategy(),
                                phases,
                                plan.rules(),
                                plan.times(),
                                new RolloutPlan.Reactions(
                                        usual.blind(), usual.scarce(), usual.doubtful(), early, List.of()),
                                plan.hooks()),
                        ""),
                state.stageSince());
    }

    @Test
    public void anExceptionalCanaryIsOneThatIsShownToBeSafe() {
        RolloutState state = early(baking(1, Reaction.PAUSE), RolloutPlan.Early.NEVER);
        assertThat(decide(state, 30_000, errors(Word.SAFE, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.SPEED_UP);
        assertThat(decide(state, 30_000, errors(Word.SAFE, 1), refusals(Word.NO_HARM_SEEN, 1)))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(state, 29_999, errors(Word.SAFE, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.HOLD);
    }

    @Test
    public void earlyWithoutAWordOfWhatIsBetterIsNotAnyCanary() {
        RolloutState state = early(baking(1, Reaction.PAUSE), new RolloutPlan.Early(25, List.of()));
        assertThat(decide(state, 30_000, errors(Word.NO_HARM_SEEN, 1), refusals(Word.NO_HARM_SEEN, 1)))
                .isEqualTo(Decision.HOLD);
        assertThat(decide(state, 30_000, errors(Word.SAFE, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.SPEED_UP);
    }

    @Test
    public void earlyIsFromItsWeight() {
        RolloutState state = early(baking(1, Reaction.PAUSE), new RolloutPlan.Early(75, List.of()));
        assertThat(decide(state, 30_000, errors(Word.SAFE, 1), refusals(Word.SAFE, 1)))
                .isEqualTo(Decision.HOLD);
    }
}
