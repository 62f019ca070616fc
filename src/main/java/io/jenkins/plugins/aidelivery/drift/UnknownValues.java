package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.Binomial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model has never seen: numbers beyond the reference's, categories that it doesn't have; and columns that say nothing any more.
 * Nobody has to ask for these; they alarm without rejecting, if there are many such rows and chance doesn't explain them.
 */
final class UnknownValues {
    /** Of the rows of a column. */
    private static final double MANY = 0.01;

    private final DatasetProfile reference;
    private final DatasetProfile current;
    private final DriftSettings settings;

    UnknownValues(DatasetProfile reference, DatasetProfile current, DriftSettings settings) {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
    }

    /** A column with such rows. */
    private record Unknown(String column, double share, double p) {}

    List<TableCheck> checks(List<ColumnDrift> columns) {
        List<TableCheck> checks = new ArrayList<>();
        List<Unknown> outside = new ArrayList<>();
        List<Unknown> fresh = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        int varying = 0;
        for (ColumnDrift column : columns) {
            Optional<ColumnProfile> before = reference.column(column.name());
            Optional<ColumnProfile> now = current.column(column.name());
            if (before.isPresent() && now.isPresent() && column.score() != null) {
                outside(column).ifPresent(outside::add);
                fresh(column.name(), before.get(), now.get()).ifPresent(fresh::add);
                Optional<Double> frequent = mostFrequent(before.get());
                varying += frequent.isPresent() ? 1 : 0;
                // As often as chance gives that value and no other.
                if (frequent.isPresent()
                        && isConstant(now.get())
                        && now.get().usable() * Math.log(frequent.get())
                                < Math.log(settings.alpha() / columns.size())) {
                    constant.add("'" + column.name() + "'");
                }
            }
        }
        add(checks, QualityFinding.of("unknown_range", "Beyond the reference's range"), outside);
        add(checks, QualityFinding.of("unknown_categories", "New categories"), fresh);
        if (varying > 0) {
            checks.add(QualityFinding.of("constant", "Constant columns")
                    .counted(constant.size(), 0)
                    .told(
                            constant.isEmpty()
                                    ? "every column that varied still does"
                                    : constant.stream().limit(5).collect(Collectors.joining(", "))
                                            + " had several values and " + (constant.size() == 1 ? "has" : "have")
                                            + " one now")
                    .check(settings.quality().critical()));
        }
        return checks;
    }

    private void add(List<TableCheck> checks, QualityFinding finding, List<Unknown> columns) {
        if (columns.isEmpty()) {
            return;
        }
        List<Unknown> many = columns.stream()
                .filter(column -> column.share() >= MANY && column.p() <= settings.alpha() / columns.size())
                .sorted(Comparator.comparingDouble(Unknown::share).reversed())
                .toList();
        double most = columns.stream().mapToDouble(Unknown::share).max().orElse(0);
        QualityFinding measured = finding.share(most, null, MANY);
        String words = many.isEmpty()
                ? Figures.percent(most) + " of the rows at most, in any column"
                : QualityFinding.first(many.stream()
                        .map(column ->
                                "'" + column.column() + "' in " + Figures.percent(column.share()) + " of the rows")
                        .toList());
        checks.add((many.isEmpty() ? measured.kept(words) : measured.broken(words))
                .check(settings.quality().critical()));
    }

    /** Of m new numbers, beyond n old ones: K has a beta-binomial law with 2 and n - 1 (S. S. Wilks, 1942). */
    private static Optional<Unknown> outside(ColumnDrift column) {
        Double share = column.statistics().get(ColumnComparison.OUTSIDE);
        if (share == null || column.referenceRows() < 2) {
            return Optional.empty();
        }
        long m = column.currentRows();
        long beyond = Math.round(share * m);
        double b = column.referenceRows() - 1.0;
        double mass = b / (b + m) * ((b + 1) / (b + m + 1));
        double below = 0;
        for (long k = 0; k < beyond && below < 1; k++) {
            below += mass;
            mass *= (m - k) / (k + 1.0) * ((2 + k) / (b + m - k - 1));
        }
        return Optional.of(new Unknown(column.name(), share, Math.max(0, 1 - below)));
    }

    /** The share of rows with a category that was never seen is that of categories that were seen once (I. J. Good, 1953). */
    private static Optional<Unknown> fresh(String name, ColumnProfile before, ColumnProfile now) {
        Optional<Categories> one = before.asCategories().filter(Categories::isComplete);
        Optional<Categories> other = now.asCategories();
        if (one.isEmpty() || other.isEmpty() || before.asLengths().isPresent() || before.usable() == 0) {
            return Optional.empty();
        }
        Set<String> known =
                one.get().counts().stream().map(Categories.Count::value).collect(Collectors.toCollection(HashSet::new));
        long once =
                one.get().counts().stream().filter(count -> count.count() == 1).count();
        long fresh = other.get().otherRows()
                + other.get().counts().stream()
                        .filter(count -> !known.contains(count.value()))
                        .mapToLong(Categories.Count::count)
                        .sum();
        double expected = Math.min(1 - 1e-9, (once + 1.0) / (before.usable() + 1.0));
        long m = now.usable();
        double p = fresh == 0 ? 1 : Binomial.sf(fresh - 1, m, expected);
        return Optional.of(new Unknown(name, (double) fresh / m, p));
    }

    /** The share of the most frequent value; empty if there is but one, or nobody knows. */
    private static Optional<Double> mostFrequent(ColumnProfile column) {
        if (column.asNumbers().isPresent()) {
            Numbers numbers = column.asNumbers().get();
            double share = (double) numbers.mostEqual() / numbers.count();
            // Of what is counted in cells, one that isn't known is not frequent enough to matter here.
            return Optional.of(numbers.oneByOne().isPresent() ? share : Math.max(0.5, share))
                    .filter(most -> most < 1);
        }
        return column.asCategories()
                .filter(texts -> texts.rows() > 0 && !texts.counts().isEmpty())
                .map(texts -> (double) texts.counts().get(0).count() / texts.rows())
                .filter(share -> share < 1);
    }

    private static boolean isConstant(ColumnProfile column) {
        return column.asNumbers()
                .map(numbers -> Double.compare(numbers.min(), numbers.max()) == 0)
                .orElseGet(() -> column.asCategories()
                        .map(texts -> texts.distinct() == 1)
                        .orElse(false));
    }
}
