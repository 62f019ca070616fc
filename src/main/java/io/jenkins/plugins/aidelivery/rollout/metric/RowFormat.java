package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes columns out of the rows of a file. */
sealed interface RowFormat {
    /** A row, of which a column is asked by its name; empty if it has no value there. */
    @FunctionalInterface
    interface Row {
        Optional<String> get(String column);
    }

    /** @throws UnansweredException if there can't be such a column */
    void check(String column);

    /** @throws UnansweredException if the record is no row */
    Row row(String record);

    /** Comma-separated values whose first row names the columns. */
    record Csv(List<String> header) implements RowFormat {
        public Csv {
            header = List.copyOf(header);
        }

        static Csv of(String first) {
            return new Csv(fields(first.startsWith("\uFEFF") ? first.substring(1) : first).stream()
                    .map(String::strip)
                    .toList());
        }

        @Override
        public void check(String column) {
            if (!header.contains(column)) {
                throw UnansweredException.wrong("the file has no column '" + column + "'"
                        + Suggestion.question(header, column) + "; it has " + String.join(", ", header));
            }
        }

        @Override
        public Row row(String record) {
            List<String> fields = fields(record);
            if (fields.size() != header.size()) {
                throw UnansweredException.wrong("a row has " + fields.size() + " values where " + header.size()
                        + " were expected: " + Shown.of(record));
            }
            return column -> {
                int at = header.indexOf(column);
                return at < 0 || fields.get(at).isBlank()
                        ? Optional.empty()
                        : Optional.of(fields.get(at).strip());
            };
        }

        private static List<String> fields(String record) {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean inQuotes = false;
            for (int i = 0; i < record.length(); i++) {
                char c = record.charAt(i);
                if (c == '"') {
                    // Two quotes between quotes are one.
                    boolean isDouble = inQuotes && i + 1 < record.length() && record.charAt(i + 1) == '"';
                    if (isDouble) {
                        field.append('"');
                        i++;
                    } else {
                        inQuotes = !inQuotes;
                    }
                } else if (c == ',' && !inQuotes) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else {
                    field.append(c);
                }
            }
            fields.add(field.toString());
            return fields;
        }
    }

    /** An object of JSON in each line; a column is one of its keys, or a pointer if it begins with a slash. */
    record JsonLines() implements RowFormat {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public void check(String column) {
            if (column.startsWith("/")) {
                try {
                    JsonPointer.compile(column);
                } catch (IllegalArgumentException e) {
                    throw UnansweredException.wrong("'" + column + "' is no pointer such as /data/errors");
                }
            }
        }

        @Override
        public Row row(String record) {
            JsonNode tree;
            try {
                tree = JSON.readTree(record);
            } catch (JsonProcessingException e) {
                throw UnansweredException.wrong("a line is no JSON: " + Shown.of(record));
            }
            if (!tree.isObject()) {
                throw UnansweredException.wrong("a line is no object: " + Shown.of(record));
            }
            return column -> {
                JsonNode node = column.startsWith("/") ? tree.at(column) : tree.path(column);
                return node.isMissingNode() || node.isNull()
                        ? Optional.empty()
                        : Optional.of(node.isValueNode() ? node.asText() : node.toString());
            };
        }
    }
}
