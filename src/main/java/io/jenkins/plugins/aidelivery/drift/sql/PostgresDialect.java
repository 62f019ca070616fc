package io.jenkins.plugins.aidelivery.drift.sql;

/** PostgreSQL 12 and newer. */
final class PostgresDialect extends Dialect {
    /** What PostgreSQL reads as a number; a cast of anything else ends the query. */
    private static final String NUMBER =
            "'^\\s*([-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?(inf|infinity)|nan)\\s*$'";

    @Override
    String textType() {
        return "TEXT";
    }

    @Override
    String tryDouble(String text) {
        return "CASE WHEN CAST(" + text + " AS TEXT) ~* " + NUMBER + " THEN CAST(" + text + " AS DOUBLE PRECISION) END";
    }

    @Override
    String byBytes(String text) {
        return text + " COLLATE \"C\"";
    }
}
