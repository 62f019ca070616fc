package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaVerdict.Outcome;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.MetricResult.Classification;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges a canary as Kayenta does; the package says what that is worth. */
public final class KayentaJudge {
    /** Of the metrics, from which on there is no data. */
    private static final double MOST_WITHOUT_DATA = 0.5;

    private final KayentaGroups groups;

    public KayentaJudge(KayentaGroups groups) {
        this.groups = groups;
    }

    /** @param samples by name of the metric; one that is missing has no data */
    public KayentaVerdict judge(List<KayentaMetric> metrics, Map<String, KayentaSamples> samples) {
        KayentaSamples none = new KayentaSamples(new double[0], new double[0]);
        List<MetricResult> results = metrics.stream()
                .map(metric -> MetricClassifier.classify(metric, samples.getOrDefault(metric.name(), none)))
                .toList();
        List<MetricResult> heard = results.stream()
                .filter(result -> !result.metric().rule().importance().muted())
                .toList();
        Map<String, Double> scores = groupScores(heard);
        String veto = veto(heard);
        double score = veto.isEmpty() ? weighted(scores) : 0;
        return new KayentaVerdict(score, outcome(score), veto, scores, results);
    }

    private Outcome outcome(double score) {
        if (score >= groups.pass()) {
            return Outcome.PASS;
        }
        return score >= groups.marginal() ? Outcome.MARGINAL : Outcome.FAIL;
    }

    /** Why the score is 0, or empty. */
    private static String veto(List<MetricResult> results) {
        for (MetricResult result : results) {
            if (result.critical() && result.classification() != Classification.PASS) {
                return "the critical metric " + result.metric().name() + " failed: " + result.reason();
            }
        }
        long without = results.stream()
                .filter(result -> result.classification() == Classification.NODATA)
                .count();
        return !results.isEmpty() && without >= MOST_WITHOUT_DATA * results.size()
                ? without + " of " + results.size() + " metrics have no data"
                : "";
    }

    private static Map<String, Double> groupScores(List<MetricResult> results) {
        Set<String> names = new TreeSet<>();
        results.forEach(result -> names.addAll(result.metric().groups()));
        Map<String, Double> scores = new TreeMap<>();
        for (String name : names) {
            List<Classification> counted = results.stream()
                    .filter(result -> result.metric().groups().contains(name))
                    .map(MetricResult::classification)
                    .filter(Classification::counts)
                    .toList();
            long passed = counted.stream()
                    .filter(classification -> classification == Classification.PASS)
                    .count();
            scores.put(name, counted.isEmpty() ? 100 : 100.0 * passed / counted.size());
        }
        return scores;
    }

    private double weighted(Map<String, Double> scores) {
        double listed = groups.weights().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        long unlisted = scores.keySet().stream()
                .filter(name -> !groups.weights().containsKey(name))
                .count();
        double sum = 0;
        for (Map.Entry<String, Double> group : scores.entrySet()) {
            Double weight = groups.weights().get(group.getKey());
            sum += group.getValue() * (weight == null ? (100 - listed) / unlisted : weight) / 100;
        }
        return BigDecimal.valueOf(sum).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
