package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.SAMPLES;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.TEXTS;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.engine.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A real PostgreSQL that is asked for what happened. */
public class JdbcSourceTest {
    private static final long START = 1_767_225_600_000L;
    private static final Window WINDOW = new Window(START, START + 60_000);
    private static final String COUNT =
            "SELECT sum(errors) FROM rollout_answers WHERE track = :side AND at > :from AND at <= :to";

    private RealPostgres postgres;
    private OpenedSource source;

    @Before
    public void start() throws SQLException {
        postgres = RealPostgres.running();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS rollout_answers");
            statement.execute("CREATE TABLE rollout_answers"
                    + " (at timestamptz, track text, request text, errors int, score float8, answer text)");
            statement.execute("INSERT INTO rollout_answers VALUES"
                    + "(to_timestamp(1767225600), 'v2', 'before', 100, 0, 'x'),"
                    + "(to_timestamp(1767225660), 'v2', 'b', 2, 'NaN', 'no'),"
                    + "(to_timestamp(1767225601.5), 'v2', 'a', 1, 0.5, 'yes: 5;'),"
                    + "(to_timestamp(1767225602), 'v1', 'c', 9, 0.7, null),"
                    + "(to_timestamp(1767225661), 'v2', 'after', 100, 0, 'x')");
        }
        source = open(postgres.password(), "");
    }

    @After
    public void close() {
        if (source != null) {
            source.close();
        }
    }

    private OpenedSource open(String password, String more) {
        return OpenedSource.of(
                "jdbc: { url: '" + postgres.url() + "', user: tester, password: '${PASSWORD}',"
                        + " sides: { canary: v2, stable: v1 }" + more + " }",
                Path.of("."),
                Map.of("PASSWORD", password));
    }

    @Test
    public void countsAreThoseOfTheWindow() {
        assertThat(source.increase(COUNT, Side.CANARY, WINDOW)).isEqualTo(3);
        assertThat(source.increase(COUNT + ";", Side.STABLE, WINDOW)).isEqualTo(9);
        assertThat(source.read(INCREASE, COUNT, Side.STABLE, new Window(START + 10_000, START + 20_000)))
                .as("the sum of no rows is null")
                .isEqualTo(new Answer.Nothing());
        assertThat(source.increase(
                        "WITH n AS (SELECT count(*) AS c FROM rollout_answers WHERE track = :side"
                                + " AND extract(epoch FROM at) * 1000 BETWEEN :from_ms + 1 AND :to_ms) SELECT c::float8 FROM n",
                        Side.CANARY,
                        WINDOW))
                .isEqualTo(2);
    }

    @Test
    public void aValueIsOneRowOfOneColumn() {
        assertThat(source.read(
                        VALUE, "SELECT max(score) FROM rollout_answers WHERE track = :side", Side.STABLE, WINDOW))
                .isEqualTo(new Answer.Value(0.7));
        assertThat(source.read(VALUE, "SELECT 'NaN'::float8 WHERE :side <> ''", Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Value(Double.NaN));
        assertThat(source.read(VALUE, "SELECT 1 WHERE :side = 'nobody'", Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Nothing());
        assertThat(source.wrong(
                        VALUE, "SELECT errors FROM rollout_answers WHERE track = :side ORDER BY errors", WINDOW))
                .isEqualTo("one row was expected, and there are several, such as 1 and 2");
        assertThat(source.wrong(VALUE, "SELECT 1, 2 WHERE :side <> ''", WINDOW))
                .isEqualTo("one column was expected, and there are 2");
        assertThat(source.wrong(VALUE, "SELECT :side || ''", WINDOW)).isEqualTo("a number was expected, not 'v2'");
    }

    @Test
    public void whatIsNoGrowthIsNotTakenForOne() {
        String none = " WHERE :side <> '' AND :from < :to";
        assertThat(source.wrong(INCREASE, "SELECT -1" + none, WINDOW)).endsWith("a growth is not negative");
        assertThat(source.blind(INCREASE, "SELECT 'Infinity'::float8" + none, WINDOW))
                .endsWith("which counts nothing");
        assertThat(source.wrong(INCREASE, "SELECT 1 WHERE :side <> ''", WINDOW))
                .startsWith("the statement has no :from");
    }

    @Test
    public void samplesAndTextsAreRows() {
        String rows = " FROM rollout_answers WHERE track = :side AND at > :from AND at <= :to";
        assertThat(source.read(SAMPLES, "SELECT at, request AS id, score AS value" + rows, Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Samples(List.of(
                        new Answer.Sample(START + 1500, "a", 0.5),
                        new Answer.Sample(START + 60_000, "b", Double.NaN))));
        assertThat(source.read(
                        TEXTS, "SELECT extract(epoch FROM at) AS at, answer AS text" + rows, Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Texts(List.of(
                        new Answer.Text(START + 1500, "", "yes: 5;"), new Answer.Text(START + 60_000, "", "no"))));
        assertThat(source.read(TEXTS, "SELECT at, answer AS text" + rows, Side.STABLE, WINDOW))
                .isEqualTo(new Answer.Texts(List.of()));
        assertThat(source.wrong(SAMPLES, "SELECT at, score" + rows, WINDOW)).startsWith("columns 'at' and 'value'");
        assertThat(source.wrong(SAMPLES, "SELECT request AS at, score AS value" + rows, WINDOW))
                .endsWith("as its time 'at'");
    }

    @Test
    public void nothingButReadingIsAllowed() {
        for (String statement : new String[] {
            "DELETE FROM rollout_answers WHERE track = :side", "/* SELECT */ DROP TABLE rollout_answers", "TABLE x", ""
        }) {
            assertThat(source.wrong(VALUE, statement + " ", WINDOW)).isNotEmpty();
        }
        assertThat(source.wrong(VALUE, "SELECT 1 WHERE :side = ''; DELETE FROM rollout_answers", WINDOW))
                .startsWith("one statement was expected");
        assertThat(source.wrong(
                        VALUE,
                        "WITH gone AS (DELETE FROM rollout_answers WHERE track = :side RETURNING 1) SELECT count(*) FROM gone",
                        WINDOW))
                .contains("read-only transaction");
        assertThat(source.increase(COUNT, Side.CANARY, WINDOW)).isEqualTo(3);
    }

    @Test
    public void namesInTextsCommentsAndCastsAreNone() {
        assertThat(source.read(
                        VALUE,
                        "-- :nothing\nSELECT count(*)::int /* :nor; this ? */ FROM rollout_answers WHERE track = :SIDE AND answer <> 'x:from''?'",
                        Side.CANARY,
                        WINDOW))
                .isEqualTo(new Answer.Value(4));
        assertThat(source.wrong(VALUE, "SELECT :version", WINDOW)).startsWith("':version' stands for nothing");
        assertThat(source.wrong(VALUE, "SELECT ? + :side", WINDOW)).startsWith("'?' can't stand");
        assertThat(source.wrong(VALUE, "SELECT 1", WINDOW)).startsWith("the statement has no :side");
        assertThat(source.wrong(HISTOGRAM, "SELECT :side", WINDOW)).startsWith("histograms are not");
    }

    @Test
    public void malformedStatementsAreAnsweredInTheDatabasesWords() {
        assertThat(source.wrong(VALUE, "SELECT x FROM nowhere WHERE y = :side", WINDOW))
                .startsWith("the database can't answer the question: ERROR: relation \"nowhere\" does not exist");
        assertThat(source.wrong(VALUE, "SELECT 1 / 0 WHERE :side <> ''", WINDOW))
                .contains("division by zero");
    }

    @Test
    public void wrongPasswordsAndDeadServersMakeUsBlindWithoutTellingThem() {
        try (OpenedSource other = open("not-the-password", "")) {
            assertThat(other.blind(INCREASE, COUNT, WINDOW))
                    .startsWith("the database refused our credentials: ")
                    .doesNotContain("not-the-password");
        }
        String settings = "jdbc: { url: 'jdbc:postgresql://127.0.0.1:1/x', timeout: 2s }";
        try (OpenedSource dead = OpenedSource.of(settings)) {
            assertThat(dead.blind(INCREASE, COUNT, WINDOW)).startsWith("the database gave no answer: ");
        }
        try (OpenedSource unknown = OpenedSource.of("jdbc: { url: 'jdbc:nothing:x' }")) {
            assertThat(unknown.blind(INCREASE, COUNT, WINDOW)).contains("No suitable driver");
        }
    }

    @Test
    public void aStatementThatTakesTooLongIsEnded() {
        try (OpenedSource impatient = open(postgres.password(), ", timeout: 1s")) {
            assertThat(impatient.blind(VALUE, "SELECT count(*) FROM pg_sleep(30) WHERE :side <> ''", WINDOW))
                    .isNotEmpty();
        }
    }

    @Test
    public void settingsAreChecked() {
        try (OpenedSource bad = OpenedSource.of("jdbc: { url: 'jdbc:postgresql://h/d?password=x' }")) {
            assertThat(bad.faults()).singleElement().asString().contains("a password doesn't belong in the URL");
        }
        try (OpenedSource bad = OpenedSource.of("jdbc: { url: 'postgresql://h/d' }")) {
            assertThat(bad.faults()).singleElement().asString().contains("a URL such as jdbc:postgresql:");
        }
    }
}
