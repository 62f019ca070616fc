package io.jenkins.plugins.aidelivery.rollout.metric;

/** What came from outside, as a sentence shows it. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /** In quotes, and not more of it than a reader needs. */
    static String of(String text) {
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }
}
