package io.jenkins.plugins.aidelivery.drift.sql;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What answers SQL: a database, or the embedded engine over files. */
public interface SqlEngine extends AutoCloseable {
    /** What is done with one row of an answer. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    Dialect dialect();

    /**
     * Asks for rows.
     *
     * @throws IOException with a sentence, if there is no answer, or half of one
     */
    void each(String sql, Row row) throws IOException;

    @Override
    void close() throws IOException;
}
