package io.jenkins.plugins.aidelivery.rollout.metric;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that reads, with names where values belong: {@code :side}, {@code :from} and {@code :to} (times), {@code :from_ms} and
 * {@code :to_ms} (epoch milliseconds).
 *
 * @param sql with question marks
 * @param names of what belongs there
 */
record SqlQuestion(String sql, List<String> names) {
    private static final List<String> KNOWN = List.of("side", "from", "to", "from_ms", "to_ms");

    /** What is no SQL of its own (texts, quoted names, comments), casts such as {@code ::int}, and names. */
    private static final Pattern PART = Pattern.compile(
            "(?<skipped>'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|--[^\n]*+"
                    + "|/\\*(?:[^*]|\\*(?!/))*+\\*/|::)|:(?<name>[a-zA-Z_]\\w*+)|(?<end>;)|(?<mark>\\?)|(?<dollar>\\$\\w*+\\$)");

    private static final Pattern BEGIN =
            Pattern.compile("(?is)(?:\\s++|--[^\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+(?:select|with)\\b.*+");

    /** @throws UnansweredException if it may do more than read, or has names of nothing */
    static SqlQuestion of(String text) {
        String statement = text.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        if (!BEGIN.matcher(statement).matches()) {
            throw UnansweredException.wrong("a statement that begins with SELECT or WITH was expected");
        }
        List<String> names = new ArrayList<>();
        Matcher matcher = PART.matcher(statement);
        StringBuilder sql = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            if (matcher.group("end") != null) {
                throw UnansweredException.wrong("one statement was expected, and ';' begins a second one");
            }
            if (matcher.group("mark") != null || matcher.group("dollar") != null) {
                throw UnansweredException.wrong("'" + matcher.group() + "' can't stand outside of quotes here");
            }
            if (name != null) {
                names.add(known(name));
            }
            matcher.appendReplacement(sql, Matcher.quoteReplacement(name == null ? matcher.group() : "?"));
        }
        matcher.appendTail(sql);
        if (!names.contains("side")) {
            throw UnansweredException.wrong("the statement has no :side, so every side would get the same number");
        }
        return new SqlQuestion(sql.toString(), List.copyOf(names));
    }

    private static String known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(lower)) {
            throw UnansweredException.wrong(
                    "':" + name + "' stands for nothing; known are :" + String.join(", :", KNOWN));
        }
        return lower;
    }

    /** Whether what comes out depends on the window's beginning and end. */
    boolean isOfWindow() {
        return names.stream().anyMatch(name -> name.startsWith("from"))
                && names.stream().anyMatch(name -> name.startsWith("to"));
    }

    void fill(PreparedStatement statement, String side, Window window) throws SQLException {
        for (int i = 0; i < names.size(); i++) {
            switch (names.get(i)) {
                case "side" -> statement.setString(i + 1, side);
                case "from" -> statement.setTimestamp(i + 1, new Timestamp(window.from()));
                case "to" -> statement.setTimestamp(i + 1, new Timestamp(window.to()));
                case "from_ms" -> statement.setLong(i + 1, window.from());
                default -> statement.setLong(i + 1, window.to());
            }
        }
    }
}
