package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.analysis.Limit;
import io.jenkins.plugins.aidelivery.rollout.analysis.Measurements;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule.Tolerance;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule.When;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads the rules of a plan: a list of mappings with one member, the kind of rule. */
final class RuleReader {
    private static final double USUAL_EXPOSURE = 50;
    private static final double LIMIT_EXPOSURE = 20;
    private static final int MOST = 1_000_000;

    /** Argo's own default. */
    private static final int ARGO_ERRORS = 4;

    private static final Map<String, BiFunction<SpecCursor, When, Optional<Rule>>> KINDS = new TreeMap<>(Map.of(
            "errors", (in, when) -> rate(in, when, "errors", false),
            "successes", (in, when) -> rate(in, when, "successes", true),
            "latency", RuleReader::latency,
            "score", RuleReader::score,
            "value", RuleReader::value,
            "throughput", RuleReader::throughput,
            "outputs", RuleReader::outputs,
            "kayenta-compat", (in, when) -> KayentaRuleReader.read(in, frame(in, "kayenta", when, 10))));

    private RuleReader() {}

    /** @param when the rules are looked at if they don't say it themselves */
    static List<Rule> read(SpecCursor in, String key, When when) {
        List<Rule> rules = new ArrayList<>();
        for (SpecNode item : in.items(key)) {
            in.child(key, item).flatMap(each -> rule(each, when)).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<Rule> rule(SpecCursor in, When when) {
        Map<String, SpecNode> members = in.members();
        String known = "one of " + String.join(", ", KINDS.keySet());
        if (members.size() != 1) {
            in.fault("", "a rule has one key that says its kind: " + known);
            return Optional.empty();
        }
        String kind = members.keySet().iterator().next();
        if (!KINDS.containsKey(kind)) {
            in.fault(
                    kind, "is no kind of rule; " + known + " was expected" + Suggestion.question(KINDS.keySet(), kind));
            return Optional.empty();
        }
        return in.mapping(kind).flatMap(settings -> {
            Optional<Rule> rule = KINDS.get(kind).apply(settings, when);
            settings.done();
            return rule;
        });
    }

    private static Rule.Frame frame(SpecCursor in, String usual, When when, double exposure) {
        String name = in.name("name", "a name was expected").orElse(usual);
        boolean critical = in.flag("critical").orElse(false);
        boolean advisory = in.flag("advisory").orElse(false);
        if (critical && advisory) {
            in.fault("critical", "a rule is critical or advisory, not both");
        }
        return new Rule.Frame(
                name,
                critical ? Role.CRITICAL : advisory ? Role.ADVISORY : Role.GATING,
                weight(in),
                exposure(in).orElse(exposure),
                in.oneOf(
                                "when",
                                When.values(),
                                each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(when),
                in.flag("control").orElse(false));
    }

    private static double weight(SpecCursor in) {
        Optional<Double> weight = in.amount("weight");
        if (weight.filter(each -> each <= 0).isPresent()) {
            in.fault("weight", "a number of more than 0 was expected");
        }
        return weight.filter(each -> each > 0).orElse(1.0);
    }

    /** Without at least one request, answer or value nothing was seen, and nothing passes. */
    private static Optional<Double> exposure(SpecCursor in) {
        Optional<Double> exposure = in.amount("min-exposure");
        if (exposure.filter(least -> least < 1).isPresent()) {
            in.fault("min-exposure", "at least 1 was expected: without anything seen nothing is promoted");
        }
        return exposure.filter(least -> least >= 1);
    }

    private static String text(SpecCursor in, String key, String what) {
        Optional<String> text = in.name(key, what + " was expected");
        if (!in.isWritten(key)) {
            in.fault("", "'" + key + "' is missing: " + what);
        }
        return text.orElse("");
    }

    private static Optional<Rule> rate(SpecCursor in, When when, String usual, boolean good) {
        Rule.Frame frame = frame(in, usual, when, USUAL_EXPOSURE);
        Query events = new Query(Kind.INCREASE, text(in, "events", "a counter of " + usual));
        Query total = new Query(Kind.INCREASE, text(in, "total", "a counter of all requests"));
        List<Limit> limits = limits(in, RuleReader::share, LIMIT_EXPOSURE);
        Tolerance tolerance = tolerance(in, limits, frame);
        return Optional.of(new Rule.Rate(frame, events, total, good, tolerance, limits));
    }

    /** Compared unless only limits are written, or there is nothing to compare with any more. */
    private static Tolerance tolerance(SpecCursor in, List<Limit> limits, Rule.Frame frame) {
        boolean written = in.isWritten("worse-by");
        Optional<Double> worse = in.share("worse-by");
        Optional<Double> safe = in.share("safe-below");
        if (!written && !limits.isEmpty() || frame.when() == When.AFTER_PROMOTION) {
            return Tolerance.NONE;
        }
        double worseBy = worse.orElse(Tolerance.DEFAULT.worseBy());
        double safeBelow = Math.max(worseBy, safe.orElse(2 * worseBy));
        return in.mapping("promote")
                .map(promote -> promotion(promote, worseBy, safeBelow))
                .orElseGet(() -> new Tolerance(worseBy, safeBelow));
    }

    /** {@code promote: { margin: 1%, planned: 20000 }}. */
    private static Tolerance promotion(SpecCursor in, double worseBy, double safeBelow) {
        Optional<Double> margin = in.share("margin");
        Optional<Double> planned = in.amount("planned");
        in.done();
        if (margin.filter(share -> share > 0 && share < 1).isEmpty()
                || planned.filter(each -> each > 0).isEmpty()) {
            in.fault("", "'margin', such as 1%, and 'planned', the requests that the canary will get, were expected");
            return new Tolerance(worseBy, safeBelow);
        }
        return new Tolerance(worseBy, safeBelow, margin.get(), planned.get());
    }

    private static Optional<Rule> latency(SpecCursor in, When when) {
        Rule.Frame frame = frame(in, "latency", when, USUAL_EXPOSURE);
        Query histogram = new Query(Kind.HISTOGRAM, text(in, "histogram", "a histogram of seconds"));
        double quantile = in.share("quantile").orElse(0.99);
        if (!(quantile > 0 && quantile < 1)) {
            in.fault("quantile", "a quantile between 0 and 1 was expected");
            return Optional.empty();
        }
        List<Limit> limits = limits(in, RuleReader::seconds, LIMIT_EXPOSURE);
        if (limits.stream().anyMatch(limit -> !limit.above())) {
            in.fault("min", "a latency has an upper limit only");
        }
        return Optional.of(new Rule.Latency(frame, histogram, quantile, tolerance(in, limits, frame), limits));
    }

    private static Optional<Rule> score(SpecCursor in, When when) {
        Rule.Frame frame = frame(in, "score", when, USUAL_EXPOSURE);
        Query samples = new Query(Kind.SAMPLES, text(in, "metric", "what the scores are read from"));
        double low = in.quantity("low").map(Quantity::value).orElse(0.0);
        double high = in.quantity("high").map(Quantity::value).orElse(1.0);
        boolean paired = in.flag("paired").orElse(false);
        List<Limit> limits = limits(in, RuleReader::plain, USUAL_EXPOSURE);
        boolean written = in.isWritten("min-drop");
        double drop = in.quantity("min-drop").map(Quantity::value).orElse(0.02 * (high - low));
        if (!(low < high) || drop < 0) {
            in.fault("", "'low' is below 'high', and 'min-drop' is 0 or more");
            return Optional.empty();
        }
        boolean compared = (written || limits.isEmpty()) && frame.when() != When.AFTER_PROMOTION;
        return Optional.of(
                new Rule.Score(frame, samples, low, high, compared ? drop : Double.NaN, paired && compared, limits));
    }

    private static Optional<Rule> value(SpecCursor in, When when) {
        Rule.Frame frame = frame(in, "value", when, 1);
        Query value = new Query(Kind.VALUE, text(in, "query", "what the value is read by"));
        List<Limit> limits = limits(in, RuleReader::plain, 0);
        double ratio = in.amount("max-ratio").orElse(Double.NaN);
        if (limits.isEmpty() && Double.isNaN(ratio)) {
            in.fault("", "'max', 'min' or 'max-ratio' was expected: a value alone says nothing");
            return Optional.empty();
        }
        return Optional.of(new Rule.Gauge(frame, value, ratio, limits, measurements(in)));
    }

    private static Measurements measurements(SpecCursor in) {
        return in.mapping("measurements")
                .map(each -> {
                    Measurements read = new Measurements(
                            each.whole("failure-limit", -1, MOST).orElse(0),
                            each.whole("inconclusive-limit", -1, MOST).orElse(0),
                            each.whole("consecutive-error-limit", 0, MOST).orElse(ARGO_ERRORS),
                            each.whole("consecutive-success-limit", 0, MOST).orElse(0),
                            TimesReader.millis(each, "initial-delay").orElse(0L),
                            each.whole("count", 0, MOST).orElse(0));
                    each.done();
                    return read;
                })
                .orElse(Measurements.NONE);
    }

    private static Optional<Rule> throughput(SpecCursor in, When when) {
        Rule.Frame frame = frame(in, "throughput", when, 1);
        Query counter = new Query(Kind.INCREASE, text(in, "total", "a counter of all requests"));
        List<Limit> limits = limits(in, RuleReader::perSecond, 0);
        if (limits.isEmpty()) {
            in.fault("", "'min' or 'max' was expected, such as 100/s");
            return Optional.empty();
        }
        return Optional.of(new Rule.Gauge(frame, counter, Double.NaN, limits, measurements(in)));
    }

    private static Optional<Rule> outputs(SpecCursor in, When when) {
        Rule.Frame frame = frame(in, "outputs", when, USUAL_EXPOSURE);
        Query texts = new Query(Kind.TEXTS, text(in, "texts", "what the answers are read from"));
        return Optional.of(
                new Rule.Outputs(frame, texts, in.share("min-agreement").orElse(0.9)));
    }

    // --- limits

    /** {@code max} and {@code min} are a value, or a mapping with the time that it must be broken for, or a list of these. */
    private static List<Limit> limits(
            SpecCursor in, BiFunction<SpecCursor, String, Optional<Double>> unit, double exposure) {
        List<Limit> limits = new ArrayList<>();
        for (boolean above : new boolean[] {true, false}) {
            String key = above ? "max" : "min";
            Optional<SpecNode> node = in.node(key);
            if (node.isEmpty()) {
                continue;
            }
            if (node.get() instanceof SpecNode.Scalar) {
                unit.apply(in, key).ifPresent(bound -> limits.add(new Limit(bound, above, 0, exposure)));
                continue;
            }
            List<SpecNode> several = node.get() instanceof SpecNode.Sequence list ? list.items() : List.of(node.get());
            for (SpecNode each : several) {
                in.child(key, each)
                        .flatMap(limit -> limit(limit, above, unit, exposure))
                        .ifPresent(limits::add);
            }
        }
        return limits;
    }

    private static Optional<Limit> limit(
            SpecCursor in, boolean above, BiFunction<SpecCursor, String, Optional<Double>> unit, double exposure) {
        Optional<Double> bound = unit.apply(in, "value");
        if (!in.isWritten("value")) {
            in.fault("", "a limit has a 'value'");
        }
        long sustained = TimesReader.millis(in, "for").orElse(0L);
        double least = in.amount("min-exposure").orElse(exposure);
        in.done();
        return bound.map(value -> new Limit(value, above, sustained, least));
    }

    private static Optional<Double> share(SpecCursor in, String key) {
        return in.share(key);
    }

    private static Optional<Double> seconds(SpecCursor in, String key) {
        return measured(in, key, Unit.SECONDS, "a time such as 800ms or 1s");
    }

    private static Optional<Double> perSecond(SpecCursor in, String key) {
        return measured(in, key, Unit.PER_SECOND, "a rate such as 100/s");
    }

    private static Optional<Double> measured(SpecCursor in, String key, Unit unit, String expected) {
        return in.quantity(key).flatMap(quantity -> {
            if (quantity.unit() == unit && quantity.value() >= 0) {
                return Optional.of(quantity.value());
            }
            in.fault(key, expected + " was expected");
            return Optional.empty();
        });
    }

    private static Optional<Double> plain(SpecCursor in, String key) {
        return in.quantity(key).map(Quantity::value);
    }
}
