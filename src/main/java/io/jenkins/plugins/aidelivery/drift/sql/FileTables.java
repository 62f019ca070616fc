package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.evidence.table.TableFile;
import io.jenkins.plugins.aidelivery.evidence.table.TableSource;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files as tables: Parquet is read where it is, everything else is read once into the engine, whose columns become numbers where all
 * cells are numbers. What their paths say ({@code day=2026-01-31}) are columns as well.
 */
public final class FileTables implements SqlEngine {
    /** Columns of text that fit into memory in any case. */
    private static final int WIDE = 1000;

    /** What DuckDB calls the number of the file that a row is from, counted from 0. */
    private static final String FILE_INDEX = "file_index";

    private final TableEngine engine;
    private final Dialect dialect = new DuckDbDialect();
    private final Map<String, String> read = new LinkedHashMap<>();
    private int tables;

    private FileTables(TableEngine engine) {
        this.engine = engine;
    }

    /**
     * A file of a table.
     *
     * @param file where it is
     * @param path how people call it
     */
    public record DataFile(Path file, String path) {}

    /** @param files the only ones that may be read */
    public static FileTables open(List<DataFile> files) throws IOException {
        return new FileTables(
                TableEngine.open(files.stream().map(DataFile::file).distinct().toList(), TableEngine.Results.WHOLE));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void each(String sql, Row row) throws IOException {
        try {
            engine.each(sql, row::read);
        } catch (EvidenceException e) {
            throw new EvidenceException(asked(sql) + e.getMessage(), e);
        }
    }

    /** The tables that a question is about, for a complaint: the engine knows their files by other names. */
    private String asked(String sql) {
        return read.entrySet().stream()
                .filter(relation -> sql.contains(relation.getKey()))
                .map(relation -> relation.getValue() + ": ")
                .findFirst()
                .orElse("");
    }

    /**
     * The table that some files are together.
     *
     * @param label what people call it
     * @param files one at least, of the same columns
     */
    public Relation relation(String label, List<DataFile> files) throws IOException {
        return relation(label, files, name -> true);
    }

    /**
     * Some columns of the table that some files are together.
     *
     * @param wanted says which; others are not read
     */
    public Relation relation(String label, List<DataFile> files, Predicate<String> wanted) throws IOException {
        Map<DataFile, TableSource> sources = new LinkedHashMap<>();
        for (DataFile file : files) {
            try {
                sources.put(file, TableFile.open(file.file(), file.path()).source(engine, List.of()));
            } catch (EvidenceException e) {
                throw new EvidenceException(file.path() + ": " + e.getMessage(), e);
            }
        }
        TableSource first = sources.values().iterator().next();
        for (Map.Entry<DataFile, TableSource> source : sources.entrySet()) {
            check(files.get(0), first, source.getKey(), source.getValue());
        }
        Partitions partitions = Partitions.of(files);
        return first instanceof TableSource.Parquet parquet
                ? parquet(label, parquet, partitions, wanted)
                : loaded(label, sources, partitions, wanted);
    }

    private static void check(DataFile firstFile, TableSource first, DataFile file, TableSource source)
            throws EvidenceException {
        Set<String> names = new HashSet<>();
        for (String name : source.names()) {
            if (!names.add(name)) {
                throw new EvidenceException(file.path() + ": column '" + name + "' is there twice");
            }
        }
        boolean same = first.getClass() == source.getClass()
                && (source instanceof TableSource.Json || first.names().equals(source.names()));
        if (!same) {
            throw new EvidenceException(file.path() + " doesn't have the format and columns of " + firstFile.path());
        }
    }

    private Relation parquet(String label, TableSource.Parquet source, Partitions partitions, Predicate<String> wanted)
            throws IOException {
        String paths = partitions.values().keySet().stream()
                .map(file -> engine.path(file.file()))
                .collect(Collectors.joining(", "));
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 0; i < source.names().size(); i++) {
            String name = source.names().get(i);
            String type = source.types().get(i);
            if (wanted.test(name) && !partitions.replaces(name)) {
                columns.add(new SqlColumn(name, dialect.quoted(name), kind(type), type, false));
            }
        }
        for (String key : partitions.keys().stream().filter(wanted).toList()) {
            if (source.names().stream().anyMatch(FILE_INDEX::equalsIgnoreCase)) {
                throw new EvidenceException("column '" + FILE_INDEX
                        + "' has the engine's name for the file of a row, which '" + key
                        + "=' in the paths needs; give it another name, or ignore '" + key + "'");
            }
            String list = partitions.list(key, dialect);
            Kind kind = kinds("(SELECT UNNEST(" + list + ") AS c0) v", 1).get(0);
            columns.add(SqlColumn.partition(key, list + "[CAST(" + FILE_INDEX + " AS BIGINT) + 1]", kind));
        }
        String from = "read_parquet([" + paths + "], hive_partitioning = false)";
        read.put(from, label);
        return new Relation(label, from, columns);
    }

    private static Kind kind(String type) {
        if (type.endsWith("]")) {
            return type.matches("(FLOAT|DOUBLE)\\[\\d*\\]") ? Kind.VECTOR : Kind.OTHER;
        }
        if (type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*")) {
            return Kind.NUMBER;
        }
        if (type.matches("DATE|TIMESTAMP.*")) {
            return Kind.TIME;
        }
        return type.equals("BOOLEAN") ? Kind.BOOLEAN : type.matches("VARCHAR|ENUM.*|UUID") ? Kind.TEXT : Kind.OTHER;
    }

    private Relation loaded(
            String label, Map<DataFile, TableSource> sources, Partitions partitions, Predicate<String> wanted)
            throws IOException {
        List<String> names = Stream.concat(
                        sources.values().stream()
                                .flatMap(source -> source.names().stream())
                                .filter(name -> !partitions.replaces(name))
                                .distinct(),
                        partitions.keys().stream())
                .filter(wanted)
                .toList();
        String table = "loaded" + tables++;
        long rows = 0;
        boolean created = false;
        for (Map.Entry<DataFile, TableSource> entry : sources.entrySet()) {
            String into = created ? "INSERT INTO " + table : "CREATE TABLE " + table + " AS";
            load(into, entry.getKey(), entry.getValue(), partitions, names);
            created = true;
            long before = rows;
            rows = engine.count("SELECT COUNT(*) FROM " + table);
            check(entry.getKey(), entry.getValue(), rows - before);
        }
        List<Kind> kinds = kinds(table, names.size());
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            String name = names.get(i);
            columns.add(
                    partitions.replaces(name)
                            ? SqlColumn.partition(name, "c" + i, kinds.get(i))
                            : new SqlColumn(name, "c" + i, kinds.get(i), "text", true));
        }
        return new Relation(label, table, columns);
    }

    /** Of texts in columns c0, c1 …: they are numbers if every one of them is. */
    private List<Kind> kinds(String from, int columns) throws IOException {
        StringBuilder ask = new StringBuilder("SELECT COUNT(*)");
        for (int i = 0; i < columns; i++) {
            ask.append(", COUNT(c" + i + "), COUNT(TRY_CAST(c" + i + " AS DOUBLE))");
            ask.append(", COUNT(TRY_CAST(c" + i + " AS TIMESTAMP))");
            String length = "len(" + vector("c" + i) + ")";
            ask.append(", COUNT(" + length + "), MIN(" + length + "), MAX(" + length + ")");
        }
        List<Kind> kinds = new ArrayList<>();
        engine.each(ask + " FROM " + from, row -> {
            for (int i = 0; i < columns; i++) {
                kinds.add(textKind(row, 6 * i + 2));
            }
        });
        return kinds;
    }

    /** Numbers in brackets, as JSON has them; nothing if a text isn't that. */
    private static String vector(String text) {
        return "TRY_CAST(CASE WHEN starts_with(" + text + ", '[') THEN " + text + " END AS DOUBLE[])";
    }

    /** What texts are, if all of them are: numbers, times, or vectors of one length. */
    private static Kind textKind(ResultSet row, int at) throws SQLException {
        long cells = row.getLong(at);
        if (cells == 0) {
            return Kind.TEXT;
        }
        if (row.getLong(at + 1) == cells) {
            return Kind.NUMBER;
        }
        if (row.getLong(at + 2) == cells) {
            return Kind.TIME;
        }
        boolean vectors = row.getLong(at + 3) == cells && row.getLong(at + 4) == row.getLong(at + 5);
        return vectors && row.getLong(at + 4) > 1 ? Kind.VECTOR : Kind.TEXT;
    }

    /** Rows that the engine leaves out without a word would be half a table. */
    private static void check(DataFile file, TableSource source, long read) throws IOException {
        OptionalLong counted = counted(file, source);
        if (counted.orElse(read) != read) {
            throw new EvidenceException(file.path() + ": the table engine read " + Figures.number(read)
                    + " rows where the file has " + Figures.number(counted.getAsLong())
                    + "; rows of more than 2 MB can't be read, leave columns of long texts out");
        }
    }

    private static OptionalLong counted(DataFile file, TableSource source) throws IOException {
        try {
            return source.rows();
        } catch (EvidenceException e) {
            throw new EvidenceException(file.path() + ": " + e.getMessage(), e);
        }
    }

    private void load(String into, DataFile file, TableSource source, Partitions partitions, List<String> names)
            throws IOException {
        List<String> selected = new ArrayList<>();
        if (names.isEmpty()) {
            selected.add("TRUE AS none");
        }
        List<String> read = source.names();
        if (source instanceof TableSource.Json) {
            read = read.stream().filter(names::contains).toList();
        }
        for (int i = 0; i < names.size(); i++) {
            selected.add(cell(file, source, partitions, names.get(i)) + " AS c" + i);
        }
        try {
            engine.run(into + " SELECT " + String.join(", ", selected) + " FROM " + source.from(read));
        } catch (EvidenceException e) {
            String wide = names.size() > WIDE
                    ? "; it has " + Figures.number(names.size())
                            + " columns: name those to judge, or write it as Parquet"
                    : "";
            throw new EvidenceException(file.path() + ": " + source.explained(e).getMessage() + wide, e);
        }
    }

    private String cell(DataFile file, TableSource source, Partitions partitions, String name) {
        if (partitions.replaces(name)) {
            String value = partitions.value(file, name);
            return value == null ? "NULL::VARCHAR" : dialect.literal(value);
        }
        return source.names().contains(name) ? source.cell(name) : "NULL::VARCHAR";
    }

    /** How far the query is that runs now; empty if nobody can tell. Any thread may ask. */
    public Optional<TableEngine.Scan> scan() {
        return engine.scan();
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
