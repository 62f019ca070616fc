package io.jenkins.plugins.aidelivery.evidence.table;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in a file, as the engine reads it. */
public sealed interface TableSource {
    /** What a column's cells are made of. */
    enum Type {
        TEXT,
        WHOLE,
        REAL
    }

    /** The columns' names, in order; one may occur twice. */
    List<String> names();

    /** What SQL selects from. */
    String from(List<String> wanted);

    /** A cell, as {@link #type} says. */
    String cell(String name);

    Type type(String name) throws EvidenceException;

    /** How many rows there are by our own count; empty where the format itself says so. */
    default OptionalLong rows() throws IOException {
        return OptionalLong.empty();
    }

    /** Where exactly a text is broken, if that can be found out better than the engine said. */
    default EvidenceException explained(EvidenceException complaint) {
        return complaint;
    }

    /**
     * Comma separated values and their kin: everything is text, an empty cell is nothing.
     *
     * @param file where they are
     * @param path as SQL takes it
     * @param header their names
     */
    record Csv(TableFile file, String path, CsvHeader header) implements TableSource {
        @Override
        public List<String> names() {
            return header.names();
        }

        /** Columns go by number: so no name of a file ever is SQL, and all that a name may be is allowed. */
        @Override
        public String from(List<String> wanted) {
            String columns = IntStream.range(0, names().size())
                    .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                    .collect(Collectors.joining(", "));
            return "read_csv(" + path + ", auto_detect = false, columns = {" + columns + "}, delim = "
                    + TableEngine.literal(String.valueOf(header.separator()))
                    + ", quote = '\"', escape = '\"', header = true, strict_mode = true, null_padding = false,"
                    + " nullstr = '', compression = '" + (file.isPacked() ? "gzip" : "none") + "')";
        }

        @Override
        public OptionalLong rows() throws IOException {
            try (InputStream in = file.bytes()) {
                return OptionalLong.of(RecordScan.csv(in, header.separator()) - 1);
            }
        }

        @Override
        public String cell(String name) {
            return "c" + names().indexOf(name);
        }

        @Override
        public Type type(String name) {
            return Type.TEXT;
        }
    }

    /**
     * JSON objects, a line each or in one array.
     *
     * @param file where they are
     * @param path as SQL takes it
     * @param names keys of the first objects
     * @param array whether they are in one
     */
    record Json(TableFile file, String path, List<String> names, boolean array) implements TableSource {
        public Json {
            names = List.copyOf(names);
        }

        private static final long LARGEST_OBJECT = 16L << 20;

        @Override
        public String from(List<String> wanted) {
            String columns = wanted.stream()
                    .map(name -> TableEngine.literal(name) + ": 'JSON'")
                    .collect(Collectors.joining(", "));
            return "read_json(" + path + ", format = '" + (array ? "array" : "newline_delimited")
                    + "', columns = {"
                    + columns + "}, maximum_object_size = " + LARGEST_OBJECT + ", compression = '"
                    + (file.isPacked() ? "gzip" : "uncompressed") + "')";
        }

        @Override
        public OptionalLong rows() throws IOException {
            if (array) {
                return OptionalLong.empty();
            }
            try (InputStream in = file.bytes()) {
                return OptionalLong.of(RecordScan.lines(in));
            }
        }

        /** The engine counts lines from 2 on and leaves empty ones out. */
        @Override
        public EvidenceException explained(EvidenceException complaint) {
            return file.brokenJson()
                    .map(place -> new EvidenceException(place, complaint))
                    .orElse(complaint);
        }

        @Override
        public String cell(String name) {
            return "(" + TableEngine.quoted(name) + " ->> '$')";
        }

        @Override
        public Type type(String name) {
            return Type.TEXT;
        }
    }

    /**
     * Parquet, with types of its own.
     *
     * @param path as SQL takes it
     * @param names of the columns, in order
     * @param types DuckDB's names of theirs
     */
    record Parquet(String path, List<String> names, List<String> types) implements TableSource {
        public Parquet {
            names = List.copyOf(names);
            types = List.copyOf(types);
        }

        @Override
        public String from(List<String> wanted) {
            return "read_parquet(" + path + ", hive_partitioning = false)";
        }

        @Override
        public String cell(String name) {
            String column = TableEngine.quoted(name);
            return switch (typeOf(sqlType(name))) {
                case TEXT -> "CAST(" + column + " AS VARCHAR)";
                case WHOLE -> "CAST(" + column + " AS HUGEINT)";
                case REAL -> "CAST(" + column + " AS DOUBLE)";
            };
        }

        @Override
        public Type type(String name) throws EvidenceException {
            String type = sqlType(name);
            if (type.matches("(?s).*(\\[|STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY).*")) {
                throw new EvidenceException("column '" + name + "' holds " + type.split("[(]")[0]
                        + " values; a text or a number was expected");
            }
            return typeOf(type);
        }

        private String sqlType(String name) {
            return types.get(names.indexOf(name));
        }

        private static Type typeOf(String type) {
            if (type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)")) {
                return type.equals("UHUGEINT") ? Type.TEXT : Type.WHOLE;
            }
            return type.matches("FLOAT|DOUBLE|DECIMAL.*") ? Type.REAL : Type.TEXT;
        }
    }
}
