package io.jenkins.plugins.aidelivery.store;

/**
 * A result in one line.
 *
 * @param kind of result, such as {@code gate}
 * @param build number of the build it belongs to
 * @param result id of the result in that build
 * @param at epoch milliseconds
 * @param subject what was judged, such as {@code fraud-detector}
 * @param environment empty where there is none
 * @param verdict the word
 * @param score 0 … 100; null if nothing could be judged
 * @param threshold that the score had to reach
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
        double threshold) {}
