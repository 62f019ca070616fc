package io.jenkins.plugins.aidelivery.evidence;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in a file, as the engine reads it. */
sealed interface TableSource {
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

    /**
     * Comma separated values and their kin: everything is text, an empty cell is nothing.
     *
     * @param path as SQL takes it
     */
    record Csv(String path, CsvHeader header, boolean packed) implements TableSource {
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
                    + " nullstr = '', compression = '" + (packed ? "gzip" : "none") + "')";
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
     * @param names keys of the first objects
     */
    record Json(String path, List<String> names, boolean array, boolean packed) implements TableSource {
        private static final long LARGEST_OBJECT = 16L << 20;

        @Override
        public String from(List<String> wanted) {
            String columns = wanted.stream()
                    .map(name -> TableEngine.literal(name) + ": 'JSON'")
                    .collect(Collectors.joining(", "));
            return "read_json(" + path + ", format = '" + (array ? "array" : "newline_delimited") + "', columns = {"
                    + columns + "}, maximum_object_size = " + LARGEST_OBJECT + ", compression = '"
                    + (packed ? "gzip" : "uncompressed") + "')";
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
     * @param types DuckDB's names, in the columns' order
     */
    record Parquet(String path, List<String> names, List<String> types) implements TableSource {
        @Override
        public String from(List<String> wanted) {
            return "read_parquet(" + path + ")";
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
