package io.jenkins.plugins.aidelivery.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A specification as it was written: values that know their place, before anybody has asked what they mean. */
public sealed interface SpecNode {
    Place place();

    /** What a person would call it. */
    String kind();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param quoted whether it was in quotes, so that "true" is a text
     */
    record Scalar(Place place, String text, boolean quoted) implements SpecNode {
        private static final int LONGEST_SHOWN = 60;

        @Override
        public String kind() {
            String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
            return isNull() ? "nothing" : "'" + shown + "'";
        }

        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    /**
     * Keys and values in the order in which they were written.
     *
     * @param keys where each key stands
     */
    record Mapping(Place place, Map<String, SpecNode> entries, Map<String, Place> keys) implements SpecNode {
        public static Mapping empty(Place place) {
            return new Mapping(place, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        public void put(String key, Place at, SpecNode value) {
            entries.put(key, value);
            keys.put(key, at);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A list. */
    record Sequence(Place place, List<SpecNode> items) implements SpecNode {
        @Override
        public String kind() {
            return "a list";
        }
    }
}
