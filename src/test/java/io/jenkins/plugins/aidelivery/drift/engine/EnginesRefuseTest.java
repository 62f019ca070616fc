package io.jenkins.plugins.aidelivery.drift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.sql.Database;
import io.jenkins.plugins.aidelivery.drift.sql.JdbcTables;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** What goes wrong with an engine is said in a sentence without secrets, and nothing is made of half an answer. */
public class EnginesRefuseTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String SECRET = "s3cr3t-password";

    /** A name that has everything in it. */
    private static final String NAME = "it's \"🙂\"; drop table stays; --";

    /** Some 10¹² rows, which nobody waits for. */
    private static final String ENDLESS =
            "SELECT a.i + b.i + c.i AS x FROM %s a (i) CROSS JOIN %<s b (i) CROSS JOIN %<s c (i)";

    private static final String IN_POSTGRES = ENDLESS.formatted("generate_series(1, 10000)");
    private static final String IN_TRINO = ENDLESS.formatted("UNNEST(sequence(1, 10000))");

    private static Database postgres(Duration longest) {
        RealPostgres postgres = RealPostgres.running();
        return new Database(postgres.url(), RealPostgres.USER, postgres.password(), longest);
    }

    private static Database trino(Duration longest) {
        return new Database(RealTrino.running().url(), RealTrino.USER, "", longest);
    }

    private static JdbcTables open(Database database) throws SQLException, IOException {
        return database.open(DriverManager.getDriver(database.url()));
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void profile(JdbcTables tables, Relation relation) throws IOException {
        new TableReader(tables, DriftSettings.defaults()).profile(relation);
    }

    @Test
    public void wrongCredentials() {
        Database wrong = new Database(RealPostgres.running().url(), RealPostgres.USER, SECRET, LONGEST);
        assertThatThrownBy(() -> open(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no connection to the database: ")
                .hasMessageContaining("password authentication failed for user \"tester\"")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
        Database plain = new Database(RealTrino.running().url(), RealTrino.USER, SECRET, LONGEST);
        assertThatThrownBy(() -> open(plain).relation("", "stays"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TLS/SSL")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    public void nobodyThere() {
        for (String url : List.of("jdbc:postgresql://127.0.0.1:1/x", "jdbc:trino://127.0.0.1:1/memory/default")) {
            Database nobody = new Database(url, "tester", "", LONGEST);
            assertThatThrownBy(() -> open(nobody).relation("", "stays"))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(no connection to the database|the database .*): .*")
                    .hasNoCause();
        }
    }

    @Test
    public void aPasswordInTheUrlIsNotRepeated() {
        for (String url : List.of(
                "jdbc:postgresql://127.0.0.1:x1/db?user=tester&password=" + SECRET,
                "jdbc:postgresql://tester:" + SECRET + "@127.0.0.1:x1/db",
                "jdbc:trino://127.0.0.1:1/a/b/c/d?password=" + SECRET)) {
            Database database = new Database(url, "", "", LONGEST);
            assertThatThrownBy(() -> open(database))
                    .isInstanceOfAny(IOException.class, SQLException.class)
                    .hasMessageNotContaining(SECRET);
            assertThat(database).asString().doesNotContain(SECRET).contains("127.0.0.1");
        }
    }

    @Test
    public void aTableThatIsNotThere() throws Exception {
        for (Database database : List.of(postgres(LONGEST), trino(LONGEST))) {
            try (JdbcTables tables = open(database)) {
                assertThatThrownBy(() -> tables.relation("", "not_there"))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("the database refuses: ")
                        .hasMessageContaining("not_there")
                        .hasMessageContaining("exist");
            }
        }
    }

    @Test
    public void aQueryOfMoreThanOneStatement() throws Exception {
        RealPostgres postgres = RealPostgres.running();
        try (Connection connection = postgres.connect()) {
            execute(connection, "CREATE TABLE stays (x int)");
            for (Database database : List.of(postgres(LONGEST), trino(LONGEST))) {
                try (JdbcTables tables = open(database)) {
                    String breaksOut = "SELECT 1 AS a) x; COMMIT; DROP TABLE stays; SELECT * FROM (SELECT 2";
                    assertThatThrownBy(() -> tables.relation("", breaksOut))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("parenthesis");
                    assertThatThrownBy(() -> tables.relation("", "SELECT 1; COMMIT; DROP TABLE stays"))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("semicolon");
                    assertThatThrownBy(() -> tables.relation("", "stays; DROP TABLE stays"))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("neither");
                }
            }
            execute(connection, "SELECT x FROM stays");
        }
    }

    @Test
    public void nothingIsWritten() throws Exception {
        for (Database database : List.of(postgres(LONGEST), trino(LONGEST))) {
            try (JdbcTables tables = open(database)) {
                assertThatThrownBy(() -> tables.each("CREATE TABLE written (x integer)", row -> {}))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("read-only");
            }
        }
    }

    @Test
    public void aStatementThatTakesTooLong() throws Exception {
        Duration brief = Duration.ofSeconds(2);
        try (JdbcTables postgres = open(postgres(brief));
                JdbcTables trino = open(trino(brief))) {
            Relation endless = postgres.relation("", IN_POSTGRES);
            assertThatThrownBy(() -> profile(postgres, endless))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("the query was stopped, because it took too long|.*statement timeout");
            Relation other = trino.relation("", IN_TRINO);
            assertThatThrownBy(() -> profile(trino, other))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the query was stopped, because it took too long");
        }
    }

    @Test
    public void aServerThatEndsTheConnectionInTheMiddle() throws Exception {
        RealPostgres postgres = RealPostgres.running();
        String terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'Jenkins AI Delivery'";
        try (Connection connection = postgres.connect();
                JdbcTables tables = open(postgres(LONGEST))) {
            Relation series = tables.relation("", "SELECT g AS x FROM generate_series(1, 200000) g");
            assertThatThrownBy(() -> tables.each("SELECT x FROM " + series.from(), row -> {
                        if (row.getInt(1) == 100) {
                            execute(connection, terminate);
                        }
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the database refuses: ")
                    .hasMessageNotContaining(postgres.password());
            assertThatThrownBy(() -> profile(tables, series))
                    .as("there is no profile of what can't be read")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    public void aQueryThatIsKilled() throws Exception {
        try (Connection connection = RealTrino.running().connect();
                JdbcTables tables = open(trino(LONGEST))) {
            Relation endless = tables.relation("", IN_TRINO);
            Thread killer = new Thread(() -> kill(connection));
            killer.start();
            assertThatThrownBy(() -> profile(tables, endless))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the database refuses: ")
                    .hasMessageContaining("by a test");
            killer.join();
        }
    }

    /** As soon as there is something to kill. */
    private static void kill(Connection connection) {
        String running = "SELECT query_id FROM system.runtime.queries WHERE state = 'RUNNING' AND query LIKE"
                + " 'SELECT COUNT(%sequence(1, 10000)%'";
        try (Statement statement = connection.createStatement()) {
            for (String found = ""; found.isEmpty(); ) {
                try (ResultSet result = statement.executeQuery(running)) {
                    found = result.next() ? result.getString(1) : "";
                }
                if (!found.isEmpty()) {
                    statement.execute("CALL system.runtime.kill_query('" + found + "', 'by a test')");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void namesAreJustNames() throws Exception {
        String quoted = '"' + NAME.replace("\"", "\"\"") + '"';
        String[] table = {
            "CREATE TABLE " + quoted + " (" + quoted + " integer)", "INSERT INTO " + quoted + " VALUES (1), (2), (2)",
        };
        try (Connection postgres = RealPostgres.running().connect();
                Connection trino = RealTrino.running().connect()) {
            execute(postgres, table);
            execute(trino, table);
        }
        for (Database database : List.of(postgres(LONGEST), trino(LONGEST))) {
            try (JdbcTables tables = open(database)) {
                ColumnProfile column = new TableReader(tables, DriftSettings.defaults())
                        .profile(tables.relation("", quoted))
                        .columns()
                        .get(0);
                assertThat(column.name()).isEqualTo(NAME);
                assertThat(column.numbers().mean()).isEqualTo(5 / 3.0);
            }
        }
    }

    @Test
    public void columnsThatDifferByCaseOnly() throws Exception {
        String query = "SELECT 1 AS \"a\", 2 AS \"A\"";
        try (JdbcTables postgres = open(postgres(LONGEST));
                JdbcTables trino = open(trino(LONGEST))) {
            assertThat(postgres.relation("", query).columns()).hasSize(2);
            assertThatThrownBy(() -> trino.relation("", query))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("there twice (upper and lower case are the same here)");
        }
    }
}
