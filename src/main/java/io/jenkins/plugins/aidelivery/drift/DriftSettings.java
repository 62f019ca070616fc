package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How two tables are compared.
 *
 * @param name what the data set is called; empty for the reference's label
 * @param preset which conventions apply where nothing else is said
 * @param columns patterns of the columns that are judged; none for all
 * @param ignore patterns of columns that are not
 * @param alpha level of significance, over all columns
 * @param share of drifted columns, by weight, from which the data set has drifted
 * @param rules what is said about single columns
 * @param missing what a column that can't be compared means
 * @param minimumCount rows without which nothing is kept or shown by itself; all is with 1 or less
 * @param model columns that are a model's target and predictions
 * @param performance how good these predictions have to be
 * @param quality what the table as a whole has to be like
 * @param history how thresholds come from earlier results
 * @param multivariate how all columns are looked at together; none if they aren't
 */
public record DriftSettings(
        String name,
        Preset preset,
        List<String> columns,
        List<String> ignore,
        double alpha,
        double share,
        Map<String, ColumnRule> rules,
        Missing missing,
        int minimumCount,
        ModelColumns model,
        PerformanceRules performance,
        QualityRules quality,
        HistoryRules history,
        List<Multivariate> multivariate) {
    public static final double ALPHA = 0.05;
    public static final double SHARE = 0.5;

    /** More rows than anybody hides in. */
    public static final int LARGEST_MINIMUM = 1_000_000;

    public DriftSettings {
        columns = List.copyOf(columns);
        ignore = List.copyOf(ignore);
        rules = Map.copyOf(rules);
        multivariate = List.copyOf(multivariate.stream().distinct().sorted().toList());
    }

    /** About data without a model. */
    public DriftSettings(
            String name,
            Preset preset,
            List<String> columns,
            List<String> ignore,
            double alpha,
            double share,
            Map<String, ColumnRule> rules,
            Missing missing) {
        this(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                0,
                ModelColumns.NONE,
                PerformanceRules.USUAL,
                QualityRules.USUAL,
                HistoryRules.NONE,
                List.of());
    }

    /** Nothing said: the default preset over all columns. */
    public static DriftSettings defaults() {
        return new DriftSettings("", Preset.DEFAULT, List.of(), List.of(), ALPHA, SHARE, Map.of(), Missing.FAIL);
    }

    public DriftSettings with(Preset other) {
        return new DriftSettings(
                name,
                other,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                model,
                performance,
                quality,
                history,
                multivariate);
    }

    /** Called otherwise. */
    public DriftSettings named(String other) {
        return new DriftSettings(
                other,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                model,
                performance,
                quality,
                history,
                multivariate);
    }

    /** With limits of performance. */
    public DriftSettings with(PerformanceRules other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                model,
                other,
                quality,
                history,
                multivariate);
    }

    /** With questions about the whole table. */
    public DriftSettings with(QualityRules other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                model,
                performance,
                other,
                history,
                multivariate);
    }

    /** About a model. */
    public DriftSettings with(ModelColumns other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                other,
                performance,
                quality,
                history,
                multivariate);
    }

    /** With looks at all columns together. */
    public DriftSettings with(List<Multivariate> other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                minimumCount,
                model,
                performance,
                quality,
                history,
                other);
    }

    /** Keeping and showing nothing by itself that fewer rows have. */
    public DriftSettings withMinimumCount(int other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                alpha,
                share,
                rules,
                missing,
                other,
                model,
                performance,
                quality,
                history,
                multivariate);
    }

    DriftSettings with(double other) {
        return new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                other,
                share,
                rules,
                missing,
                minimumCount,
                model,
                performance,
                quality,
                history,
                multivariate);
    }

    /** What a column that can't be compared means. */
    public enum Missing {
        FAIL,
        CONDITIONAL,
        IGNORE
    }

    /**
     * What is said about one column.
     *
     * @param method instead of the preset's
     * @param threshold instead of the preset's
     * @param weight importance, 0 or more; 1 for all others
     * @param critical whether its drift alone rejects
     */
    public record ColumnRule(Optional<Method> method, Optional<Double> threshold, double weight, boolean critical) {
        static final ColumnRule NONE = new ColumnRule(Optional.empty(), Optional.empty(), 1, false);
    }

    ColumnRule rule(String column) {
        return rules.getOrDefault(column, ColumnRule.NONE);
    }

    /** Whether a column is to be judged. The model's are, whatever patterns say. */
    public boolean wants(String column) {
        if (model.role(column) != Role.FEATURE) {
            return true;
        }
        boolean named = columns.isEmpty() || columns.stream().anyMatch(pattern -> matches(pattern, column));
        return named && !ignores(column);
    }

    /** Whether a column is to be read: what is judged, and what identifies rows. */
    public boolean reads(String column) {
        return wants(column) || isKey(column);
    }

    /** Whether a column identifies rows. */
    boolean isKey(String column) {
        return quality.table().key().contains(column);
    }

    boolean ignores(String column) {
        return ignore.stream().anyMatch(pattern -> matches(pattern, column));
    }

    /** What was asked for by a name or pattern that none of these columns has. */
    List<String> unmet(Collection<String> names) {
        Set<String> unmet = new LinkedHashSet<>();
        columns.stream()
                .filter(pattern -> names.stream().noneMatch(name -> matches(pattern, name)))
                .forEach(unmet::add);
        rules.keySet().stream().sorted().filter(name -> !names.contains(name)).forEach(unmet::add);
        model.names().stream().filter(name -> !names.contains(name)).forEach(unmet::add);
        return List.copyOf(unmet);
    }

    /** Whether a column was asked for by its very name. */
    boolean names(String column) {
        return columns.contains(column) || rules.containsKey(column) || model.role(column) != Role.FEATURE;
    }

    static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (String part : pattern.split("(?=\\*)|(?<=\\*)")) {
            regex.append(part.equals("*") ? ".*" : java.util.regex.Pattern.quote(part));
        }
        return name.matches(regex.toString());
    }
}
