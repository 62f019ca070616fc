package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Analysis;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.MetricSource;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import io.jenkins.plugins.aidelivery.rollout.metric.Side;
import io.jenkins.plugins.aidelivery.rollout.metric.Window;
import io.jenkins.plugins.aidelivery.rollout.router.Router;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The router, metrics and hooks that a plan names. Where the sides have changed places, which a blue-green rollout does each time, what
 * the plan calls canary is stable here, and the other way round.
 */
final class RealWorld implements World {
    private static final Logger LOG = Logger.getLogger(RealWorld.class.getName());

    private static final Set<Stage> WORTH_TELLING = Set.of(
            Stage.SHIFTING,
            Stage.WAITING,
            Stage.PAUSED,
            Stage.PROMOTING,
            Stage.ABORTING,
            Stage.ROLLBACK_STUCK,
            Stage.SUCCEEDED,
            Stage.ROLLED_BACK,
            Stage.REFUSED);

    private final Router router;
    private final MetricSource metrics;
    private final Hooks hooks;
    private final SteadyClock clock;
    private final BiConsumer<RolloutState, RolloutEvent> listener;

    /** @param listener is told everything, at once; neither waits nor fails */
    RealWorld(RolloutSpec spec, SteadyClock clock, BiConsumer<RolloutState, RolloutEvent> listener) {
        this.router = spec.router();
        this.metrics = spec.metrics();
        this.hooks = spec.hooks();
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public long now() {
        return clock.now();
    }

    // --- may it begin?

    @Override
    public CompletionStage<RolloutEvent.Checked> check(RolloutPlan plan) {
        Set<Double> weights = new HashSet<>(Set.of(0.0, RolloutPlan.ALL));
        plan.phases().forEach(phase -> weights.add(phase.weight()));
        weights.addAll(plan.reactions().back());
        CompletableFuture<List<String>> questions = questions(plan);
        return router.check(new Router.Demand(weights, false))
                .thenCompose(problems -> problems.isEmpty()
                        ? router.weight()
                                .thenCombine(questions, (weight, unanswered) -> checked(plan, weight, unanswered))
                        : questions.thenApply(
                                unanswered -> new RolloutEvent.Checked(joined(problems, unanswered), false)));
    }

    private static RolloutEvent.Checked checked(RolloutPlan plan, double weight, List<String> unanswered) {
        boolean blueGreen = plan.strategy() == RolloutPlan.Strategy.BLUE_GREEN;
        boolean swapped = blueGreen && weight == RolloutPlan.ALL;
        List<String> problems = new ArrayList<>();
        if (!swapped && weight != 0) {
            problems.add("the canary already has " + weight + " % of the traffic; "
                    + (blueGreen ? "one side must have all of it" : "it must have none")
                    + " before a rollout begins");
        }
        return new RolloutEvent.Checked(joined(problems, unanswered), swapped);
    }

    private static List<String> joined(List<String> one, List<String> two) {
        return Stream.concat(one.stream(), two.stream()).distinct().toList();
    }

    /** Every question is asked once; one that can't be answered now may be able to tell after it has been asked once. */
    private CompletableFuture<List<String>> questions(RolloutPlan plan) {
        long interval = plan.times().interval();
        List<CompletableFuture<List<String>>> all = new ArrayList<>();
        for (Rule rule : plan.rules()) {
            for (Side side : Analysis.sides(rule, false)) {
                for (Query query : rule.queries()) {
                    all.add(question(rule, query, side, interval));
                }
            }
        }
        return joined(all)
                .thenApply(
                        lists -> lists.stream().flatMap(List::stream).distinct().toList());
    }

    private CompletableFuture<List<String>> question(Rule rule, Query query, Side side, long interval) {
        long first = clock.real(now());
        return metrics.read(query, side, new Window(first - interval, first))
                .thenCompose(answer -> answer instanceof Answer.Blind
                        ? CompletableFuture.supplyAsync(
                                        () -> null,
                                        CompletableFuture.delayedExecutor(
                                                Math.min(interval, 1_000), TimeUnit.MILLISECONDS))
                                .thenCompose(nothing -> metrics.read(
                                        query, side, new Window(first, Math.max(first + 1, clock.real(now())))))
                        : CompletableFuture.completedFuture(answer))
                .thenApply(answer -> problem(rule, answer))
                .toCompletableFuture();
    }

    private static List<String> problem(Rule rule, Answer answer) {
        if (answer instanceof Answer.Wrong wrong) {
            return List.of("rule '" + rule.name() + "' can't be judged: " + wrong.reason());
        }
        return answer instanceof Answer.Blind blind
                ? List.of("rule '" + rule.name() + "' can't be judged now: " + blind.reason())
                : List.of();
    }

    private static <T> CompletableFuture<List<T>> joined(List<CompletableFuture<T>> all) {
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> all.stream().map(CompletableFuture::join).toList());
    }

    // --- traffic

    @Override
    public CompletionStage<Void> setWeight(double weight, RolloutState state) {
        return router.setWeight(seenFrom(state, weight), state.epoch());
    }

    @Override
    public CompletionStage<Double> weight(RolloutState state) {
        return router.weight().thenApply(weight -> near(state, seenFrom(state, weight)));
    }

    private static double seenFrom(RolloutState state, double weight) {
        return state.isSwapped() ? RolloutPlan.ALL - weight : weight;
    }

    /** Routers count in other parts than percent: what is next to what was asked for is that. */
    private static double near(RolloutState state, double weight) {
        return Math.abs(weight - state.wanted()) <= Router.TOLERANCE && isAtEnd(weight) == isAtEnd(state.wanted())
                ? state.wanted()
                : weight;
    }

    private static boolean isAtEnd(double weight) {
        return weight == 0 || weight == RolloutPlan.ALL;
    }

    @Override
    public CompletionStage<Void> run(Action.Hook hook, RolloutState state) {
        return hooks.run(hook, state);
    }

    // --- evidence

    @Override
    public CompletionStage<List<Reading>> read(RolloutState state, long from, long to) {
        boolean recovering = state.stage() == Stage.RECOVERING;
        List<Rule> rules = recovering
                ? state.plan().rules().stream()
                        .filter(rule -> rule.alone().isPresent())
                        .toList()
                : state.plan().rules(state.isAlone());
        Window window = new Window(clock.real(from), clock.real(to));
        List<CompletableFuture<Reading>> readings = new ArrayList<>();
        for (Rule rule : rules) {
            List<Side> sides = Analysis.sides(rule, recovering || state.isAlone());
            CompletableFuture<List<Answer>> canary =
                    answers(rule, turned(state, recovering ? Side.STABLE : Side.CANARY), window);
            CompletableFuture<List<Answer>> stable = sides.contains(Side.STABLE)
                    ? answers(rule, turned(state, Side.STABLE), window)
                    : CompletableFuture.completedFuture(List.of());
            CompletableFuture<List<Answer>> control = sides.contains(Side.CONTROL)
                    ? answers(rule, Side.CONTROL, window)
                    : CompletableFuture.completedFuture(List.of());
            readings.add(CompletableFuture.allOf(canary, stable, control)
                    .thenApply(nothing -> new Reading(rule.name(), canary.join(), stable.join(), control.join())));
        }
        return joined(readings);
    }

    @Override
    public long nextNumbers(RolloutState state) {
        boolean recovering = state.stage() == Stage.RECOVERING;
        OptionalLong next = metrics.nextSample(turned(state, recovering ? Side.STABLE : Side.CANARY));
        return next.isPresent() ? clock.steady(next.getAsLong()) : 0;
    }

    private CompletableFuture<List<Answer>> answers(Rule rule, Side side, Window window) {
        List<CompletableFuture<Answer>> answers = rule.queries().stream()
                .map(query ->
                        metrics.read(query, side, window).thenApply(Excerpt::of).toCompletableFuture())
                .toList();
        return joined(answers);
    }

    private static Side turned(RolloutState state, Side side) {
        if (!state.isSwapped()) {
            return side;
        }
        return side == Side.CANARY ? Side.STABLE : Side.CANARY;
    }

    /** A source that keeps no past must have looked when a window begins, to tell at its end what has happened since. */
    private void begin(RolloutState state, Stage stage) {
        if (stage.isJudged()) {
            read(state, state.stageSince() - 1, state.stageSince());
        }
    }

    @Override
    public void tell(RolloutState state, RolloutEvent event) {
        listener.accept(state, event);
        if (event instanceof RolloutEvent.Entered entered && state.evidence().from() == state.stageSince()) {
            begin(state, entered.stage());
        }
        if (event instanceof RolloutEvent.Entered entered && WORTH_TELLING.contains(entered.stage())) {
            hooks.tell(state).exceptionally(problem -> {
                LOG.log(Level.WARNING, "nobody could be told about {0}: {1}", new Object[] {
                    state.plan().subject().name(), problem.getMessage()
                });
                return null;
            });
        }
    }
}
