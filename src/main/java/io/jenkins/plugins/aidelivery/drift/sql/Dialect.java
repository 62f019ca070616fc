package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How an engine wants to be asked. The standard's way; what an engine wants otherwise, its dialect overrides. The same rows get the same
 * counts from all of them: places are computed by the same IEEE operations, and texts are compared by their bytes.
 */
public class Dialect {
    /** Digits of which a double holds any; a decimal of more is rounded twice where an engine divides. */
    private static final int EXACT_DIGITS = 15;

    private static final Pattern DECIMAL = Pattern.compile("(?i)(?:decimal|numeric)\\((\\d+).*");

    /** The dialect of a database. */
    static Dialect of(String product) {
        return switch (product) {
            case "postgresql" -> new PostgresDialect();
            case "trino" -> new TrinoDialect();
            case "spark", "hive2", "databricks" -> new SparkDialect();
            default -> new Dialect();
        };
    }

    /** Of a query that is asked to read one column each; wider tables take several. */
    int columnsPerStatement() {
        return 50;
    }

    /** Characters. */
    int longestStatement() {
        return Integer.MAX_VALUE;
    }

    /** What quotes what in a query that somebody wrote. */
    QueryText.Quotes quotes() {
        return QueryText.Quotes.UNKNOWN;
    }

    /** Whether names that differ by case only are one name, even in quotes. */
    boolean ignoresCase() {
        return false;
    }

    /** A name, whatever it is made of. */
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text. */
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Whether a text can be in a table of this engine at all. */
    boolean canHold(String text) {
        return true;
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

    /** What a type's name says in this engine, where it isn't what it says elsewhere. */
    Optional<Kind> kind(String type) {
        return Optional.empty();
    }

    /** The numbers of a column; null where there is none. */
    String number(SqlColumn column) {
        if (column.kind() == Kind.TIME) {
            return seconds(column);
        }
        return column.type().equalsIgnoreCase(doubleType()) ? column.sql() : asDouble(column.sql());
    }

    final String asDouble(String sql) {
        return "CAST(" + sql + " AS " + doubleType() + ")";
    }

    /** Whether a column's cells may have more digits than a double, after which engines differ in the last bit. */
    static boolean isWideDecimal(SqlColumn column) {
        Matcher decimal = DECIMAL.matcher(column.type());
        return decimal.matches() && Integer.parseInt(decimal.group(1)) > EXACT_DIGITS;
    }

    /** A column as text, so that it is the same everywhere: without the blanks that fill a text of fixed length. */
    String asText(SqlColumn column) {
        String text = "CAST(" + column.sql() + " AS " + textType() + ")";
        return TypeNames.isPadded(column.type()) ? "TRIM(TRAILING ' ' FROM " + text + ")" : text;
    }

    /** A time as seconds since 1970 in UTC; one without a zone is taken to be in UTC. */
    String seconds(SqlColumn time) {
        return asDouble("EXTRACT(EPOCH FROM " + time.sql() + ")");
    }

    /** The place of everything on a scale of one value. */
    String zero() {
        return "CAST(0 AS BIGINT)";
    }

    /** A value only where a condition holds, and not even computed elsewhere: engines don't promise to filter first. */
    String where(String condition, String value) {
        return "CASE WHEN " + condition + " THEN " + value + " END";
    }

    /** A product; what is too small for a double may be 0. */
    String product(String number, double factor) {
        return number + " * " + literal(factor);
    }

    /**
     * The whole number that is not larger, of what is known to fit.
     *
     * @param bits at most
     */
    String floor(String number, int bits) {
        return "CAST(FLOOR(" + number + ") AS BIGINT)";
    }

    /** The same as a whole number of 32 bits, and null of what doesn't fit; empty if that has to be filtered out before. */
    Optional<String> floorIfItFits(String number) {
        return Optional.empty();
    }

    /**
     * A whole number of 0 or more, without its last bits.
     *
     * @param left bits at most
     */
    String shifted(String whole, int bits, int left) {
        // Engines differ in what they make of whole numbers that are divided; a double has all bits of a place.
        return bits == 0 ? whole : floor(asDouble(whole) + " * " + literal(Math.scalb(1.0, -bits)), left);
    }

    /** What is grouped by: a cell of the first round, which needs no more than 16 bits. */
    String group(String cell, long rows) {
        return cell;
    }

    /** A sum of whole numbers that never overflows. */
    String exactSum(String whole) {
        return "SUM(CAST(" + whole + " AS DECIMAL(38, 0)))";
    }

    /** The first characters; code points, as lengths are. */
    String prefix(String text, int characters) {
        return "SUBSTRING(" + text + " FROM 1 FOR " + characters + ")";
    }

    String length(String text) {
        return "CHAR_LENGTH(" + text + ")";
    }

    /** 32 bits of a text's MD5 as a whole number; empty where the standard's way is all that is known, because it has none. */
    Optional<String> hash(String text) {
        return Optional.empty();
    }

    /** 32 bits of what several cells hold; not the same in all engines, which write numbers in different ways. */
    Optional<String> hash(List<String> cells) {
        return hash(cells.stream()
                .map(cell -> "COALESCE(CAST(" + cell + " AS " + textType() + "), '~')")
                .collect(Collectors.joining(" || '|' || ")));
    }

    /** A vector as text: numbers in brackets or braces. */
    String vector(SqlColumn column) {
        return column.isText() ? column.sql() : "CAST(" + column.sql() + " AS " + textType() + ")";
    }
}
