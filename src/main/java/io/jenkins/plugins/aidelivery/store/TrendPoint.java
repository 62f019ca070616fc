package io.jenkins.plugins.aidelivery.store;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A result in one line.
 *
 * @param kind of result, {@code gate} or {@code drift}
 * @param build number of the build it belongs to
 * @param result id of the result in that build
 * @param at epoch milliseconds
 * @param subject what was judged, such as {@code fraud-detector}
 * @param environment empty where there is none
 * @param verdict the word
 * @param score points of a gate, per cent of drifted columns: 0 … 100; null if nothing could be judged
 * @param threshold that the score had to reach, or to stay below
 */
public record TrendPoint(
        String kind,
        int build,
        String result,
        long at,
        String subject,
        String environment,
        String verdict,
        Double score,
        double threshold) {
    public TrendPoint {
        kind = kind == null ? "" : kind;
        result = result == null ? "" : result;
        subject = subject == null ? "" : subject;
        environment = environment == null ? "" : environment;
        verdict = verdict == null ? "" : verdict;
        score = score == null || !Double.isFinite(score) ? null : score;
        threshold = Double.isFinite(threshold) ? threshold : 0;
    }

    /** Whether it says which result of which build it speaks of, and how that came out. */
    @JsonIgnore
    boolean isWhole() {
        return !kind.isEmpty() && build > 0 && !result.isEmpty() && !verdict.isEmpty();
    }
}
