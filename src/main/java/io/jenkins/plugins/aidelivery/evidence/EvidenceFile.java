package io.jenkins.plugins.aidelivery.evidence;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of one file, or of a pattern that matched none.
 *
 * @param path below the searched directory, with {@code /}; the pattern itself where nothing matched
 * @param format who read it; empty where nobody did
 * @param state what became of it
 * @param note a sentence with the place in the file, where there is something to say; else empty
 * @param size in bytes
 * @param modifiedAt epoch milliseconds
 * @param sha256 of the content, hexadecimal; empty where it was not read
 */
public record EvidenceFile(
        String path, String format, State state, String note, long size, long modifiedAt, String sha256) {
    /** What became of a file. */
    public enum State {
        READ("read"),
        /** Matched by a pattern, but no report; nothing depends on it. */
        IGNORED("ignored"),
        /** Not readable as what it should be. */
        BROKEN("broken"),
        /** From before the build. */
        STALE("stale"),
        /** Nothing there. */
        MISSING("missing"),
        /** The same report a second time, which would count twice. */
        DUPLICATE("duplicate"),
        /** Outside of the directory that may be read. */
        REFUSED("refused");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The name in files. */
        @JsonValue
        public String text() {
            return text;
        }

        /** Whether a gate that saw this may pass only if its policy says so. */
        public boolean isProblem() {
            return this != READ && this != IGNORED;
        }
    }
}
