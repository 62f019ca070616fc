package io.jenkins.plugins.aidelivery.gate;

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
    record Fault(Place place, String key, String sentence) {
        @Override
        public String toString() {
            return place + ": " + (key.isEmpty() ? "" : key + ": ") + sentence;
        }
    }

    private final transient List<Fault> faults;

    SpecException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).distinct().collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    SpecException(Place place, String key, String sentence) {
        this(List.of(new Fault(place, key, sentence)));
    }

    List<Fault> faults() {
        return faults;
    }
}
