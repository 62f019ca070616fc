package io.jenkins.plugins.aidelivery.stats.sequential;

/** What more events mean. */
public enum MoreIs {
    /** As with errors. */
    WORSE,
    /** As with conversions. */
    BETTER
}
