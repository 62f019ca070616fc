package io.jenkins.plugins.aidelivery.rollout.metric;

/**
 * What is asked of a metric source.
 *
 * @param kind of answer
 * @param text in the source's own words: a metric's name, an expression, a statement, a pointer
 */
public record Query(Kind kind, String text) {
    /** What kind of number. */
    public enum Kind {
        /** How much a counter, or the sum of counters, grew. */
        INCREASE,
        /** How much each bucket of a histogram grew. */
        HISTOGRAM,
        /** One value that goes up and down, as it is at the end of the window. */
        VALUE,
        /** All single values of the window, such as scores of answers, with what they belong to. */
        SAMPLES,
        /** All single texts of the window, such as answers, with what they belong to. */
        TEXTS
    }
}
