package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;

/** How an engine wants to be asked. The standard's way; what an engine wants otherwise, its dialect overrides. */
public class Dialect {
    /** Of a query that is asked to read one column each; wider tables take several. */
    int columnsPerStatement() {
        return 50;
    }

    /** A name, whatever it is made of. */
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text. */
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A double, to the last bit: Java prints as many digits as tell it from its neighbours. */
    public String literal(double value) {
        return "CAST('" + value + "' AS " + doubleType() + ")";
    }

    String doubleType() {
        return "DOUBLE PRECISION";
    }

    String textType() {
        return "VARCHAR";
    }

    /** The numbers of a column; null where there is none. */
    String number(SqlColumn column) {
        if (column.kind() == Kind.TIME) {
            return seconds(column.sql());
        }
        if (column.isText()) {
            return tryDouble(column.sql());
        }
        return column.type().equalsIgnoreCase(doubleType())
                ? column.sql()
                : "CAST(" + column.sql() + " AS " + doubleType() + ")";
    }

    /** A text that may be a number; null if it is none. */
    String tryDouble(String text) {
        return "CAST(" + text + " AS " + doubleType() + ")";
    }

    /** A column as text, so that it is the same everywhere. */
    String asText(SqlColumn column) {
        return "CAST(" + column.sql() + " AS " + textType() + ")";
    }

    /** A time as seconds since 1970. */
    String seconds(String time) {
        return "CAST(EXTRACT(EPOCH FROM " + time + ") AS " + doubleType() + ")";
    }

    /** The place of everything on a scale of one value. */
    String zero() {
        return "CAST(0 AS BIGINT)";
    }

    /** The whole number that is not larger, of what is known to fit. */
    String floor(String number) {
        return "CAST(FLOOR(" + number + ") AS BIGINT)";
    }

    /**
     * A whole number of 0 or more, without its last bits.
     *
     * @param left bits at most
     */
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "(" + whole + " / " + (1L << bits) + ")";
    }

    /** A sum of whole numbers that never overflows. */
    String exactSum(String whole) {
        return "SUM(CAST(" + whole + " AS DECIMAL(38, 0)))";
    }

    /** Texts in an order that doesn't depend on a language. */
    String byBytes(String text) {
        return text;
    }

    String prefix(String text, int characters) {
        return "SUBSTRING(" + text + " FROM 1 FOR " + characters + ")";
    }

    String length(String text) {
        return "CHAR_LENGTH(" + text + ")";
    }
}
