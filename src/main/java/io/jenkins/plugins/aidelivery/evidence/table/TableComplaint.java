package io.jenkins.plugins.aidelivery.evidence.table;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's errors (texts of 1.5) as sentences for the person who looks at the file. */
final class TableComplaint {
    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern COLUMNS = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern JSON_PLACE = Pattern.compile("at byte (\\d+) in line (\\d+): ([^\\n]*)");
    private static final Pattern JSON_LINE = Pattern.compile("in line (\\d+)");
    private static final Pattern PATHS =
            Pattern.compile("(?:in|of)? ?(?:file )?[\"'](?:/|[A-Za-z]:\\\\)[^\"']*[\"'],? ?");

    private TableComplaint() {}

    static EvidenceException about(SQLException e) {
        return new EvidenceException(sentence(e.getMessage() == null ? "" : e.getMessage()), e);
    }

    static String sentence(String full) {
        // With streamed results the driver says first that there is none, then why.
        int why = full.indexOf("\nError: ");
        String message = why < 0 ? full : full.substring(why + "\nError: ".length());
        Matcher line = CSV_LINE.matcher(message);
        if (line.find()) {
            return "line " + line.group(1) + ": " + csv(message);
        }
        Matcher json = JSON_PLACE.matcher(message);
        if (json.find()) {
            return "line " + json.group(2) + ", byte " + json.group(1) + ": not valid JSON: "
                    + json.group(3).strip();
        }
        if (message.contains("maximum_object_size") || message.contains("maximum object size")) {
            Matcher where = JSON_LINE.matcher(message);
            return (where.find() ? "line " + where.group(1) + ": " : "") + "a row of more than 16 MiB";
        }
        if (message.startsWith("Out of Memory")) {
            return message.contains("temp") && message.contains("max_temp_directory_size")
                    ? "the table needs more than " + TableEngine.DISK + " of temporary disk space"
                    : "the table needs more memory than the " + TableEngine.MEMORY + " that it may have";
        }
        if (message.contains("No files found")) {
            return "the file is gone";
        }
        if (message.contains("parquet") || message.contains("Parquet") || message.contains("Thrift")) {
            return "not a readable Parquet file: " + shown(message);
        }
        return "the table can't be read: " + shown(message);
    }

    private static String csv(String message) {
        Matcher columns = COLUMNS.matcher(message);
        if (columns.find()) {
            return columns.group(2) + " cells where the header has " + columns.group(1);
        }
        if (message.contains("unterminated quote")) {
            return "a quote that opens and does not close, or text after a closing quote";
        }
        if (message.contains("Invalid unicode")) {
            return "not UTF-8 text; write the file in UTF-8";
        }
        if (message.contains("Maximum line size") || message.contains("maximum line size")) {
            return "a row of more than 2 MB; leave columns of long texts out";
        }
        String[] lines = message.split("\n");
        return lines.length > 2 ? "not valid CSV: " + lines[2].strip() : "not valid CSV";
    }

    static String firstLine(SQLException e) {
        return shown(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    private static String shown(String message) {
        String line = message.strip().split("\n")[0].replaceFirst("^[A-Z][A-Za-z ]* Error: ", "");
        String plain = PATHS.matcher(line).replaceAll("").strip();
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
