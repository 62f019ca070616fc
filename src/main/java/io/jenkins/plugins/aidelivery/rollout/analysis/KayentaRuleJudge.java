package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaGroups;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaJudge;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaSamples;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.MetricResult;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All values of a phase, judged again with each window as Kayenta judges a growing one. Its score is its own, faults included; but where
 * nothing was measured there is no verdict, whatever the score.
 */
final class KayentaRuleJudge implements RuleJudge {
    /** A value each 15 s for two hours. */
    private static final int MOST = 500;

    private final Rule.Kayenta rule;
    private final Verdicts verdicts;
    private final KayentaJudge judge;
    private final Map<String, List<Double>> canary = new HashMap<>();
    private final Map<String, List<Double>> stable = new HashMap<>();
    private long stretch = -1;
    private int windows;

    KayentaRuleJudge(Rule.Kayenta rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
        this.judge = new KayentaJudge(new KayentaGroups(rule.groups(), rule.pass(), rule.marginal()));
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind =
                reading.blind().or(() -> look.isCompared() ? reading.blindOnStable() : Optional.empty());
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        if (!look.isCompared()) {
            return windows >= rule.frame().exposure()
                    ? verdicts.say(Word.NO_HARM_SEEN, 1, "nothing left to compare with", Figures.NONE)
                    : verdicts.insufficient("nothing to compare with", Figures.NONE);
        }
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            canary.clear();
            stable.clear();
            windows = 0;
        }
        for (int i = 0; i < rule.metrics().size(); i++) {
            add(canary, rule.metrics().get(i).metric().name(), reading.canary().get(i));
            add(stable, rule.metrics().get(i).metric().name(), reading.stable().get(i));
        }
        windows++;
        return verdict();
    }

    private static void add(Map<String, List<Double>> all, String name, Answer answer) {
        List<Double> values = all.computeIfAbsent(name, key -> new ArrayList<>());
        values.add(answer instanceof Answer.Value value ? value.value() : Double.NaN);
        if (values.size() > MOST) {
            values.remove(0);
        }
    }

    private MetricVerdict verdict() {
        Map<String, KayentaSamples> samples = new HashMap<>();
        List<KayentaMetric> metrics =
                rule.metrics().stream().map(Rule.KayentaQuery::metric).toList();
        long numbers = 0;
        for (KayentaMetric metric : metrics) {
            double[] one = array(canary.get(metric.name()));
            double[] two = array(stable.get(metric.name()));
            samples.put(metric.name(), new KayentaSamples(one, two));
            numbers += java.util.Arrays.stream(one).filter(Double::isFinite).count();
        }
        KayentaVerdict verdict = judge.judge(metrics, samples);
        String bad = verdict.metrics().stream()
                .filter(result -> result.classification() != MetricResult.Classification.PASS)
                .map(result -> result.metric().name() + " " + result.classification())
                .collect(Collectors.joining(", "));
        String reason = "Kayenta's score is " + Words.number(verdict.score()) + " (pass from "
                + Words.number(rule.pass()) + ")" + (bad.isEmpty() ? "" : ": " + bad);
        Figures figures = new Figures(verdict.score(), rule.pass(), windows, Double.NaN, Double.NaN);
        if (numbers == 0 || windows < rule.frame().exposure()) {
            return verdicts.insufficient(
                    numbers == 0 ? "no metric has a value" : windows + " windows seen; " + reason, figures);
        }
        if (verdict.score() <= rule.marginal()) {
            return verdicts.say(Word.HARM, Double.NaN, reason, figures);
        }
        return verdict.score() >= rule.pass()
                ? verdicts.say(Word.NO_HARM_SEEN, 1, reason, figures)
                : verdicts.insufficient(reason + ", which is marginal", figures);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
