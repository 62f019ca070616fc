package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Optional;

/**
 * Spark SQL 3.4 and newer. Compared once with DuckDB, by hand, with Spark 3.5.6 (see docs/drift.md); written so that ANSI mode may be on or
 * off, as its documentation describes it (SQL Reference).
 */
final class SparkDialect extends Dialect {
    @Override
    QueryText.Quotes quotes() {
        return QueryText.Quotes.SPARK;
    }

    @Override
    boolean ignoresCase() {
        return true;
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    String doubleType() {
        return "DOUBLE";
    }

    @Override
    String textType() {
        return "STRING";
    }

    @Override
    String seconds(SqlColumn time) {
        // Drivers call times with and without a zone the same; the session is set to UTC, in which both mean what they
        // say.
        String micros = TypeNames.name(time.type()).equals("date")
                ? "UNIX_DATE(" + time.sql() + ") * 86400000000"
                : "UNIX_MICROS(CAST(" + time.sql() + " AS TIMESTAMP))";
        return asDouble(micros) + " / " + literal(1e6);
    }

    @Override
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "SHIFTRIGHT(" + whole + ", " + bits + ")";
    }

    @Override
    String prefix(String text, int characters) {
        return "SUBSTRING(" + text + ", 1, " + characters + ")";
    }

    @Override
    Optional<Kind> kind(String type) {
        return type.matches("(?i)array<(double|float)>") ? Optional.of(Kind.VECTOR) : Optional.empty();
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("CAST(conv(substr(md5(" + text + "), 1, 8), 16, 10) AS BIGINT)");
    }
}
