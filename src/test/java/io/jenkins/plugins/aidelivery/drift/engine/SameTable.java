package io.jenkins.plugins.aidelivery.drift.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.postgresql.PGConnection;

/** One table in all engines: every cell is written down as a text once, and each engine reads the same texts. */
final class SameTable {
    private static final String NULL = "\u0001";
    private static final String END_OF_CELL = "\u0002";

    /** Trino takes a million. */
    private static final int CHARACTERS_PER_STATEMENT = 900_000;

    private final String name;
    private final int rows;
    private final List<Column> columns = new ArrayList<>();

    SameTable(String name, int rows) {
        this.name = name;
        this.rows = rows;
    }

    /** What is in a file, with the types that its columns have in another. */
    static SameTable of(String name, Path file, Path typed) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Map<String, Type> types = new LinkedHashMap<>();
            try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM '" + typed + "'")) {
                while (columns.next()) {
                    types.put(columns.getString(1), type(columns.getString(2)));
                }
            }
            List<String[]> rows = new ArrayList<>();
            String cells = types.keySet().stream()
                    .map(column -> "CAST(" + column + " AS VARCHAR)")
                    .collect(Collectors.joining(", "));
            try (ResultSet result = statement.executeQuery("SELECT " + cells + " FROM '" + file + "'")) {
                while (result.next()) {
                    String[] row = new String[types.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = result.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
            SameTable table = new SameTable(name, rows.size());
            int at = 0;
            for (Map.Entry<String, Type> column : types.entrySet()) {
                int index = at++;
                table.with(column.getKey(), column.getValue(), row -> rows.get(row)[index]);
            }
            return table;
        }
    }

    private static Type type(String duckDb) {
        return Stream.of(Type.values())
                .filter(type -> type.duckDb.equals(duckDb))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type " + duckDb + " here"));
    }

    /** A type as DuckDB, PostgreSQL and Trino call it. */
    enum Type {
        DOUBLE("DOUBLE", "double precision", "double"),
        REAL("FLOAT", "real", "real"),
        TINYINT("TINYINT", "smallint", "tinyint"),
        SMALLINT("SMALLINT", "smallint", "smallint"),
        INTEGER("INTEGER", "integer", "integer"),
        BIGINT("BIGINT", "bigint", "bigint"),
        DECIMAL("DECIMAL(18, 4)", "numeric(18, 4)", "decimal(18, 4)"),
        LONG_DECIMAL("DECIMAL(38, 10)", "numeric(38, 10)", "decimal(38, 10)"),
        TEXT("VARCHAR", "text", "varchar"),
        CHAR("VARCHAR", "char(8)", "char(8)"),
        UUID("UUID", "uuid", "uuid"),
        BOOLEAN("BOOLEAN", "boolean", "boolean"),
        DATE("DATE", "date", "date"),
        TIMESTAMP("TIMESTAMP", "timestamp", "timestamp(6)"),
        /** PostgreSQL rounds it. */
        NANOS("TIMESTAMP_NS", "timestamp", "timestamp(9)"),
        NANOS_ZONE("TIMESTAMP_NS", "timestamptz", "timestamp(9) with time zone"),
        TIMESTAMP_ZONE("TIMESTAMP WITH TIME ZONE", "timestamptz", "timestamp(6) with time zone"),
        VECTOR("DOUBLE[]", "double precision[]", "array(double)");

        private final String duckDb;
        private final String postgres;
        private final String trino;

        Type(String duckDb, String postgres, String trino) {
            this.duckDb = duckDb;
            this.postgres = postgres;
            this.trino = trino;
        }
    }

    private record Column(String name, Type type, String[] cells) {}

    /** @param cells by row; null where there is nothing */
    SameTable with(String column, Type type, Function<Integer, Object> cells) {
        String[] texts = IntStream.range(0, rows)
                .mapToObj(cells::apply)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
        columns.add(new Column(column, type, texts));
        return this;
    }

    String name() {
        return name;
    }

    private String definition(Function<Type, String> type) {
        return columns.stream()
                .map(column -> column.name() + " " + type.apply(column.type()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As a Parquet file. */
    Path parquet(Path directory) throws SQLException {
        Path file = directory.resolve(name + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE cells " + definition(type -> "VARCHAR"));
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender("main", "cells")) {
                for (int row = 0; row < rows; row++) {
                    appender.beginRow();
                    for (Column column : columns) {
                        appender.append(column.cells()[row]);
                    }
                    appender.endRow();
                }
            }
            statement.execute("SET TimeZone = 'UTC'");
            String typed = columns.stream()
                    .map(column -> "CAST(" + column.name() + " AS " + column.type().duckDb + ") AS " + column.name())
                    .collect(Collectors.joining(", "));
            statement.execute("COPY (SELECT " + typed + " FROM cells) TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    void intoPostgres(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " " + definition(type -> type.postgres));
            statement.execute("SET TimeZone = 'UTC'");
        }
        StringBuilder copied = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            String separator = "";
            for (Column column : columns) {
                String cell = column.cells()[row];
                if (column.type() == Type.VECTOR && cell != null) {
                    cell = cell.replace('[', '{').replace(']', '}');
                }
                copied.append(separator)
                        .append(
                                cell == null
                                        ? "\\N"
                                        : cell.replace("\\", "\\\\").replace("\t", "\\t"));
                separator = "\t";
            }
            copied.append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + name + " FROM STDIN",
                        new ByteArrayInputStream(copied.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void intoTrino(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " " + definition(type -> type.trino));
            for (int row = 0; row < rows; ) {
                List<StringBuilder> lists =
                        columns.stream().map(column -> new StringBuilder()).toList();
                int first = row;
                for (int length = 0; row < rows && length < CHARACTERS_PER_STATEMENT; row++) {
                    length = 0;
                    for (int c = 0; c < lists.size(); c++) {
                        String cell = columns.get(c).cells()[row];
                        lists.get(c)
                                .append(row == first ? "" : END_OF_CELL)
                                .append(cell == null ? NULL : cell.replace("'", "''"));
                        length += lists.get(c).length();
                    }
                }
                statement.execute("INSERT INTO " + name + " SELECT " + typed() + " FROM UNNEST("
                        + lists.stream()
                                .map(list -> "split('" + list + "', '" + END_OF_CELL + "')")
                                .collect(Collectors.joining(", "))
                        + ") AS cells (" + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ")");
            }
        }
    }

    private String typed() {
        return columns.stream()
                .map(column -> {
                    String cell = "NULLIF(" + column.name() + ", '" + NULL + "')";
                    boolean vector = column.type() == Type.VECTOR;
                    return "CAST(" + (vector ? "json_parse(" + cell + ")" : cell) + " AS " + column.type().trino + ")";
                })
                .collect(Collectors.joining(", "));
    }
}
