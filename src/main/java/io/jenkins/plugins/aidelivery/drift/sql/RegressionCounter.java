package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.PredictionErrors;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Adds up the errors of predicted numbers, in one statement. Doubles would be added in any order; so they are rounded to whole numbers
 * of a unit first, a power of two below their range.
 */
final class RegressionCounter {
    /** Of numbers whose squares are added: a square has 62 bits at most. */
    private static final int BITS = 31;

    /** Of numbers whose fourth powers are added. */
    private static final int FEW_BITS = 15;

    /** Squares and differences of larger numbers are not worth the trouble. */
    private static final double LARGEST = 1e150;

    private static final double SMALLEST = 1e-150;

    /** Of errors e and targets a, and of both as b and c with fewer bits. */
    private static final List<String> SUMS = List.of(
            "e",
            "ABS(e)",
            "e * e",
            "b * b * b * b",
            "a",
            "a * a",
            "c * c * c",
            "c * c * c * c",
            "c * b * b",
            "c * c * b * b");

    private final SqlEngine engine;
    private final Dialect dialect;
    private final Relation relation;
    private final DatasetProfile profile;
    private final ModelColumns model;

    RegressionCounter(SqlEngine engine, Relation relation, DatasetProfile profile, ModelColumns model) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.relation = relation;
        this.profile = profile;
        this.model = model;
    }

    /** Powers of two that numbers are multiplied by. */
    private record Units(double origin, double ofErrors, double ofTargets) {}

    PerformanceProfile count(Optional<PredictionErrors> reference) throws IOException {
        long labelled =
                profile.column(model.target()).map(ColumnProfile::usable).orElse(0L);
        Optional<Numbers> target = profile.column(model.target()).flatMap(ColumnProfile::asNumbers);
        Optional<Numbers> prediction = profile.column(model.prediction()).flatMap(ColumnProfile::asNumbers);
        if (target.isEmpty() || prediction.isEmpty()) {
            return profile(labelled, null);
        }
        List<Double> ends = List.of(
                target.get().min(),
                target.get().max(),
                prediction.get().min(),
                prediction.get().max());
        if (ends.stream().anyMatch(end -> Math.abs(end) > LARGEST)) {
            return PerformanceProfile.without(
                    model, Task.REGRESSION, profile.rows(), "the numbers are too large to square their errors");
        }
        double error = Math.max(
                Math.abs(target.get().max() - prediction.get().min()),
                Math.abs(prediction.get().max() - target.get().min()));
        double origin = reference
                .map(PredictionErrors::origin)
                .orElse(target.get().min() / 2 + target.get().max() / 2);
        double range = Math.max(
                Math.abs(target.get().max() - origin), Math.abs(target.get().min() - origin));
        Units units = new Units(origin, unit(error), unit(range));
        PredictionErrors[] found = new PredictionErrors[1];
        engine.each(statement(units), row -> {
            double[] sums = new double[SUMS.size()];
            for (int i = 0; i < sums.length; i++) {
                String sum = row.getString(i + 2);
                sums[i] = sum == null ? 0 : new BigDecimal(sum).doubleValue();
            }
            found[0] = errors(row.getLong(1), units, sums);
        });
        return profile(labelled, found[0].rows() == 0 ? null : found[0]);
    }

    private PerformanceProfile profile(long labelled, PredictionErrors errors) {
        return new PerformanceProfile(model, Task.REGRESSION, profile.rows(), labelled, null, List.of(), errors, "");
    }

    /** A power of two that makes whole numbers of {@value #BITS} bits of all up to a size. */
    private static double unit(double largest) {
        return largest < SMALLEST ? 1 : Math.scalb(1.0, BITS - 1 - Math.getExponent(largest));
    }

    private static PredictionErrors errors(long rows, Units units, double[] sums) {
        double e = 1 / units.ofErrors();
        double a = 1 / units.ofTargets();
        double coarse = Math.scalb(1.0, BITS - FEW_BITS);
        double b = e * coarse;
        double c = a * coarse;
        return new PredictionErrors(
                rows,
                units.origin(),
                sums[0] * e,
                sums[1] * e,
                sums[2] * e * e,
                sums[3] * b * b * b * b,
                sums[4] * a,
                sums[5] * a * a,
                sums[6] * c * c * c,
                sums[7] * c * c * c * c,
                sums[8] * c * b * b,
                sums[9] * c * c * b * b);
    }

    private String statement(Units units) {
        String finite = List.of("y", "x").stream()
                .map(name -> name + " BETWEEN " + dialect.literal(-LARGEST) + " AND " + dialect.literal(LARGEST))
                .collect(Collectors.joining(" AND "));
        String error = "(x - y)";
        String target = "(y - " + dialect.literal(units.origin()) + ")";
        double coarse = Math.scalb(1.0, FEW_BITS - BITS);
        String whole = "SELECT "
                + dialect.where(finite, rounded(error, units.ofErrors())) + " AS e, "
                + dialect.where(finite, rounded(error, units.ofErrors() * coarse)) + " AS b, "
                + dialect.where(finite, rounded(target, units.ofTargets())) + " AS a, "
                + dialect.where(finite, rounded(target, units.ofTargets() * coarse)) + " AS c FROM (SELECT "
                + number(model.target()) + " AS y, " + number(model.prediction()) + " AS x FROM " + relation.from()
                + ") r WHERE " + finite;
        return "SELECT COUNT(*) AS n, "
                + SUMS.stream().map(dialect::exactSum).collect(Collectors.joining(", "))
                + " FROM (" + whole + ") w";
    }

    /** To the nearest whole number. */
    private String rounded(String number, double unit) {
        // Of so many bits that their products fit, too.
        return dialect.floor(dialect.product(number, unit) + " + " + dialect.literal(0.5), Scale.BITS);
    }

    private String number(String name) {
        SqlColumn column = relation.column(name).orElseThrow();
        return dialect.number(column.as(profile.column(name).orElseThrow().kind()));
    }
}
