package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.List;
import java.util.Optional;

/** DuckDB 1.5. */
final class DuckDbDialect extends Dialect {
    private static final long MANY_ROWS = 1_000_000;

    @Override
    String doubleType() {
        return "DOUBLE";
    }

    @Override
    public String literal(double value) {
        // A literal with an exponent is a double at once, and folded before anything runs.
        String text = Double.toString(value);
        if (!Double.isFinite(value)) {
            return super.literal(value);
        }
        return text.contains("E") ? text : text + "E0";
    }

    @Override
    String number(SqlColumn column) {
        if (column.isText()) {
            return column.kind() == Kind.TIME
                    ? "epoch(TRY_CAST(" + column.sql() + " AS TIMESTAMP))"
                    : "TRY_CAST(" + column.sql() + " AS DOUBLE)";
        }
        boolean rounded = isWideDecimal(column) || column.type().endsWith("HUGEINT");
        return rounded ? asDouble("CAST(" + column.sql() + " AS VARCHAR)") : super.number(column);
    }

    @Override
    String seconds(SqlColumn time) {
        if (TypeNames.name(time.type()).equals("timestamp_ns")) {
            // Cut off towards the past, as times before 1970 are elsewhere.
            String nanos = "epoch_ns(" + time.sql() + ")";
            return asDouble("(" + nanos + " // 1000 - CAST(" + nanos + " % 1000 < 0 AS BIGINT))") + " / "
                    + literal(1e6);
        }
        // Of a time with a zone, epoch() is off by the last bit now and then.
        return TypeNames.hasZone(time.type())
                ? asDouble("epoch_us(" + time.sql() + ")") + " / " + literal(1e6)
                : "epoch(" + time.sql() + ")";
    }

    @Override
    String where(String condition, String value) {
        // Conditions that could fail keep their place after the filter.
        return value;
    }

    @Override
    String floor(String number, int bits) {
        return bits < Integer.SIZE ? "CAST(FLOOR(" + number + ") AS INTEGER)" : super.floor(number, bits);
    }

    @Override
    Optional<String> floorIfItFits(String number) {
        // A third faster than a filter, which copies what it lets through.
        return Optional.of("TRY_CAST(FLOOR(" + number + ") AS INTEGER)");
    }

    @Override
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "(" + whole + " >> " + bits + ")";
    }

    @Override
    String group(String cell, long rows) {
        // Groups of a small type are counted in an array, which is faster where it is filled more often than made.
        return rows < MANY_ROWS ? cell : "CAST(" + cell + " AS SMALLINT)";
    }

    @Override
    String exactSum(String whole) {
        return "SUM(" + whole + ")";
    }

    @Override
    String prefix(String text, int characters) {
        return "left(" + text + ", " + characters + ")";
    }

    @Override
    String length(String text) {
        return "length(" + text + ")";
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("CAST('0x' || left(md5(" + text + "), 8) AS BIGINT)");
    }

    @Override
    Optional<String> hash(List<String> cells) {
        return Optional.of("CAST(hash(" + String.join(", ", cells) + ") % 4294967296 AS BIGINT)");
    }
}
