package io.jenkins.plugins.aidelivery.evidence.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.jenkins.plugins.aidelivery.evidence.Complaint;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonInput;
import io.jenkins.plugins.aidelivery.evidence.Report;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A table with a header: rows of texts by column. Commas, semicolons or tabs part the columns, as the header does. */
final class CsvSource implements ValueSource {
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .streamReadConstraints(JsonInput.LIMITS)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private static final int MOST_COLUMNS = 10_000;

    @Override
    public void read(Report report, PlaceSearch search) throws IOException {
        search.textsAreNumbers();
        PlaceSearch.Elements rows = search.elements();
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(report.head()));
        try (Reader text = report.text();
                CsvParser in = FACTORY.createParser(text)) {
            in.setSchema(schema);
            List<String> header = header(in);
            while (in.nextToken() != null) {
                rows.show(row(in, header));
            }
        } catch (JsonProcessingException e) {
            throw new EvidenceException(Complaint.place(e) + "not a valid table: " + Complaint.message(e), e);
        }
    }

    private static char separator(Head head) {
        String first = head.start().lines().findFirst().orElse("");
        if (first.indexOf('\t') >= 0) {
            return '\t';
        }
        return first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
    }

    private static List<String> header(CsvParser in) throws IOException {
        if (in.nextToken() == null) {
            throw new EvidenceException("the file is empty");
        }
        List<String> header = cells(in);
        Set<String> names = new LinkedHashSet<>();
        for (String name : header) {
            if (!names.add(name)) {
                throw new EvidenceException("line 1: the column '" + name + "' is there twice");
            }
        }
        return header;
    }

    private static ObjectNode row(CsvParser in, List<String> header) throws IOException {
        List<String> cells = cells(in);
        int line = in.currentTokenLocation().getLineNr();
        if (cells.size() != header.size()) {
            throw new EvidenceException(
                    "line " + line + ": " + cells.size() + " columns where the header has " + header.size());
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            row.put(header.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(CsvParser in) throws IOException {
        List<String> cells = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            cells.add(in.getText());
            if (cells.size() > MOST_COLUMNS) {
                throw new EvidenceException(
                        "line " + in.currentTokenLocation().getLineNr() + ": more than " + MOST_COLUMNS + " columns");
            }
        }
        return cells;
    }
}
