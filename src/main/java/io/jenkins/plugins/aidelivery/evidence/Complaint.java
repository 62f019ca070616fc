package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/** Parsers' exceptions as sentences with a place, for the person who looks at the file next. */
public final class Complaint {
    private Complaint() {}

    public static String about(IOException e) {
        if (e instanceof EvidenceException) {
            return e.getMessage();
        }
        if (e instanceof JsonEOFException json) {
            return place(json.getLocation()) + "the file ends in the middle of a value; it seems to be cut off";
        }
        if (e instanceof StreamConstraintsException json) {
            return about(json, json.getLocation());
        }
        if (e instanceof JsonProcessingException json) {
            return place(json) + "not valid JSON: " + message(json);
        }
        if (e instanceof NoSuchFileException) {
            return "the file is gone";
        }
        if (e instanceof AccessDeniedException) {
            return "the file may not be read by this user";
        }
        if (e instanceof EOFException) {
            return "the file ends too early; it seems to be cut off";
        }
        return "reading failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage()));
    }

    /** What goes beyond a limit, which the parser says in terms of its own settings. */
    public static String about(StreamConstraintsException e, JsonLocation location) {
        String message = firstLine(e.getOriginalMessage());
        String what = message.contains("nesting depth")
                ? "nested deeper than " + JsonInput.DEEPEST + " levels"
                : message.replaceAll("\\s*\\(.*?\\)", "").replaceAll("\\s*\\(.*", "");
        return place(location) + "beyond what a report has: " + what;
    }

    /** @param location where the parser was; known even if the exception does not say it */
    public static String about(XMLStreamException e, Location location) {
        String message = firstLine(e.getMessage() == null ? "unreadable" : e.getMessage());
        String place = location == null
                ? ""
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ": ";
        if (message.startsWith("Unexpected EOF") || message.contains("end-of-input")) {
            return place + "the file ends in the middle of an element; it seems to be cut off";
        }
        if (message.startsWith("Undeclared general entity")) {
            return place + "the report uses an XML entity of its own; entities are not expanded";
        }
        if (message.startsWith("Maximum Element Depth")) {
            return place + "nested deeper than " + XmlInput.DEEPEST + " levels";
        }
        return place + "not valid XML: " + message;
    }

    public static String message(JsonProcessingException e) {
        return firstLine(e.getOriginalMessage());
    }

    /** {@code line 3, column 17: }, as far as it is known. */
    public static String place(JsonProcessingException e) {
        return place(e.getLocation());
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** Parsers add the source's name and position in further lines. */
    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        String line = (end < 0 ? message : message.substring(0, end)).strip();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
