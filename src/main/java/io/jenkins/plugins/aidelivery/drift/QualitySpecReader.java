package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.QualityRules.ColumnLimits;
import io.jenkins.plugins.aidelivery.drift.QualityRules.Leakage;
import io.jenkins.plugins.aidelivery.drift.QualityRules.Range;
import io.jenkins.plugins.aidelivery.drift.QualityRules.RowLimits;
import io.jenkins.plugins.aidelivery.drift.QualityRules.TableLimits;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads what a table has to be like. */
final class QualitySpecReader {
    private static final String KEY = "quality";

    /** By how much a correlation may change if nothing is said. */
    private static final double CORRELATION = 0.2;

    private QualitySpecReader() {}

    static QualityRules read(SpecCursor in) {
        if (in.isWritten(KEY) && in.isFalse(KEY)) {
            return QualityRules.NONE;
        }
        return in.mapping(KEY).map(QualitySpecReader::rules).orElse(QualityRules.USUAL);
    }

    private static QualityRules rules(SpecCursor in) {
        if (in.isEmptyList("key")) {
            in.fault("key", "at least one column was expected");
        }
        QualityRules rules = new QualityRules(
                in.flag("automatic").orElse(true),
                in.flag("critical").orElse(false),
                new TableLimits(
                        rows(in),
                        most(in, "duplicates", Unit.RATIO).map(limit -> limit.orElse(0.0)),
                        in.isWritten("key") ? in.texts("key") : List.of(),
                        most(in, "leakage", Unit.RATIO).map(Leakage::new),
                        most(in, "correlations", Unit.NUMBER).map(limit -> limit.orElse(CORRELATION)),
                        in.flag("schema").orElse(false)),
                new ColumnLimits(
                        columns(in, "missing", QualitySpecReader::share),
                        columns(in, "ranges", QualitySpecReader::range),
                        columns(in, "values", QualitySpecReader::values)));
        in.done();
        return rules;
    }

    private static Optional<RowLimits> rows(SpecCursor in) {
        return in.mapping("rows").map(rows -> {
            RowLimits limits = new RowLimits(count(rows, "min"), count(rows, "max"), change(rows));
            if (limits.min().orElse(0L) > limits.max().orElse(Long.MAX_VALUE)) {
                rows.fault(
                        "max",
                        "contradicts min: no table has at least "
                                + Figures.number(limits.min().get()) + " and at most "
                                + Figures.number(limits.max().get()) + " rows");
            }
            if (rows.members().isEmpty()) {
                rows.fault("", "at least one of min, max, max-change was expected");
            }
            rows.done();
            return limits;
        });
    }

    private static Optional<Long> count(SpecCursor in, String key) {
        Optional<Double> amount = in.amount(key);
        amount.filter(rows -> rows % 1 > 0).ifPresent(rows -> in.fault(key, "a whole number was expected"));
        return amount.map(Double::longValue);
    }

    private static Optional<Double> change(SpecCursor in) {
        Optional<Quantity> change = in.quantity("max-change");
        change.filter(found -> found.value() < 0 || found.unit() != Unit.NUMBER && found.unit() != Unit.RATIO)
                .ifPresent(found -> in.fault("max-change", "a share such as 50% was expected"));
        return change.map(Quantity::value);
    }

    /**
     * A check that is asked for by true, or by a mapping with the most that may be.
     *
     * @return empty if it isn't asked for; inside, empty if no limit is given
     */
    private static Optional<Optional<Double>> most(SpecCursor in, String key, Unit unit) {
        if (!in.isWritten(key) || in.isFalse(key)) {
            return Optional.empty();
        }
        if (!in.node(key).filter(SpecNode.Mapping.class::isInstance).isPresent()) {
            return in.flag(key).map(asked -> Optional.empty());
        }
        return in.mapping(key).map(inner -> {
            Optional<Double> most = unit == Unit.RATIO ? inner.share("max") : inner.amount("max-change");
            if (inner.members().isEmpty()) {
                inner.fault("", "'" + (unit == Unit.RATIO ? "max" : "max-change") + "' was expected, or true instead");
            }
            inner.done();
            return most;
        });
    }

    private static <T> Map<String, T> columns(
            SpecCursor in, String key, BiFunction<SpecCursor, String, Optional<T>> reader) {
        Map<String, T> limits = new LinkedHashMap<>();
        in.mapping(key).ifPresent(inner -> {
            for (String column : inner.members().keySet()) {
                if (column.isBlank()) {
                    inner.fault(column, "a column's name was expected");
                } else if (column.indexOf('*') >= 0 && !key.equals("missing")) {
                    inner.fault(column, "one column was expected; patterns may stand in missing only");
                } else {
                    reader.apply(inner, column).ifPresent(limit -> limits.put(column, limit));
                }
            }
        });
        return limits;
    }

    private static Optional<Double> share(SpecCursor in, String column) {
        return in.share(column);
    }

    private static Optional<Range> range(SpecCursor in, String column) {
        return in.mapping(column).map(inner -> {
            Range range = new Range(number(inner, "min"), number(inner, "max"));
            if (range.min().isPresent()
                    && range.max().isPresent()
                    && range.min().get() > range.max().get()) {
                inner.fault(
                        "max",
                        "contradicts min: no number is at least "
                                + Figures.number(range.min().get()) + " and at most "
                                + Figures.number(range.max().get()));
            }
            if (inner.members().isEmpty()) {
                inner.fault("", "at least one of min, max was expected");
            }
            inner.done();
            return range;
        });
    }

    private static Optional<Double> number(SpecCursor in, String key) {
        Optional<Quantity> quantity = in.quantity(key);
        quantity.filter(found -> found.unit() != Unit.NUMBER)
                .ifPresent(found -> in.fault(key, "a plain number was expected, not " + found));
        return quantity.map(Quantity::value);
    }

    private static Optional<List<String>> values(SpecCursor in, String column) {
        if (in.isEmptyList(column)) {
            in.fault(column, "at least one value was expected");
        }
        List<String> values = in.texts(column);
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
}
