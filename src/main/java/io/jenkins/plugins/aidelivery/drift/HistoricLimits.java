package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Thresholds from the scores of results that were accepted without drift. They move with the data, but not away with it: never above a
 * multiple of the threshold that would hold otherwise, which doesn't move.
 */
final class HistoricLimits {
    /** Scores that never differ would make a threshold of 0. */
    private static final double LEAST = 0.1;

    private final HistoryRules rules;
    private final List<DriftReport> accepted;
    private final Map<String, Limit> used = new LinkedHashMap<>();
    private final Map<String, Integer> lacking = new LinkedHashMap<>();

    /**
     * A threshold.
     *
     * @param value it
     * @param results that it is from
     * @param isCapped whether it would be higher without its cap
     * @param isRaised whether it would be lower without what chance gives
     */
    private record Limit(double value, int results, boolean isCapped, boolean isRaised) {}

    private HistoricLimits(HistoryRules rules, List<DriftReport> accepted) {
        this.rules = rules;
        this.accepted = accepted;
    }

    static HistoricLimits of(HistoryRules rules, List<DriftReport> results) {
        List<DriftReport> accepted = results.stream()
                .filter(report -> report.decision().verdict() == Verdict.PASS)
                .sorted(Comparator.comparingLong(DriftReport::evaluatedAt).reversed())
                .limit(rules.results())
                .toList();
        return new HistoricLimits(rules, accepted);
    }

    /**
     * With the threshold from history, where there is one.
     *
     * @param byChance what chance alone gives so many rows, which no threshold below could tell from drift
     */
    Convention applied(String column, Convention plain, OptionalDouble byChance) {
        if (!rules.isFor(column) || plain.rule().isOfP() || !(plain.threshold() > 0)) {
            return plain;
        }
        List<Double> scores = new ArrayList<>();
        for (DriftReport report : accepted) {
            report.columns().stream()
                    .filter(past -> past.name().equals(column) && past.outcome() == Outcome.NO_DRIFT)
                    .map(ColumnDrift::score)
                    .filter(score -> score != null && score.convention().equals(plain.words()))
                    .forEach(score -> scores.add(score.value()));
        }
        if (scores.size() < rules.atLeast()) {
            lacking.put(column, scores.size());
            return plain;
        }
        double wanted = rules.quantile().map(level -> quantile(scores, level)).orElseGet(() -> aboveMean(scores));
        double most = rules.most() * plain.threshold();
        double least = Math.max(LEAST * plain.threshold(), Math.min(plain.threshold(), byChance.orElse(0)));
        double limit = Math.max(least, Math.min(most, wanted));
        used.put(column, new Limit(limit, scores.size(), wanted > most, wanted < least));
        return plain.with(limit);
    }

    private double aboveMean(List<Double> scores) {
        double mean = scores.stream().mapToDouble(Double::doubleValue).sum() / scores.size();
        double squares = scores.stream()
                .mapToDouble(score -> (score - mean) * (score - mean))
                .sum();
        return mean + rules.sigmas().orElse(HistoryRules.SIGMAS) * Math.sqrt(squares / Math.max(1, scores.size() - 1));
    }

    private static double quantile(List<Double> scores, double level) {
        List<Double> sorted = new ArrayList<>(scores);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(level * sorted.size()) - 1));
    }

    /** Where a column's limit comes from, if that was asked for. */
    Optional<String> told(String column) {
        if (used.containsKey(column)) {
            Limit limit = used.get(column);
            return Optional.of("the limit " + Figures.number(limit.value()) + " is the " + rules.words()
                    + " of the last "
                    + limit.results() + " accepted results"
                    + (limit.isCapped() ? ", cut to " + Figures.number(rules.most()) + " times the usual limit" : "")
                    + (limit.isRaised() ? ", raised to what so many rows can tell from chance" : ""));
        }
        return Optional.ofNullable(lacking.get(column))
                .map(results -> "the limit is the usual one: there are " + results + " accepted results, and "
                        + rules.atLeast() + " are needed");
    }

    /** What became of the wish for such limits; empty if nobody wished. */
    Optional<TableCheck> check() {
        if (!rules.isWanted()) {
            return Optional.empty();
        }
        QualityFinding finding = QualityFinding.of("thresholds", "Limits from history");
        String most = rules.atLeast() + " are needed";
        String words = used.isEmpty()
                ? "usual limits hold: there are " + accepted.size() + " accepted results, and " + most
                : QualityFinding.count(used.size(), "column") + " held against the " + rules.words()
                        + " of accepted results"
                        + (lacking.isEmpty() ? "" : "; " + lacking.size() + " against usual limits, because " + most);
        return Optional.of(finding.told(words).check(false));
    }
}
