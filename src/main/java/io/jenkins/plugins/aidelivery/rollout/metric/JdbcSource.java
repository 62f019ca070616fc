package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Asks a database, with a connection of its own for each question, which may only read. */
final class JdbcSource implements MetricSource {
    private static final int MOST_ROWS = 200_000;

    /** SQLSTATE classes (ISO 9075): syntax and access rules, data, transaction state (such as writing where only reading is allowed). */
    private static final List<String> OURS = List.of("42", "22", "21", "25");

    private static final String CREDENTIALS = "28";

    private final Endpoint database;
    private final SideNames sides;
    private final Duration timeout;
    private final Executor blocking;

    JdbcSource(Endpoint database, SideNames sides, Duration timeout, Executor blocking) {
        this.database = database;
        this.sides = sides;
        this.timeout = timeout;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window window) {
        String name = sides.of(side);
        SqlQuestion question = SqlQuestion.of(query.text());
        if (query.kind() == Query.Kind.HISTOGRAM) {
            throw UnansweredException.wrong("histograms are not read of databases");
        }
        if (query.kind() != Query.Kind.VALUE && !question.isOfWindow()) {
            throw UnansweredException.wrong(
                    "the statement has no :from and :to, so what it gives is not of the window");
        }
        return CompletableFuture.supplyAsync(() -> answer(query.kind(), question, name, window), blocking);
    }

    private Answer answer(Query.Kind kind, SqlQuestion question, String side, Window window) {
        try (Connection connection = DriverManager.getConnection(database.address(), properties())) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
                statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
                statement.setMaxRows(MOST_ROWS + 1);
                question.fill(statement, side, window);
                try (ResultSet rows = statement.executeQuery()) {
                    return answer(kind, rows);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        database.user().ifPresent(user -> properties.setProperty("user", user));
        database.secret().ifPresent(secret -> properties.setProperty("password", secret));
        if (database.address().startsWith("jdbc:postgresql:")) {
            // Others refuse properties that they don't know.
            String seconds = String.valueOf(Math.max(1, timeout.toSeconds()));
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
        }
        return properties;
    }

    private static Answer answer(Query.Kind kind, ResultSet rows) throws SQLException {
        return switch (kind) {
            case VALUE -> single(rows).<Answer>map(Answer.Value::new).orElseGet(Answer.Nothing::new);
            case INCREASE ->
                single(rows)
                        .map(value -> Growths.of(value, "what the statement gives"))
                        .orElseGet(Answer.Nothing::new);
            case SAMPLES -> new Answer.Samples(samples(rows));
            case TEXTS -> new Answer.Texts(texts(rows));
            case HISTOGRAM -> throw new IllegalArgumentException(kind.toString());
        };
    }

    private static Optional<Double> single(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (columns != 1) {
            throw UnansweredException.wrong("one column was expected, and there are " + columns);
        }
        if (!rows.next()) {
            return Optional.empty();
        }
        String first = rows.getString(1);
        double value = first == null ? 0 : number(first);
        if (rows.next()) {
            throw UnansweredException.wrong(
                    "one row was expected, and there are several, such as " + first + " and " + rows.getString(1));
        }
        return first == null ? Optional.empty() : Optional.of(value);
    }

    private static List<Answer.Sample> samples(ResultSet rows) throws SQLException {
        int at = column(rows, "at").orElseThrow(JdbcSource::columnsExpected);
        int value = column(rows, "value").orElseThrow(JdbcSource::columnsExpected);
        Optional<Integer> id = column(rows, "id");
        List<Answer.Sample> samples = new ArrayList<>();
        while (rows.next()) {
            checkSize(samples.size());
            String number = rows.getString(value);
            if (number != null) {
                samples.add(new Answer.Sample(time(rows, at), id(rows, id), number(number)));
            }
        }
        samples.sort(Comparator.comparingLong(Answer.Sample::at));
        return samples;
    }

    private static List<Answer.Text> texts(ResultSet rows) throws SQLException {
        int at = column(rows, "at").orElseThrow(JdbcSource::columnsExpected);
        int text = column(rows, "text").orElseThrow(JdbcSource::columnsExpected);
        Optional<Integer> id = column(rows, "id");
        List<Answer.Text> texts = new ArrayList<>();
        while (rows.next()) {
            checkSize(texts.size());
            String found = rows.getString(text);
            if (found != null) {
                texts.add(new Answer.Text(time(rows, at), id(rows, id), found));
            }
        }
        texts.sort(Comparator.comparingLong(Answer.Text::at));
        return texts;
    }

    private static void checkSize(int size) {
        if (size >= MOST_ROWS) {
            throw UnansweredException.wrong("the window has more than " + MOST_ROWS + " rows");
        }
    }

    private static UnansweredException columnsExpected() {
        return UnansweredException.wrong(
                "columns 'at' and 'value' (or 'text'), and perhaps 'id', were expected; name them with AS");
    }

    private static Optional<Integer> column(ResultSet rows, String name) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String id(ResultSet rows, Optional<Integer> column) throws SQLException {
        return column.isEmpty()
                ? ""
                : Optional.ofNullable(rows.getString(column.get())).orElse("");
    }

    private static long time(ResultSet rows, int column) throws SQLException {
        String type = rows.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        if (type.startsWith("timestamp")) {
            Timestamp time = rows.getTimestamp(column);
            if (time != null) {
                return time.getTime();
            }
        }
        String text = Optional.ofNullable(rows.getString(column)).orElse("");
        return Times.parse(text)
                .orElseThrow(() -> UnansweredException.wrong("a row has '" + text + "' as its time 'at'"));
    }

    private static double number(String text) {
        try {
            return switch (text) {
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> Numbers.parse(text);
            };
        } catch (NumberFormatException e) {
            throw UnansweredException.wrong("a number was expected, not '" + text + "'");
        }
    }

    private UnansweredException explained(SQLException problem) {
        String state = Optional.ofNullable(problem.getSQLState()).orElse("");
        String said = database.hide(
                Optional.ofNullable(problem.getMessage()).orElse("").strip().replaceAll("\\s+", " "));
        if (state.startsWith(CREDENTIALS)) {
            return UnansweredException.blind("the database refused our credentials: " + said);
        }
        boolean isOurs = problem instanceof SQLSyntaxErrorException
                || OURS.stream().anyMatch(state::startsWith) && !(problem instanceof SQLTimeoutException);
        return isOurs
                ? UnansweredException.wrong("the database can't answer the question: " + said)
                : UnansweredException.blind("the database gave no answer: " + said);
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
