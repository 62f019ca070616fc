package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A judgement.
 *
 * @param score 0 … 100, rounded to two places; beyond that where weights are
 * @param reason why the score isn't the groups', or empty
 * @param groups the score of each, 0 … 100
 */
public record KayentaVerdict(
        double score, Outcome outcome, String reason, Map<String, Double> groups, List<MetricResult> metrics) {
    /** Kayenta's own words. */
    public enum Outcome {
        PASS,
        MARGINAL,
        FAIL
    }

    public KayentaVerdict {
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        metrics = List.copyOf(metrics);
    }
}
