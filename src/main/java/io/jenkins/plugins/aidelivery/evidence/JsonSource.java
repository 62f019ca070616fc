package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonParser;
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
        try (JsonParser in = report.json()) {
            if (lines) {
                PlaceSearch.Elements documents = search.elements();
                while (in.nextToken() != null) {
                    documents.show(JsonInput.tree(in));
                }
                return;
            }
            if (in.nextToken() == null) {
                throw new EvidenceException("the file is empty");
            }
            search.document(in);
            if (in.nextToken() != null) {
                throw new EvidenceException(
                        "line " + in.currentTokenLocation().getLineNr() + ": a second JSON document follows the first");
            }
        }
    }
}
