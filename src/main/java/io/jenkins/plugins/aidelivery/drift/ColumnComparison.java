package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One column of two tables, measured but not yet judged: whether chance explains it depends on all the others too. */
final class ColumnComparison {
    /** Numbers with so few different values are codes. */
    private static final int MOST_CODES = 5;

    /** Share of the rows beyond the reference's extremes. */
    static final String OUTSIDE = "share outside the reference's range";

    /** Share of the reference's rows whose categories were kept as one. */
    static final String UNKNOWN = "share of the reference in categories counted together";

    private final ColumnProfile reference;
    private final ColumnProfile current;
    private Convention convention;
    private final Scored scored;
    private final Picturing picturing;
    private final Optional<NumberPair> pair;
    private final Map<String, Double> statistics = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private int tries = 1;

    private ColumnComparison(
            ColumnProfile reference,
            ColumnProfile current,
            Convention convention,
            Scored scored,
            Optional<NumberPair> pair,
            Picturing picturing) {
        this.reference = reference;
        this.current = current;
        this.convention = convention;
        this.scored = scored;
        this.pair = pair;
        this.picturing = picturing;
    }

    /**
     * Measures a column.
     *
     * @param rows what rows told
     * @throws NotComparableException with a sentence, if there is nothing to compare
     */
    static ColumnComparison of(ColumnProfile reference, ColumnProfile current, DriftSettings settings, RowFindings rows)
            throws NotComparableException {
        if (reference.hasFreeTexts() && current.kind() == Kind.TEXT) {
            requireUsable(reference, "in the reference");
            requireUsable(current, "now");
            return new TextComparison(reference, current, settings, rows.text(reference.name())).comparison();
        }
        if (reference.kind() == Kind.VECTOR && current.kind() == Kind.VECTOR) {
            requireUsable(reference, "in the reference");
            requireUsable(current, "now");
            return new VectorComparison(reference, current, settings, rows.vector(reference.name())).comparison();
        }
        return ofProfiles(reference, current, settings);
    }

    /** By what was counted: of texts that are no categories, their length. */
    private static ColumnComparison ofProfiles(ColumnProfile reference, ColumnProfile current, DriftSettings settings)
            throws NotComparableException {
        if (reference.kind() != current.kind()) {
            throw new NotComparableException(
                    "it held " + words(reference) + " in the reference and holds " + words(current) + " now");
        }
        requireUsable(reference, "in the reference");
        requireUsable(current, "now");
        Optional<CategoryPair> categories = categories(reference, current);
        return categories.isPresent()
                ? ofCategories(reference, current, settings, categories.get())
                : ofNumbers(reference, current, settings);
    }

    private static String words(ColumnProfile column) {
        return switch (column.kind()) {
            case NUMBER -> "numbers";
            case BOOLEAN -> "true and false";
            case TEXT -> "text";
            case TIME -> "times";
            case VECTOR -> "vectors";
            case OTHER -> column.type() + " values";
        };
    }

    private static void requireUsable(ColumnProfile column, String where) throws NotComparableException {
        if (column.rows() == 0) {
            throw new NotComparableException("the table has no rows " + where);
        }
        if (column.usable() == 0) {
            throw new NotComparableException(
                    column.nulls() == column.rows()
                            ? "all cells are empty " + where
                            : "no cell holds a usable value " + where);
        }
    }

    /** Texts with categories, and numbers that are codes. */
    private static Optional<CategoryPair> categories(ColumnProfile reference, ColumnProfile current)
            throws NotComparableException {
        if (reference.kind() == Kind.BOOLEAN
                || reference.kind() == Kind.TEXT && reference.asLengths().isEmpty()) {
            return Optional.of(CategoryPair.of(
                    reference.asCategories().orElseThrow(),
                    current.asCategories().orElseThrow()));
        }
        if (reference.kind() == Kind.OTHER) {
            throw new NotComparableException("columns of type " + reference.type() + " can't be compared");
        }
        var one = numbers(reference).oneByOne();
        var other = numbers(current).oneByOne();
        if (one.isPresent() && other.isPresent()) {
            CategoryPair codes = CategoryPair.of(one.get(), other.get());
            if (codes.size() <= MOST_CODES) {
                return Optional.of(codes);
            }
        }
        return Optional.empty();
    }

    static Numbers numbers(ColumnProfile column) throws NotComparableException {
        return column.compared().orElseThrow(() -> new NotComparableException("there are no numbers in it"));
    }

    private static ColumnComparison ofCategories(
            ColumnProfile reference, ColumnProfile current, DriftSettings settings, CategoryPair pair)
            throws NotComparableException {
        Convention convention = convention(reference, settings, false, pair.size());
        Scored scored = CategoryScores.score(convention, pair.reference(), pair.current(), settings.alpha());
        ColumnComparison comparison = new ColumnComparison(
                reference,
                current,
                convention,
                scored,
                Optional.empty(),
                Picturing.of(settings.minimumCount() > 1 ? pair.thinned(settings.minimumCount()) : pair));
        comparison.statistics.put("categories", (double) pair.size());
        if (pair.unknown() > 0) {
            comparison.statistics.put(UNKNOWN, pair.unknown());
        } else {
            comparison.statistics.put("new categories", (double) pair.fresh());
        }
        comparison.statistics.put("lost categories", (double) pair.lost());
        return comparison;
    }

    static ColumnComparison ofNumbers(ColumnProfile reference, ColumnProfile current, DriftSettings settings)
            throws NotComparableException {
        NumberPair pair = NumberPair.of(numbers(reference), numbers(current));
        Convention convention = convention(reference, settings, true, pair.isExact() ? pair.size() : Long.MAX_VALUE);
        Scored scored = NumberScores.score(convention, pair, settings.alpha())
                .orElseThrow(() -> new NotComparableException("its numbers are too large for the "
                        + convention.method().label()));
        ColumnComparison comparison = new ColumnComparison(
                reference, current, convention, scored, Optional.of(pair), Picturing.of(pair, settings.minimumCount()));
        comparison.statistics.put("reference mean", pair.reference().mean());
        comparison.statistics.put("current mean", pair.current().mean());
        comparison.statistics.put(OUTSIDE, pair.outside());
        comparison.statistics.put("reference deviation", pair.reference().deviation());
        comparison.statistics.put("current deviation", pair.current().deviation());
        return comparison;
    }

    /** One column of two tables. */
    record Columns(ColumnProfile reference, ColumnProfile current) {}

    /** By what rows told. */
    static ColumnComparison ofRows(
            Columns columns,
            Convention convention,
            Scored scored,
            Picturing picturing,
            Map<String, Double> statistics) {
        ColumnComparison comparison = new ColumnComparison(
                columns.reference(), columns.current(), convention, scored, Optional.empty(), picturing);
        comparison.statistics.putAll(statistics);
        return comparison;
    }

    /** As the one of several ways to look at the column that it is judged by. */
    ColumnComparison outOf(int ways, ColumnComparison other, String finding) {
        tries = ways;
        other.statistics.forEach(statistics::putIfAbsent);
        return saying(finding);
    }

    /** With one thing more to say. */
    ColumnComparison saying(String finding) {
        findings.add(finding);
        return this;
    }

    private static Convention convention(ColumnProfile column, DriftSettings settings, boolean numeric, long distinct)
            throws NotComparableException {
        DriftSettings.ColumnRule rule = settings.rule(column.name());
        Convention preset = settings.preset().convention(new Preset.Facts(numeric, column.usable(), distinct));
        Convention chosen = preset;
        if (rule.method().isPresent() && rule.method().get() != preset.method()) {
            Method method = rule.method().get();
            if (numeric ? !method.comparesNumbers() : !method.comparesCategories()) {
                throw new NotComparableException(
                        "the method " + method.id() + " doesn't compare " + (numeric ? "numbers" : "categories"));
            }
            chosen = Conventions.of(method);
        }
        return rule.threshold().isPresent() ? chosen.with(rule.threshold().get()) : chosen;
    }

    /** With the limit that earlier results give; what somebody said for this column holds whatever happened before. */
    ColumnComparison limited(DriftSettings settings, HistoricLimits limits) {
        if (settings.rule(reference.name()).threshold().isEmpty()) {
            convention = limits.applied(reference.name(), convention, scored.byChance());
        }
        return this;
    }

    /** Cells that leave open whether the threshold is reached. */
    static Optional<Grids.Wish> open(ColumnProfile reference, ColumnProfile current, DriftSettings settings) {
        try {
            if (!settings.wants(reference.name()) || reference.compared().isEmpty()) {
                return Optional.empty();
            }
            ColumnComparison column = ofProfiles(reference, current, settings);
            Bracket bracket = column.scored.bracket();
            double threshold = column.convention.threshold();
            if (column.pair.isEmpty() || !(bracket.lo() < threshold && bracket.hi() >= threshold)) {
                return Optional.empty();
            }
            return column.pair.get().open(threshold);
        } catch (NotComparableException e) {
            return Optional.empty();
        }
    }

    ColumnProfile reference() {
        return reference;
    }

    ColumnProfile current() {
        return current;
    }

    Convention convention() {
        return convention;
    }

    Scored scored() {
        return scored;
    }

    Picturing picturing() {
        return picturing;
    }

    Map<String, Double> statistics() {
        return statistics;
    }

    List<String> findings() {
        return findings;
    }

    /** The p-value, with regard to how many ways to look at the column there were; 1 if there is none. */
    double p() {
        return Math.min(1, tries * scored.p().orElse(1));
    }

    /** Whether the p-value takes part in the correction for many columns. */
    boolean isSignificanceAsked() {
        return convention.rule() == Rule.EFFECT_AND_SIGNIFICANCE && scored.p().isPresent();
    }

    /** Rows a side from which chance alone no longer gives as much as the threshold; empty where not known. */
    Optional<Long> rowsNeeded(double alpha) {
        return new RowsNeeded(this, alpha / tries).rows();
    }
}
