package io.jenkins.plugins.aidelivery.drift.sql;

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
}
