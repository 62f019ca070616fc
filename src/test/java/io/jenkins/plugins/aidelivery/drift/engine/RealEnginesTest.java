package io.jenkins.plugins.aidelivery.drift.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

/** The engines that tests start keep what they are given. */
public class RealEnginesTest {
    private static final String QUOTES = "it's a \"quoted\" \\ text";
    private static final String EMOJI = "naïve 🙂 文";

    /** 1,000 rows of a number, a fraction (each tenth NaN, each fourth of the rest null) and a text. */
    private static final List<List<Object>> ROWS = IntStream.range(0, 1000)
            .mapToObj(i -> Arrays.<Object>asList((long) i, fraction(i), name(i)))
            .toList();

    private static final double SUM = ROWS.stream()
            .map(row -> (Double) row.get(1))
            .filter(fraction -> fraction != null && !fraction.isNaN())
            .mapToDouble(fraction -> fraction)
            .sum();

    private static Double fraction(int row) {
        if (row % 10 == 0) {
            return Double.NaN;
        }
        return row % 4 == 1 ? null : Double.valueOf(row / 8.0);
    }

    private static String name(int row) {
        if (row % 5 == 0) {
            return null;
        }
        return row % 2 == 0 ? QUOTES : EMOJI;
    }

    @Test
    public void postgresKeepsWhatItIsGiven() throws Exception {
        try (Connection postgres = RealPostgres.running().connect()) {
            keeps(postgres, "CREATE TEMPORARY TABLE kept (id bigint, x double precision, name text)", "x = 'NaN'");
            assertThat(one(postgres, "SELECT 'b' < 'C'"))
                    .as("sorted as people sort")
                    .isEqualTo(true);
            assertThat(one(postgres, "SELECT 'b' < 'C' COLLATE \"C\"")).isEqualTo(false);
        }
    }

    @Test
    public void trinoKeepsWhatItIsGiven() throws Exception {
        try (Connection trino = RealTrino.running().connect()) {
            keeps(trino, "CREATE TABLE kept (id bigint, x double, name varchar)", "is_nan(x)");
            assertThat(one(trino, "SELECT count(*) FROM system.runtime.nodes WHERE state = 'active'"))
                    .as("a coordinator and a worker")
                    .isEqualTo(2L);
        }
    }

    private static void keeps(Connection engine, String create, String isNan) throws SQLException {
        try (Statement statement = engine.createStatement()) {
            statement.execute(create);
        }
        Rows.insert(engine, "kept", ROWS, 1000);

        assertThat(one(engine, "SELECT count(*) FROM kept")).isEqualTo(1000L);
        assertThat(one(engine, "SELECT sum(id) FROM kept")).hasToString("499500");
        assertThat(one(engine, "SELECT count(*) FROM kept WHERE " + isNan)).isEqualTo(100L);
        assertThat(one(engine, "SELECT count(*) - count(x) FROM kept")).isEqualTo(250L);
        assertThat(one(engine, "SELECT sum(x) FROM kept WHERE NOT " + isNan)).isEqualTo(SUM);
        assertThat(one(engine, "SELECT count(*) FROM kept WHERE name IS NULL")).isEqualTo(200L);
        assertThat(one(engine, "SELECT max(name) FROM kept WHERE id % 2 = 0")).isEqualTo(QUOTES);
        assertThat(one(engine, "SELECT max(name) FROM kept WHERE id % 2 = 1")).isEqualTo(EMOJI);
    }

    private static Object one(Connection engine, String sql) throws SQLException {
        try (Statement statement = engine.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getObject(1);
        }
    }
}
