package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

import java.util.Map;

/**
 * How groups make a score. Nothing is checked, as in Kayenta: groups without a weight share what is left of 100, which is less than nothing
 * if there is more than 100, and weights of groups without metrics are lost.
 *
 * @param weights of groups, in percent
 * @param pass the score, 0 … 100, from which on the canary passes
 * @param marginal the score from which on it is marginal
 */
public record KayentaGroups(Map<String, Double> weights, double pass, double marginal) {
    public KayentaGroups {
        weights = Map.copyOf(weights);
    }
}
