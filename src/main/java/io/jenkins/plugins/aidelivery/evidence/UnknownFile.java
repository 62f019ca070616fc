package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;
import java.util.Locale;

/**
 * A file that matches a pattern but that no reader knows. A wide pattern matches many that have nothing to do with
 * evidence, but a report that was cut off or never written must not pass for one of them.
 */
final class UnknownFile {
    private final Report report;
    private final Head head;
    private final String extension;

    UnknownFile(Report report) {
        this.report = report;
        this.head = report.head();
        String name = head.name().toLowerCase(Locale.ROOT);
        this.extension = name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Lets a file pass that is none of a gate's business.
     *
     * @param named whether somebody named this very file as evidence
     * @throws EvidenceException with a sentence, if it is a report that went wrong
     * @throws IOException likewise, with a place in the file
     */
    void check(boolean named) throws IOException {
        boolean json = extension.matches("json|jsonl|ndjson|sarif");
        boolean xml = extension.equals("xml");
        if (json || xml) {
            checkContent(json);
        }
        if (!named) {
            return;
        }
        if (head.shape() == Head.Shape.EMPTY) {
            throw new EvidenceException("the file is empty");
        }
        throw new EvidenceException(advice());
    }

    private String advice() {
        if (head.shape() == Head.Shape.PARQUET || extension.matches("csv|tsv")) {
            return "a table, not a report; if it holds predictions, name it with 'predictions:' and say which column is "
                    + "the label";
        }
        return head.isCompressed()
                ? "compressed with gzip; unpack it before the gate reads it"
                : "not a report in any format that is known here; to take single values from it, list them under 'values'";
    }

    private void checkContent(boolean json) throws IOException {
        if (head.start().matches("(?is)(<!doctype\\s+html|<html)\\b.*")) {
            throw new EvidenceException(
                    "an HTML page, perhaps a server's error message, whatever the file's name says");
        }
        switch (head.shape()) {
            case EMPTY -> throw new EvidenceException("the file is empty");
            case XML -> {
                if (json) {
                    throw unlike("XML", "JSON");
                }
                report.xml(in -> {
                    while (in.hasNext()) {
                        in.next();
                    }
                });
            }
            case JSON, JSON_LINES -> {
                if (!json) {
                    throw unlike("JSON", "XML");
                }
                checkJson();
            }
            case TEXT, BINARY, PARQUET ->
                throw new EvidenceException(
                        head.isCompressed()
                                ? "compressed with gzip; unpack it before the gate reads it"
                                : "neither XML nor JSON from its first characters on, whatever its name says");
        }
    }

    private static EvidenceException unlike(String content, String name) {
        return new EvidenceException(
                "the content is " + content + ", the name says " + name + ", and it is no report that is known here");
    }

    private void checkJson() throws IOException {
        report.json(JsonInput.TOLERANT, in -> {
            while (in.nextToken() != null) {
                in.skipChildren();
            }
        });
    }
}
