package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Judges a canary by what was read of both sides, window after window. What may be wrong by chance, over all metrics and all looks
 * of a rollout, is 0.05: critical metrics share 0.02 of it, the others 0.03, by their weights. Knows no clock and reads nothing; the
 * same readings in the same order give the same verdicts. Not for several threads at once.
 */
public final class Analysis {
    private static final Logger LOG = Logger.getLogger(Analysis.class.getName());
    private static final double CRITICAL_SHARE = 0.02;
    private static final double GATING_SHARE = 0.03;

    /** Of metrics that are only shown. */
    private static final double ADVISORY_ALPHA = 0.01;

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, RuleJudge> judges = new LinkedHashMap<>();
    private final SplitJudge split = new SplitJudge();

    public Analysis(List<Rule> rules) {
        Map<Role, Double> weights = weights(rules);
        for (Rule rule : rules) {
            this.rules.put(rule.name(), rule);
            judges.put(rule.name(), judge(rule, alpha(rule, weights)));
        }
    }

    private static Map<Role, Double> weights(List<Rule> rules) {
        return rules.stream()
                .filter(Rule::isCompared)
                .collect(Collectors.groupingBy(
                        rule -> rule.frame().role(),
                        Collectors.summingDouble(rule -> rule.frame().weight())));
    }

    /** The part of what may be wrong by chance that a rule has among all rules of a plan. */
    public static double alpha(Rule rule, List<Rule> rules) {
        return alpha(rule, weights(rules));
    }

    /** Only what must not happen whatever the other side does, however little was seen: is a side well by itself? */
    public static Analysis ofLimits(List<Rule> rules) {
        return new Analysis(
                rules.stream().flatMap(rule -> rule.alone().stream()).toList());
    }

    private static double alpha(Rule rule, Map<Role, Double> weights) {
        double part = rule.frame().weight() / weights.getOrDefault(rule.frame().role(), 1.0);
        return switch (rule.frame().role()) {
            case CRITICAL -> CRITICAL_SHARE * Math.min(1, part);
            case GATING -> GATING_SHARE * Math.min(1, part);
            case ADVISORY -> ADVISORY_ALPHA;
        };
    }

    private static RuleJudge judge(Rule rule, double alpha) {
        if (rule instanceof Rule.Rate rate) {
            return new RateJudge(rate, alpha);
        }
        if (rule instanceof Rule.Latency latency) {
            return new LatencyJudge(latency, alpha);
        }
        if (rule instanceof Rule.Gauge gauge) {
            return gauge.measurements().isSome() ? new MeasurementJudge(gauge, alpha) : new GaugeJudge(gauge, alpha);
        }
        if (rule instanceof Rule.Kayenta kayenta) {
            return new KayentaRuleJudge(kayenta, alpha);
        }
        if (rule instanceof Rule.Score score) {
            return new ScoreJudge(score, alpha);
        }
        return new OutputsJudge((Rule.Outputs) rule, alpha);
    }

    /** The sides that have to be asked for a rule. */
    public static List<Side> sides(Rule rule, boolean promoted) {
        List<Side> sides = new ArrayList<>(List.of(Side.CANARY));
        boolean counted = rule instanceof Rule.Rate;
        if (!promoted && (rule.isCompared() || counted)) {
            sides.add(Side.STABLE);
        }
        if (!promoted && rule.frame().control()) {
            sides.add(Side.CONTROL);
        }
        return sides;
    }

    /**
     * Judges a window.
     *
     * @param readings of the rules that are looked at in this part of the rollout
     */
    public List<MetricVerdict> judge(List<Reading> readings, Look look) {
        List<MetricVerdict> verdicts = new ArrayList<>();
        Optional<MetricVerdict> traffic = Optional.empty();
        for (Reading reading : readings) {
            Rule rule = rules.get(reading.rule());
            if (rule == null) {
                continue;
            }
            MetricVerdict verdict = judged(rule, reading, look);
            verdicts.add(verdict);
            if (rule instanceof Rule.Rate && traffic.isEmpty() && verdict.word() != Word.BLIND) {
                traffic = split.judge(reading.canary(), reading.stable(), look);
            }
        }
        traffic.ifPresent(verdicts::add);
        return verdicts;
    }

    /** A judge that fails says nothing about its metric; those of the others, and their limits, are heard all the same. */
    private MetricVerdict judged(Rule rule, Reading reading, Look look) {
        try {
            return judges.get(rule.name()).judge(reading, look);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the rule ''{0}'' can''t be judged: {1}", new Object[] {rule.name(), e.toString()});
            return new Verdicts(rule.frame(), 1).blind("an unexpected fault while it was judged: " + e);
        }
    }
}
