package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Optional;

/** Trino 400 and newer. */
final class TrinoDialect extends Dialect {
    @Override
    int columnsPerStatement() {
        // A branch takes up to three stages, and a query may have 150 (query.max-stage-count).
        return 15;
    }

    @Override
    int longestStatement() {
        // A million is the default of query.max-length.
        return 900_000;
    }

    @Override
    QueryText.Quotes quotes() {
        return QueryText.Quotes.STANDARD;
    }

    @Override
    boolean ignoresCase() {
        return true;
    }

    @Override
    String doubleType() {
        return "DOUBLE";
    }

    @Override
    String number(SqlColumn column) {
        return isWideDecimal(column) ? asDouble("CAST(" + column.sql() + " AS VARCHAR)") : super.number(column);
    }

    @Override
    String seconds(SqlColumn time) {
        // Microseconds divided once; of a time with a zone it would be milliseconds and a rest.
        String utc = TypeNames.hasZone(time.type()) ? "(" + time.sql() + " AT TIME ZONE 'UTC')" : time.sql();
        return "to_unixtime(CAST(" + utc + " AS TIMESTAMP(6)))";
    }

    @Override
    String shifted(String whole, int bits, int left) {
        return bits == 0 ? whole : "(" + whole + " / " + (1L << bits) + ")";
    }

    @Override
    String length(String text) {
        return "length(" + text + ")";
    }

    @Override
    Optional<Kind> kind(String type) {
        return type.matches("(?i)array\\((double|real)\\)") ? Optional.of(Kind.VECTOR) : Optional.empty();
    }

    @Override
    String vector(SqlColumn column) {
        return "json_format(CAST(" + column.sql() + " AS JSON))";
    }

    @Override
    Optional<String> hash(String text) {
        return Optional.of("from_base(substr(to_hex(md5(to_utf8(" + text + "))), 1, 8), 16)");
    }
}
