package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.spec.Place;
import io.jenkins.plugins.aidelivery.spec.SpecEnvironments;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecLayers;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a drift check out of its layers: the file, the file's environment, and what the caller says. */
public final class DriftSpecs {
    /** Characters that a specification may have. */
    public static final int LONGEST = SpecParser.LONGEST;

    /** The file that is looked for where none is named. */
    public static final String FILE = "drift.yml";

    private static final String REFERENCE = "reference";

    private final String file;
    private final SpecNode.Mapping written;
    private final List<SpecException.Fault> unreadable;

    private DriftSpecs(String file, SpecNode.Mapping written, List<SpecException.Fault> unreadable) {
        this.file = file;
        this.written = written;
        this.unreadable = unreadable;
    }

    /**
     * What the caller adds on top of a specification.
     *
     * @param environment which overlay to use; empty for none
     * @param said values in the place of the file's, by their keys there; lists of more than one only where the key takes a list
     */
    public record Request(String environment, Map<String, List<String>> said) {
        /** Nothing added. */
        public static final Request PLAIN = new Request("", Map.of());

        public Request {
            Map<String, List<String>> copy = new LinkedHashMap<>();
            said.forEach((key, values) -> copy.put(key, List.copyOf(values)));
            said = java.util.Collections.unmodifiableMap(copy);
        }

        /** With one value more; none and blank ones say nothing. */
        public Request with(String key, List<String> values) {
            if (values.stream().allMatch(String::isBlank)) {
                return this;
            }
            Map<String, List<String>> more = new LinkedHashMap<>(said);
            more.put(key, values);
            return new Request(environment, more);
        }

        /** With one value more; a blank one says nothing. */
        public Request with(String key, String value) {
            return with(key, List.of(value));
        }

        /** With a profile in the place of the reference. */
        public Request withProfile(String path) {
            return with(REFERENCE + ".profile", path);
        }
    }

    /**
     * Parses a specification.
     *
     * @param file the name to call it by
     * @param text YAML or JSON
     * @throws SpecException if it is no YAML or JSON
     */
    public static DriftSpecs parse(String file, String text) throws SpecException {
        SpecParser.Parsed parsed = SpecParser.parse(file, text);
        return new DriftSpecs(file, parsed.root(), parsed.faults());
    }

    /** No specification: all is left to the caller. */
    public static DriftSpecs none() {
        return new DriftSpecs("", SpecNode.Mapping.empty(new Place("parameter", 0)), List.of());
    }

    /**
     * The check for a request. Every environment is checked, not only the requested one.
     *
     * @throws SpecException with all faults
     */
    public DriftSpec resolve(Request request) throws SpecException {
        try {
            return new SpecEnvironments(List.of(), written)
                    .read(
                            request.environment(),
                            unreadable,
                            environment -> DriftSpecReader.read(effective(request, environment)));
        } catch (SpecException e) {
            // In the order of the file; what is not in the file comes last.
            throw new SpecException(e.faults().stream()
                    .sorted(Comparator.comparing((SpecException.Fault fault) ->
                                    !fault.place().file().equals(file))
                            .thenComparing(fault -> fault.place().line()))
                    .toList());
        }
    }

    private SpecNode.Mapping effective(Request request, String environment) throws SpecException {
        SpecNode.Mapping spec = SpecEnvironments.lay(
                SpecNode.Mapping.empty(written.place()),
                written,
                environment,
                List.of("environments", "name"),
                DriftSpecs::patched);
        SpecNode.Mapping whole = replaced(spec, said(request));
        return new SpecNode.Mapping(written.place(), whole.entries(), whole.keys());
    }

    /** Where data is, is said as a whole: half a file and half a table is neither. */
    private static SpecNode.Mapping patched(SpecNode.Mapping spec, SpecNode.Mapping patch) {
        String[] data = List.of(REFERENCE, "current").stream()
                .filter(patch.entries()::containsKey)
                .toArray(String[]::new);
        return SpecLayers.overlay(SpecLayers.without(spec, data), patch);
    }

    private static SpecNode.Mapping replaced(SpecNode.Mapping spec, SpecNode.Mapping said) {
        return SpecLayers.overlay(
                SpecLayers.without(spec, said.entries().keySet().toArray(String[]::new)), said);
    }

    private static SpecNode.Mapping said(Request request) {
        Place place = new Place("parameter", 0);
        SpecNode.Mapping said = SpecNode.Mapping.empty(place);
        request.said().forEach((key, values) -> {
            List<SpecNode> texts = new ArrayList<>();
            values.forEach(value -> texts.add(new SpecNode.Scalar(place, value, true)));
            SpecNode node = texts.size() == 1 ? texts.get(0) : new SpecNode.Sequence(place, texts);
            int dot = key.indexOf('.');
            if (dot < 0) {
                said.put(key, place, node);
            } else {
                SpecNode.Mapping inner = SpecNode.Mapping.empty(place);
                inner.put(key.substring(dot + 1), place, node);
                said.put(key.substring(0, dot), place, inner);
            }
        });
        return said;
    }
}
