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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables and queries of a database, which does the counting. Nothing is written: the session is set to read only as far as the driver
 * can, one statement is sent at a time, and what the account may not read is refused by the database. Where the database can,
 * all statements see the same state of the data.
 */
public final class JdbcTables implements SqlEngine {
    private static final String PART = "([\\p{L}_][\\p{L}\\p{N}_$]*|\"([^\"]|\"\")+\")";
    private static final Pattern TABLE = Pattern.compile(PART + "(\\." + PART + "){0,2}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(SELECT|WITH)\\b.*");
    private static final int LONGEST_LABEL = 60;
    private static final int FETCHED = 10_000;

    private final Connection connection;
    private final Database database;
    private final Dialect dialect;

    private JdbcTables(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
        this.dialect = Dialect.of(database.product());
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
        switch (database.product()) {
            case "postgresql" -> {
                // One snapshot for all statements; and without a transaction this driver holds whole answers in memory.
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                set("statement_timeout = "
                        + Math.min(Integer.MAX_VALUE, database.longest().toMillis()));
                // So that a query is read here as it is read there.
                set("standard_conforming_strings = on");
            }
            // It has neither transactions nor sessions that only read. See the dialect's seconds.
            case "spark", "hive2", "databricks" -> set("spark.sql.session.timeZone = UTC");
            // Without a transaction it would take a statement that writes.
            case "trino" -> connection.setAutoCommit(false);
            default -> {
                // Nothing that is known to help.
            }
        }
    }

    private void set(String setting) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + setting);
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
        String text = tableOrQuery.strip().replaceFirst("\\s*;$", "");
        String from;
        if (QUERY.matcher(text).matches()) {
            // On a line of its own, so that a comment at the query's end doesn't take the parenthesis in.
            from = "(" + QueryText.checked(text, dialect.quotes()) + "\n) q";
        } else if (TABLE.matcher(text).matches()) {
            from = table(text);
        } else {
            throw new EvidenceException("'" + shortened(text)
                    + "' is neither the name of a table (parts with other characters than letters, digits and _ need"
                    + " double quotes) nor a query that begins with SELECT or WITH");
        }
        return new Relation(label.isEmpty() ? shortened(text) : label, from, columns(from));
    }

    /** A name with the engine's own quotes. */
    private String table(String name) {
        return QUOTED.matcher(name)
                .replaceAll(part ->
                        Matcher.quoteReplacement(dialect.quoted(part.group(1).replace("\"\"", "\""))));
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
                if (!names.add(dialect.ignoresCase() ? name.toLowerCase(Locale.ROOT) : name)) {
                    throw new EvidenceException("column '" + name + "' is there twice"
                            + (dialect.ignoresCase() ? " (upper and lower case are the same here)" : "")
                            + "; give one another name");
                }
                columns.add(column(name, meta.getColumnTypeName(i), meta.getColumnType(i)));
            }
            if (result.next()) {
                // Asked also because Trino ends the transaction of an answer that isn't read to its end.
                throw new EvidenceException("the database answers with a row where there can be none");
            }
        });
        return columns;
    }

    private SqlColumn column(String name, String type, int code) {
        Kind kind = dialect.kind(type).orElseGet(() -> TypeNames.kind(type, code));
        return new SqlColumn(name, dialect.quoted(name), kind, type, false);
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
