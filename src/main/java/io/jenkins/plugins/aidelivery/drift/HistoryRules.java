package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.Optional;

/**
 * How thresholds are taken from earlier results.
 *
 * @param columns patterns of those whose threshold is; none for none
 * @param results that are looked at, the last ones
 * @param atLeast so many have to be there
 * @param sigmas standard deviations above the mean; empty if the quantile is used
 * @param quantile of the scores; empty if the mean is used
 * @param most times the threshold that would hold without history
 */
public record HistoryRules(
        List<String> columns,
        int results,
        int atLeast,
        Optional<Double> sigmas,
        Optional<Double> quantile,
        double most) {
    public static final int RESULTS = 20;
    public static final int AT_LEAST = 5;
    public static final double SIGMAS = 3;
    public static final double MOST = 2;

    /** No threshold comes from history. */
    public static final HistoryRules NONE = of(List.of());

    public HistoryRules {
        columns = List.copyOf(columns);
    }

    /** The usual way for some columns. */
    static HistoryRules of(List<String> columns) {
        return new HistoryRules(columns, RESULTS, AT_LEAST, Optional.of(SIGMAS), Optional.empty(), MOST);
    }

    /** Whether any threshold comes from history. */
    public boolean isWanted() {
        return !columns.isEmpty();
    }

    boolean isFor(String column) {
        return columns.stream().anyMatch(pattern -> DriftSettings.matches(pattern, column));
    }

    /** What is done with earlier scores, in words. */
    String words() {
        return sigmas.map(k -> "mean and " + Figures.number(k) + " standard deviations")
                .orElseGet(() -> Figures.percent(quantile.orElse(1.0)) + " quantile");
    }
}
