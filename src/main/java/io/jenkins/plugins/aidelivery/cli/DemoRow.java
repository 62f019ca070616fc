package io.jenkins.plugins.aidelivery.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the example's test table.
 *
 * @param json its features and its size band, as a request
 * @param label what is true
 */
record DemoRow(String json, String label) {
    /** @throws IOException with a sentence, if the table isn't as the example's */
    static List<DemoRow> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",");
        List<DemoRow> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            if (values.length != names.length) {
                throw new IOException(file + " has a row of " + values.length + " values; " + names.length
                        + " were expected: " + line);
            }
            rows.add(row(names, values, file));
        }
        if (rows.isEmpty()) {
            throw new IOException(file + " has no rows");
        }
        return rows;
    }

    private static DemoRow row(String[] names, String[] values, Path file) throws IOException {
        ObjectNode request = JsonFile.MAPPER.createObjectNode();
        String label = "";
        for (int i = 0; i < names.length; i++) {
            switch (names[i]) {
                case "id" -> request.put("id", values[i]);
                case "label" -> label = values[i];
                case "size_band" -> request.put("size_band", values[i]);
                default -> request.put(names[i], number(values[i], file));
            }
        }
        return new DemoRow(request.toString(), label);
    }

    private static double number(String text, Path file) throws IOException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file + " has '" + text + "' where a number was expected", e);
        }
    }
}
