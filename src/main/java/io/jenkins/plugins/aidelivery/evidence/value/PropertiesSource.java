package io.jenkins.plugins.aidelivery.evidence.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Report;
import java.io.IOException;
import java.io.Reader;
import java.util.Properties;

/** A Java properties file in UTF-8: one object of texts. */
final class PropertiesSource implements ValueSource {
    /** Properties are read whole. */
    private static final long LARGEST = 8L << 20;

    @Override
    public void read(Report report, PlaceSearch search) throws IOException {
        report.limit(LARGEST, "a properties file");
        Listing listing = new Listing();
        try (Reader in = report.text()) {
            listing.load(in);
        } catch (IllegalArgumentException e) {
            throw new EvidenceException("not a properties file: " + e.getMessage(), e);
        }
        if (!listing.twice.isEmpty()) {
            throw new EvidenceException("'" + listing.twice + "' is there twice");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        listing.stringPropertyNames().forEach(name -> object.put(name, listing.getProperty(name)));
        search.textsAreNumbers();
        try (JsonParser in = object.traverse()) {
            in.nextToken();
            search.document(in);
        }
    }

    /** Sees what the format's own reader would quietly overwrite. */
    private static final class Listing extends Properties {
        private static final long serialVersionUID = 1;
        private String twice = "";

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                twice = key.toString();
            }
            return before;
        }

        // What it saw is no part of what it is.
        @Override
        public synchronized boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public synchronized int hashCode() {
            return super.hashCode();
        }
    }
}
