package io.jenkins.plugins.aidelivery.evidence.value;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonInput;
import io.jenkins.plugins.aidelivery.evidence.Report;
import java.io.IOException;

/** A JSON document, or a list of them as JSON lines. */
final class JsonSource implements ValueSource {
    private final boolean lines;

    /** @param lines whether the file is a list of documents, however many there are */
    JsonSource(boolean lines) {
        this.lines = lines;
    }

    @Override
    public void read(Report report, PlaceSearch search) throws IOException {
        report.json(lines ? in -> list(in, search) : in -> single(in, search));
    }

    private static void list(JsonParser in, PlaceSearch search) throws IOException {
        PlaceSearch.Elements documents = search.elements();
        while (in.nextToken() != null) {
            documents.show(JsonInput.tree(in));
        }
    }

    private static void single(JsonParser in, PlaceSearch search) throws IOException {
        in.nextToken();
        search.document(in);
        if (in.nextToken() != null) {
            throw new EvidenceException(
                    "line " + in.currentTokenLocation().getLineNr() + ": a second JSON document follows the first");
        }
    }
}
