package io.jenkins.plugins.aidelivery.evidence.table;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The first record of a CSV file and what separates its cells. The separator is the one of comma, semicolon, tab and bar
 * with which the columns that are looked for are there; if there is none, the one that gives most columns.
 *
 * @param separator of cells
 * @param names of the columns, in order
 */
record CsvHeader(char separator, List<String> names) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /** The engine's limit of a row too. */
    private static final int LONGEST = 2_000_000;

    static CsvHeader read(Reader in, Collection<String> wanted) throws IOException {
        String record = firstRecord(in);
        CsvHeader best = null;
        for (char separator : SEPARATORS) {
            CsvHeader header = new CsvHeader(separator, split(record, separator));
            if (!wanted.isEmpty() && header.names.containsAll(wanted)) {
                return header;
            }
            best = best == null || header.names.size() > best.names.size() ? header : best;
        }
        return best;
    }

    /** Up to the first line end outside of quotes. */
    private static String firstRecord(Reader in) throws IOException {
        StringBuilder record = new StringBuilder();
        boolean quoted = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            if (record.length() >= LONGEST) {
                throw new EvidenceException("line 1: a header of more than 2 MB");
            }
            record.append((char) c);
        }
        if (record.toString().isBlank()) {
            throw new EvidenceException("line 1: a header with the names of the columns is needed");
        }
        if (record.indexOf("\uFFFD") >= 0) {
            throw new EvidenceException("line 1: not UTF-8 text; write the file in UTF-8");
        }
        return record.toString();
    }

    private static List<String> split(String record, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (quoted && c == '"' && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
