package io.jenkins.plugins.aidelivery.drift.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.Test;

/** Tables and queries of a database, with a driver that is at hand; others are tested against their own servers. */
public class JdbcTablesTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Database DUCKDB = new Database("jdbc:duckdb:", "", "", LONG);

    private static JdbcTables tables() throws IOException, SQLException {
        return DUCKDB.open(DriverManager.getDriver(DUCKDB.url()));
    }

    @Test
    public void aQueryIsATableWithTheColumnsThatItHas() throws Exception {
        try (JdbcTables tables = tables()) {
            Relation relation = tables.relation("", """
                    SELECT 1 AS n, 1.5::DECIMAL(5, 2) AS "a ""b", 'x' AS t, true AS b, DATE '2026-01-01' AS d -- all of it
                    """);
            assertThat(relation.columns())
                    .extracting(SqlColumn::name, SqlColumn::kind)
                    .containsExactly(
                            tuple("n", Kind.NUMBER),
                            tuple("a \"b", Kind.NUMBER),
                            tuple("t", Kind.TEXT),
                            tuple("b", Kind.BOOLEAN),
                            tuple("d", Kind.TIME));
            assertThat(relation.label()).startsWith("SELECT 1 AS n").endsWith("…");
            tables.each(
                    "SELECT " + relation.columns().get(1).sql() + " FROM " + relation.from(),
                    row -> assertThat(row.getDouble(1)).isEqualTo(1.5));
        }
    }

    @Test
    public void aNameIsATable() throws Exception {
        try (JdbcTables tables = tables()) {
            assertThat(tables.relation("", "pg_catalog.pg_class").from()).isEqualTo("pg_catalog.pg_class");
            assertThat(tables.relation("classes", " \"pg_catalog\".\"pg_class\" ; ")
                            .label())
                    .isEqualTo("classes");
        }
    }

    @Test
    public void oneStatementIsAskedAndNothingElse() throws Exception {
        try (JdbcTables tables = tables()) {
            refuses(tables, "SELECT 1; DROP TABLE t", "a query can't have a semicolon in it");
            refuses(tables, "t; DROP TABLE t", "is neither the name of a table");
            refuses(tables, "DROP TABLE t", "is neither the name of a table");
            refuses(tables, "t WHERE x", "is neither the name of a table");
            refuses(tables, "", "is neither the name of a table");
            refuses(tables, "a.b.c.d", "is neither the name of a table");
            refuses(tables, "nothing", "the database refuses: ");
        }
    }

    private static void refuses(JdbcTables tables, String text, String sentence) {
        assertThatThrownBy(() -> tables.relation("", text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    /** A driver that does what it is told. */
    private static Driver driver(SQLException problem) {
        return (Driver) Proxy.newProxyInstance(
                JdbcTablesTest.class.getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return null;
                });
    }

    @Test
    public void aDriverThatTellsThePasswordIsNotQuoted() {
        Database database = new Database("jdbc:x:y", "me", "hunter2", LONG);
        assertThat(database.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> database.open(driver(new SQLException("FATAL: hunter2 is wrong\n\tat somewhere"))))
                .isInstanceOf(IOException.class)
                .hasNoCause()
                .hasMessage("no connection to the database: FATAL: **** is wrong");
    }

    @Test
    public void aDriverThatDoesNotTakeTheUrlIsNamed() {
        Database database = new Database("jdbc:x:y", "", "", LONG);
        assertThatThrownBy(() -> database.open(driver(null))).hasMessageContaining("doesn't take this URL");
    }

    @Test
    public void anAbortDoesNotWaitForTheConnection() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tables()).hasMessage("aborted while connecting to the database");
        assertThat(Thread.interrupted()).isTrue();
    }
}
