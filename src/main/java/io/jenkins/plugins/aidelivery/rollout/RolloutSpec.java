package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Early;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Phase;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Reaction;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Strategy;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Version;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.metric.MetricSource;
import io.jenkins.plugins.aidelivery.rollout.metric.MetricSources;
import io.jenkins.plugins.aidelivery.rollout.router.Router;
import io.jenkins.plugins.aidelivery.rollout.router.Routers;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rollout as it is written, with the ends that it names, which are open but not yet talked to.
 *
 * @param plan what is wanted
 * @param source as it was written
 */
public record RolloutSpec(RolloutPlan plan, String source, Router router, MetricSource metrics, Hooks hooks)
        implements AutoCloseable {

    /**
     * Reads a plan.
     *
     * @param file the name to call it by in errors
     * @throws SpecException with all that is wrong with it
     */
    public static RolloutSpec read(String file, String text, Surroundings surroundings) throws SpecException {
        SpecParser.Parsed parsed = SpecParser.parse(file, text);
        List<SpecException.Fault> faults = new ArrayList<>(parsed.faults());
        SpecCursor in = new SpecCursor(parsed.root(), "", faults);
        in.name("$schema", "the address of a schema was expected");
        Hooks hooks = Hooks.read(in, surroundings);
        Optional<Router> router = Routers.open(in, "router", surroundings);
        Optional<MetricSource> metrics = new MetricSources().open(in, "metrics", surroundings);
        Optional<RolloutPlan> plan =
                plan(in, hooks, metrics.map(MetricSource::resolution).orElse(Duration.ZERO));
        if (!in.isWritten("metrics")) {
            in.fault("", "'metrics' is missing: nothing is promoted without evidence");
        }
        in.done();
        if (faults.isEmpty() && plan.isPresent() && router.isPresent() && metrics.isPresent()) {
            return new RolloutSpec(plan.get(), text, router.get(), metrics.get(), hooks);
        }
        router.ifPresent(Router::close);
        metrics.ifPresent(MetricSource::close);
        throw new SpecException(faults);
    }

    private static Optional<RolloutPlan> plan(SpecCursor in, Hooks hooks, Duration resolution) {
        String name = in.name("name", "what is rolled out was expected").orElse("");
        if (!in.isWritten("name")) {
            in.fault("", "'name' is missing: what is rolled out?");
        }
        Strategy strategy =
                in.oneOf("strategy", Strategy.values(), RolloutSpec::id).orElse(Strategy.CANARY);
        long interval = TimesReader.interval(in);
        List<Phase> phases = approved(in, new PhaseReader(in, interval).read(strategy));
        if (strategy == Strategy.BLUE_GREEN && phases.stream().anyMatch(phase -> phase.weight() < RolloutPlan.ALL)) {
            in.fault("phases", "blue-green moves all traffic at once: one phase of 100% was expected");
        }
        boolean instances = in.mapping("router")
                .filter(router -> router.members().containsKey("instances"))
                .isPresent();
        if (strategy == Strategy.ROLLING != instances) {
            in.fault(
                    "strategy",
                    "'rolling' and the router 'instances' belong together: batches of instances are what rolls");
        }
        List<Rule> rules = new ArrayList<>(RuleReader.read(in, "rules", Rule.When.PHASES));
        rules.addAll(RuleReader.read(in, "after-promotion", Rule.When.AFTER_PROMOTION));
        RolloutPlan.Times times =
                TimesReader.read(in, interval, phases, resolution.toMillis(), in.isWritten("after-promotion"));
        RolloutPlan.Reactions reactions = reactions(in);
        RolloutPlan.Subject subject = new RolloutPlan.Subject(
                name,
                in.name("target", "what receives traffic was expected").orElse(name),
                version(in, "version"),
                version(in, "previous"));
        if (phases.isEmpty()) {
            return Optional.empty();
        }
        checkRules(in, phases, rules, reactions.early());
        try {
            return Optional.of(new RolloutPlan(
                    subject,
                    strategy,
                    hurried(phases, reactions.early(), interval),
                    rules,
                    times,
                    reactions,
                    hooks.occasions()));
        } catch (IllegalArgumentException e) {
            in.fault("rules", e.getMessage());
            return Optional.empty();
        }
    }

    /** What could never be judged, or is never met, is said before anything moves. */
    private static void checkRules(SpecCursor in, List<Phase> phases, List<Rule> rules, Early early) {
        boolean compared = phases.get(0).weight() < RolloutPlan.ALL;
        for (Rule rule : rules) {
            boolean never = !compared || rule.frame().when() == Rule.When.AFTER_PROMOTION;
            if (never && rule.limits().isEmpty() && rule.frame().role() != MetricVerdict.Role.ADVISORY) {
                in.fault(
                        rule.frame().when() == Rule.When.AFTER_PROMOTION && in.has("after-promotion")
                                ? "after-promotion"
                                : "rules",
                        "rule '" + rule.name()
                                + "' has no limit, and with all traffic on the new version there is nothing"
                                + " to compare with; give it a 'max' or 'min', or make it advisory");
            }
        }
        for (RolloutPlan.Better better : early.better()) {
            if (rules.stream().noneMatch(rule -> rule.name().equals(better.rule()))) {
                in.fault(
                        "early",
                        "there is no rule '" + better.rule() + "' that could be better; there are "
                                + String.join(
                                        ", ", rules.stream().map(Rule::name).toList()));
            }
        }
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Version version(SpecCursor in, String key) {
        if (!in.isWritten(key)) {
            return Version.UNKNOWN;
        }
        if (in.node(key)
                .filter(io.jenkins.plugins.aidelivery.spec.SpecNode.Scalar.class::isInstance)
                .isPresent()) {
            return new Version(in.text(key), "", "", "");
        }
        return in.mapping(key)
                .map(version -> {
                    Version read = new Version(
                            version.text("id"),
                            version.text("artifact"),
                            version.text("configuration"),
                            version.text("data"));
                    version.done();
                    return read;
                })
                .orElse(Version.UNKNOWN);
    }

    /** {@code approve: { phase: 50%, by: release-managers }}, laid over the phases. */
    private static List<Phase> approved(SpecCursor in, List<Phase> phases) {
        Optional<SpecCursor> approve = in.mapping("approve");
        if (approve.isEmpty()) {
            return phases;
        }
        String name = approve.get().text("phase");
        String by = approve.get().name("by", "who has to agree was expected").orElse("anybody");
        approve.get().done();
        if (phases.stream().noneMatch(phase -> phase.name().equals(name))) {
            in.fault(
                    "approve",
                    "there is no phase '" + name + "'; there are "
                            + String.join(", ", phases.stream().map(Phase::name).toList()));
        }
        return phases.stream()
                .map(phase -> phase.name().equals(name)
                        ? new Phase(phase.name(), phase.weight(), phase.shortest(), phase.bake(), phase.longest(), by)
                        : phase)
                .toList();
    }

    private static RolloutPlan.Reactions reactions(SpecCursor in) {
        Optional<SpecCursor> on = in.mapping("on");
        RolloutPlan.Reactions usual = RolloutPlan.Reactions.DEFAULT;
        Early early = in.mapping("early").map(RolloutSpec::early).orElse(Early.NEVER);
        List<Double> back = new ArrayList<>();
        in.mapping("rollback").ifPresent(rollback -> {
            for (String step : rollback.texts("steps")) {
                PhaseReader.weight(step)
                        .ifPresentOrElse(back::add, () -> rollback.fault("steps", "a weight such as 25% was expected"));
            }
            rollback.done();
        });
        back.sort(java.util.Comparator.reverseOrder());
        RolloutPlan.Reactions reactions = new RolloutPlan.Reactions(
                on.flatMap(each -> reaction(each, "blind")).orElse(usual.blind()),
                on.flatMap(each -> reaction(each, "scarce")).orElse(usual.scarce()),
                on.flatMap(each -> reaction(each, "doubtful")).orElse(usual.doubtful()),
                early,
                back);
        on.ifPresent(SpecCursor::done);
        return reactions;
    }

    /** An exceptional canary bakes for a quarter of the time, unless the phase says for how long. */
    private static List<Phase> hurried(List<Phase> phases, Early early, long interval) {
        return !early.isSome()
                ? phases
                : phases.stream()
                        .map(phase -> new Phase(
                                phase.name(),
                                phase.weight(),
                                Math.min(phase.shortest(), Math.max(2 * interval, phase.bake() / 4)),
                                phase.bake(),
                                phase.longest(),
                                phase.approval()))
                        .toList();
    }

    private static Optional<Reaction> reaction(SpecCursor in, String key) {
        return in.oneOf(key, Reaction.values(), RolloutSpec::id);
    }

    private static Early early(SpecCursor in) {
        double from = in.name("from", "a weight was expected")
                .flatMap(PhaseReader::weight)
                .orElse(25.0);
        List<RolloutPlan.Better> better = new ArrayList<>();
        in.mapping("better").ifPresent(each -> {
            for (String rule : each.members().keySet()) {
                each.share(rule).ifPresent(by -> better.add(new RolloutPlan.Better(rule, by)));
            }
        });
        in.done();
        return new Early(from, better);
    }

    @Override
    public void close() {
        router.close();
        metrics.close();
    }
}
