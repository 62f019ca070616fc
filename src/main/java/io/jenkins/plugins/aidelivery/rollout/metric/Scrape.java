package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a page showed at a time, of the names that were asked for.
 *
 * @param at epoch milliseconds, when it was asked for
 * @param names what was looked for, found or not
 * @param values by labels, with the name among them
 */
record Scrape(long at, Set<String> names, Map<Map<String, String>, Double> values) {
    private static final int MOST_SERIES = 20_000;

    /** @throws UnansweredException if the page is not of the format, or is too large to be remembered */
    static Scrape of(String page, Set<String> names, long at) {
        Map<Map<String, String>, Double> values = new HashMap<>();
        try {
            for (OpenMetricsText.Sample sample : OpenMetricsText.parse(page, names::contains)) {
                if (values.put(sample.labels(), sample.value()) != null) {
                    throw UnansweredException.blind("the page shows "
                            + new Series(sample.labels(), new long[0], new double[0]).shown() + " twice");
                }
            }
        } catch (OpenMetricsText.MalformedException e) {
            throw UnansweredException.blind(e.getMessage());
        }
        if (values.size() > MOST_SERIES) {
            throw UnansweredException.wrong("the page shows more than " + MOST_SERIES + " series of " + names);
        }
        return new Scrape(at, names, values);
    }
}
