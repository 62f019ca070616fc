package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Columns that stand in the paths of a table's files, as Hive, Spark and DuckDB write them:
 * {@code data/day=2026-01-31/part-0.parquet}. They are read from what people call the files, since the engine knows them by other
 * names.
 *
 * @param keys names of the columns, in the order of the paths
 * @param values of each file, in the order of the keys; null where there is none
 */
record Partitions(List<String> keys, Map<DataFile, List<String>> values) {
    /** What Hive and Spark call a directory of rows without a value. */
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final int HEX = 16;

    /** @throws EvidenceException with a sentence, if the paths of some files have other keys than those of others */
    static Partitions of(List<DataFile> files) throws EvidenceException {
        DataFile first = files.get(0);
        List<String> keys = List.copyOf(pairs(first).keySet());
        Map<DataFile, List<String>> values = new LinkedHashMap<>();
        for (DataFile file : files) {
            Map<String, String> pairs = pairs(file);
            if (!List.copyOf(pairs.keySet()).equals(keys)) {
                throw new EvidenceException(file.path() + " has " + words(List.copyOf(pairs.keySet()))
                        + " in its path, where " + first.path() + " has " + words(keys));
            }
            values.put(file, new ArrayList<>(pairs.values()));
        }
        return new Partitions(keys, values);
    }

    private static String words(List<String> keys) {
        return keys.isEmpty()
                ? "no partition"
                : keys.stream().map(key -> "'" + key + "='").collect(Collectors.joining(" and "));
    }

    /** The directories of the form {@code key=value}. */
    private static Map<String, String> pairs(DataFile file) throws EvidenceException {
        List<String> parts =
                Arrays.asList(file.path().replace(File.separatorChar, '/').split("/"));
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : parts.subList(0, parts.size() - 1)) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                String key = decoded(part.substring(0, sign));
                if (pairs.containsKey(key)) {
                    throw new EvidenceException(file.path() + " has '" + key + "=' twice in its path");
                }
                pairs.put(key, value(decoded(part.substring(sign + 1))));
            }
        }
        return pairs;
    }

    /** As DuckDB reads them; an empty text is nothing, as it is in CSV. */
    private static String value(String text) {
        return text.isEmpty() || text.equals(NO_VALUE) || text.equalsIgnoreCase("null") ? null : text;
    }

    /** Characters that a path can't have are written as {@code %2F}. */
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], HEX) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], HEX) : -1;
            if (low >= 0) {
                decoded.write(high * HEX + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Whether a column of the files has the name of a partition, which then takes its place; case plays no part, as in DuckDB. */
    boolean replaces(String column) {
        return keys.stream().anyMatch(key -> key.equalsIgnoreCase(column));
    }

    /** The value of one file; null if it has none. */
    String value(DataFile file, String key) {
        return values.get(file).get(keys.indexOf(key));
    }

    /** A list of the values of all files, in their order. */
    String list(String key, Dialect dialect) {
        int at = keys.indexOf(key);
        return values.values().stream()
                .map(some -> some.get(at) == null ? "NULL::VARCHAR" : dialect.literal(some.get(at)))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
