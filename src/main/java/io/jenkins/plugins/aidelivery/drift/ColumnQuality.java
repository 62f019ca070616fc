package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.QualityRules.Range;
import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Limits of single columns: one check for all columns, which names the worst. */
final class ColumnQuality {
    private final DatasetProfile reference;
    private final DatasetProfile current;
    private final DriftSettings settings;
    private final QualityRules.ColumnLimits limits;

    ColumnQuality(DatasetProfile reference, DatasetProfile current, DriftSettings settings) {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
        this.limits = settings.quality().columns();
    }

    List<TableCheck> checks() {
        List<QualityFinding> findings = new ArrayList<>();
        if (!limits.missing().isEmpty()) {
            findings.add(missing());
        }
        if (!limits.ranges().isEmpty()) {
            findings.add(ranges());
        }
        if (!limits.values().isEmpty()) {
            findings.add(values());
        }
        boolean critical = settings.quality().critical();
        return findings.stream().map(finding -> finding.check(critical)).toList();
    }

    // --- missing values

    /** A column over its limit. */
    private record Excess(String column, double share, double before, double most) {}

    private QualityFinding missing() {
        QualityFinding finding = QualityFinding.of("missing", "Missing values");
        List<String> unknown = limits.missing().keySet().stream()
                .filter(name -> name.indexOf('*') < 0 && current.column(name).isEmpty())
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            return finding.unknown("there is no column '" + unknown.get(0) + "' now");
        }
        List<Excess> limited = new ArrayList<>();
        for (ColumnProfile column : current.columns()) {
            limit(column.name())
                    .ifPresent(most -> limited.add(new Excess(
                            column.name(),
                            missing(column),
                            reference
                                    .column(column.name())
                                    .map(ColumnQuality::missing)
                                    .orElse(Double.NaN),
                            most)));
        }
        if (limited.isEmpty()) {
            return finding.unknown("no column is called as the limits say");
        }
        limited.sort(Comparator.comparingDouble(column -> column.most() - column.share()));
        Excess worst = limited.get(0);
        List<String> over = limited.stream()
                .filter(column -> column.share() > column.most())
                .map(column -> "'" + column.column() + "' " + Figures.percent(column.share()) + " > "
                        + Figures.percent(column.most()))
                .toList();
        return finding.share(worst.share(), Double.isNaN(worst.before()) ? null : worst.before(), worst.most())
                .told(
                        over.isEmpty()
                                ? QualityFinding.count(limited.size(), "column") + " checked; nearest to its limit is '"
                                        + worst.column() + "' with " + Figures.percent(worst.share())
                                : QualityFinding.first(over));
    }

    /** A name counts before a pattern. */
    private Optional<Double> limit(String column) {
        Double own = limits.missing().get(column);
        return own != null
                ? Optional.of(own)
                : new TreeMap<>(limits.missing())
                        .entrySet().stream()
                                .filter(limit -> DriftSettings.matches(limit.getKey(), column))
                                .map(Map.Entry::getValue)
                                .min(Comparator.naturalOrder());
    }

    private static double missing(ColumnProfile column) {
        return column.rows() == 0 ? 0 : (double) (column.rows() - column.usable()) / column.rows();
    }

    // --- ranges

    private QualityFinding ranges() {
        QualityFinding finding = QualityFinding.of("ranges", "Ranges");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Range> limit : new TreeMap<>(limits.ranges()).entrySet()) {
            Optional<Numbers> numbers = current.column(limit.getKey()).flatMap(ColumnProfile::asNumbers);
            if (numbers.isEmpty()) {
                return finding.unknown("'" + limit.getKey() + "' holds no numbers now");
            }
            String name = "'" + limit.getKey() + "' ";
            limit.getValue()
                    .min()
                    .filter(min -> numbers.get().min() < min)
                    .ifPresent(min -> wrong.add(name + extreme(numbers.get().min(), "less") + ", at least "
                            + Figures.number(min) + " may be"));
            limit.getValue()
                    .max()
                    .filter(max -> numbers.get().max() > max)
                    .ifPresent(max -> wrong.add(name + extreme(numbers.get().max(), "more") + ", at most "
                            + Figures.number(max) + " may be"));
        }
        return finding.counted(wrong.size(), 0)
                .told(
                        wrong.isEmpty()
                                ? "all numbers of "
                                        + QualityFinding.count(limits.ranges().size(), "column")
                                        + " are where they may be"
                                : QualityFinding.first(wrong));
    }

    /** The number itself unless nothing may be shown that a few rows have. */
    private String extreme(double value, String word) {
        return "has " + (settings.minimumCount() > 1 ? word : Figures.number(value));
    }

    // --- allowed values

    private QualityFinding values() {
        QualityFinding finding = QualityFinding.of("values", "Allowed values");
        List<String> wrong = new ArrayList<>();
        List<String> open = new ArrayList<>();
        double worst = 0;
        for (Map.Entry<String, List<String>> limit : new TreeMap<>(limits.values()).entrySet()) {
            Optional<ColumnProfile> column = current.column(limit.getKey());
            Optional<Found> found = column.flatMap(known -> found(known, limit.getValue(), settings.minimumCount()));
            if (found.isEmpty()) {
                return finding.unknown("'" + limit.getKey() + "' holds no values that can be told apart now");
            }
            if (found.get().strange() > 0) {
                double share = (double) found.get().strange() / column.get().rows();
                worst = Math.max(worst, share);
                String examples = found.get().examples().isEmpty()
                        ? "other values"
                        : String.join(", ", found.get().examples());
                wrong.add(
                        "'" + limit.getKey() + "' has " + examples + " in " + Figures.percent(share) + " of the rows");
            } else if (found.get().untold() > 0) {
                open.add("'" + limit.getKey() + "' has "
                        + Figures.number(found.get().untold()) + " rows of values that weren't counted one by one");
            }
        }
        QualityFinding measured = finding.share(worst, null, 0);
        if (!wrong.isEmpty()) {
            return measured.told(QualityFinding.first(wrong));
        }
        return open.isEmpty()
                ? measured.told(
                        "all values of " + QualityFinding.count(limits.values().size(), "column") + " are allowed")
                : measured.open(QualityFinding.first(open));
    }

    /**
     * Values that are not allowed.
     *
     * @param strange rows with one
     * @param untold rows of which it isn't known
     * @param examples the most frequent
     */
    private record Found(long strange, long untold, List<String> examples) {}

    /** @param minimum rows without which no value is an example */
    private static Optional<Found> found(ColumnProfile column, List<String> allowed, long minimum) {
        Optional<Categories> categories = column.asCategories();
        if (categories.isPresent()) {
            List<Categories.Count> strange = categories.get().counts().stream()
                    .filter(count -> !allowed.contains(count.value()))
                    .toList();
            return Optional.of(new Found(
                    strange.stream().mapToLong(Categories.Count::count).sum(),
                    categories.get().otherRows(),
                    strange.stream()
                            .filter(count -> count.count() >= minimum)
                            .limit(3)
                            .map(count -> "'" + count.value() + "'")
                            .toList()));
        }
        Optional<ValueCounts> values = column.asNumbers().flatMap(Numbers::oneByOne);
        return values.map(known -> {
            long strange = 0;
            List<String> examples = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                double value = known.value(i);
                if (allowed.stream().noneMatch(text -> isNumber(text, value))) {
                    strange += known.count(i);
                    if (examples.size() < 3 && known.count(i) >= minimum) {
                        examples.add(Figures.number(value));
                    }
                }
            }
            return new Found(strange, 0, examples);
        });
    }

    private static boolean isNumber(String text, double value) {
        try {
            return Double.compare(Double.parseDouble(text) + 0.0, value + 0.0) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
