package io.jenkins.plugins.aidelivery.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A specification is refused before anything runs; the message lists every fault with file, line, key and remedy. */
public final class SpecException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * One fault.
     *
     * @param place file and line
     * @param key dotted path of the key; empty for the file as a whole
     * @param sentence what was expected and what to do
     */
    public record Fault(Place place, String key, String sentence) {
        private static final int LONGEST_KEY = 200;
        private static final int LONGEST_SENTENCE = 1000;

        /** One line, whatever somebody wrote into the specification. */
        @Override
        public String toString() {
            String at = key.isEmpty() ? "" : shortened(key, LONGEST_KEY) + ": ";
            return (place + ": " + at + shortened(sentence, LONGEST_SENTENCE))
                    .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        }

        /** The same with the path as it is below another. */
        public Fault below(String above) {
            return key.startsWith(above + ".") ? new Fault(place, key.substring(above.length() + 1), sentence) : this;
        }

        private static String shortened(String text, int longest) {
            return text.length() <= longest ? text : text.substring(0, longest) + "…";
        }
    }

    private final transient List<Fault> faults;

    public SpecException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).distinct().collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public SpecException(Place place, String key, String sentence) {
        this(List.of(new Fault(place, key, sentence)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
