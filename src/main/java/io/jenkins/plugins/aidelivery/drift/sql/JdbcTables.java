package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.table.StatementWatch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tables and queries of a database, which does the counting. Nothing is written: the session is set to read only as far as the driver
 * can, one statement is sent at a time, and what the account may not read is refused by the database. Where the database can,
 * all statements see the same state of the data.
 */
public final class JdbcTables implements SqlEngine {
    private static final String PART = "([\\p{L}_][\\p{L}\\p{N}_$]*|\"([^\"]|\"\")+\")";
    private static final Pattern TABLE = Pattern.compile(PART + "(\\." + PART + "){0,2}");
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(SELECT|WITH)\\b.*");
    private static final int LONGEST_LABEL = 60;
    private static final int FETCHED = 10_000;

    private final Connection connection;
    private final Database database;
    private final Dialect dialect;

    private JdbcTables(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
        this.dialect = "postgresql".equals(database.product()) ? new PostgresDialect() : new Dialect();
    }

    static JdbcTables of(Connection connection, Database database) throws SQLException {
        JdbcTables tables = new JdbcTables(connection, database);
        boolean ready = false;
        try {
            tables.readOnly();
            ready = true;
            return tables;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private void readOnly() throws SQLException {
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // Not every driver can. What must not be written is a matter of the account's rights in any case.
        }
        if ("postgresql".equals(database.product())) {
            // One snapshot for all statements; and without a transaction this driver holds whole answers in memory.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void each(String sql, Row row) throws IOException {
        ask(sql, result -> {
            while (result.next()) {
                row.read(result);
            }
        });
    }

    /** What is done with an answer. */
    @FunctionalInterface
    private interface Answer {
        void read(ResultSet result) throws SQLException, IOException;
    }

    private void ask(String sql, Answer answer) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            StatementWatch.guard(statement, database.longest(), () -> {
                try (ResultSet result = statement.executeQuery(sql)) {
                    answer.read(result);
                    return null;
                }
            });
        } catch (SQLException e) {
            throw database.complaint("the database refuses", e);
        }
    }

    /**
     * A table or the result of a query, with its columns as the database describes them.
     *
     * @param label what people call it; empty for the name of the table or the query's beginning
     * @param tableOrQuery a name as in SQL, with quotes where it needs them, or what begins with SELECT or WITH
     */
    public Relation relation(String label, String tableOrQuery) throws IOException {
        String text = tableOrQuery.strip().replaceFirst("\\s*;\\s*$", "");
        String from;
        if (QUERY.matcher(text).matches()) {
            if (text.contains(";")) {
                throw new EvidenceException("a query can't have a semicolon in it: only one statement is asked");
            }
            // On a line of its own, so that a comment at the query's end doesn't take it in.
            from = "(" + text + "\n) q";
        } else if (TABLE.matcher(text).matches()) {
            from = text;
        } else {
            throw new EvidenceException("'" + shortened(text)
                    + "' is neither the name of a table (parts with other characters than letters, digits and _ need"
                    + " double quotes) nor a query that begins with SELECT or WITH");
        }
        return new Relation(label.isEmpty() ? shortened(text) : label, from, columns(from));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST_LABEL ? line.substring(0, LONGEST_LABEL) + "…" : line;
    }

    private List<SqlColumn> columns(String from) throws IOException {
        List<SqlColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        ask("SELECT * FROM " + from + " WHERE 1 = 0", result -> {
            ResultSetMetaData meta = result.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                String name = meta.getColumnLabel(i);
                if (!names.add(name)) {
                    throw new EvidenceException("column '" + name + "' is there twice; give one another name");
                }
                columns.add(new SqlColumn(
                        name, dialect.quoted(name), kind(meta.getColumnType(i)), meta.getColumnTypeName(i), false));
            }
        });
        return columns;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.FLOAT,
                    Types.REAL,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Kind.NUMBER;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                Kind.TEXT;
            case Types.BIT, Types.BOOLEAN -> Kind.BOOLEAN;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME;
            default -> Kind.OTHER;
        };
    }

    @Override
    public void close() throws IOException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // Nothing was written; closing ends it as well.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw database.complaint("the connection to the database was not closed", e);
        }
    }
}
