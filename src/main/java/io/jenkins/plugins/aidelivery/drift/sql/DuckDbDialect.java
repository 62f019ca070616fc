package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;

/** DuckDB 1.5. */
final class DuckDbDialect extends Dialect {
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
    String tryDouble(String text) {
        return "TRY_CAST(" + text + " AS DOUBLE)";
    }

    @Override
    String seconds(String time) {
        return "epoch(" + time + ")";
    }

    @Override
    String shifted(String whole, int bits, int left) {
        // Groups of a small type are counted in an array.
        String shifted = bits == 0 ? whole : "(" + whole + " >> " + bits + ")";
        return left < Short.SIZE ? "CAST(" + shifted + " AS SMALLINT)" : shifted;
    }

    @Override
    String number(SqlColumn column) {
        return column.kind() == Kind.TIME && column.isText()
                ? "epoch(TRY_CAST(" + column.sql() + " AS TIMESTAMP))"
                : super.number(column);
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
}
