package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.drift.Outcome;
import java.util.List;

/**
 * The scores of one column over builds, for its chart.
 *
 * @param column its name, as in the report
 * @param points the oldest first; builds in which it had no score are left out
 */
public record ColumnHistory(String column, List<Point> points) {
    public ColumnHistory {
        points = List.copyOf(points);
    }

    /**
     * What one build found.
     *
     * @param build its number
     * @param score what was measured
     * @param threshold that it was held against; of a p-value where the preset goes by that, which is not drawn
     * @param outcome what it came to
     */
    public record Point(int build, double score, double threshold, Outcome outcome) {}
}
