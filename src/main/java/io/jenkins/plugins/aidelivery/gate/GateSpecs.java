package io.jenkins.plugins.aidelivery.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the rule of a gate out of its layers: our defaults, the preset, the preset's environment, the file, the file's
 * environment, and what the caller says.
 */
public final class GateSpecs {
    /** Characters that a specification may have. */
    public static final int LONGEST = SpecParser.LONGEST;

    private static final List<String> PRESETS = List.of("ai-platform", "service-readiness");

    private final String file;
    private final SpecNode.Mapping written;
    private final List<SpecException.Fault> unreadable;
    private final SpecNode.Mapping preset;

    private GateSpecs(String file, SpecParser.Parsed parsed, SpecNode.Mapping preset) {
        this.file = file;
        this.written = parsed.root();
        this.unreadable = parsed.faults();
        this.preset = preset;
    }

    /**
     * What the caller adds on top of a specification.
     *
     * @param environment which overlay to use; empty for none
     * @param model the model's name; empty to keep the file's
     * @param version the candidate's version; empty to keep the file's
     * @param evidence patterns that take the place of the file's evidence; empty to keep that
     */
    public record Request(String environment, String model, String version, List<String> evidence) {
        public Request {
            evidence = List.copyOf(evidence);
        }

        /** Nothing added. */
        public static final Request PLAIN = new Request("", "", "", List.of());
    }

    /** The names of the presets. */
    public static List<String> presets() {
        return PRESETS;
    }

    /**
     * Parses a specification.
     *
     * @param file the name to call it by
     * @param text YAML or JSON
     * @throws SpecException if it is no YAML or JSON, or names a preset that doesn't exist
     */
    public static GateSpecs parse(String file, String text) throws SpecException {
        SpecParser.Parsed parsed = SpecParser.parse(file, text);
        String name = SpecLayers.text(parsed.root(), "preset");
        if (name.isEmpty()) {
            return new GateSpecs(file, parsed, SpecNode.Mapping.empty(new Place("no preset", 0)));
        }
        if (!PRESETS.contains(name)) {
            List<SpecException.Fault> faults = new ArrayList<>(parsed.faults());
            faults.add(new SpecException.Fault(
                    parsed.root().keys().get("preset"),
                    "preset",
                    "there is no preset '" + name + "'; there are " + String.join(", ", PRESETS)
                            + Suggestion.question(PRESETS, name)));
            throw new SpecException(faults);
        }
        return new GateSpecs(file, parsed, resource(name));
    }

    /** A specification that only names a preset. */
    public static GateSpecs preset(String name) throws SpecException {
        return parse("preset " + name, "preset: " + name);
    }

    private static SpecNode.Mapping resource(String name) throws SpecException {
        try (InputStream in = GateSpecs.class.getResourceAsStream("presets/" + name + ".yml")) {
            String label = name.equals("defaults") ? "defaults" : "preset " + name;
            return SpecParser.parse(label, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environments that preset and file define, each with the place that did first. */
    private Map<String, Place> environments() {
        Map<String, Place> names = new LinkedHashMap<>();
        for (SpecNode.Mapping layer : List.of(preset, written)) {
            if (layer.entries().get("environments") instanceof SpecNode.Mapping environments) {
                environments.keys().forEach(names::putIfAbsent);
            }
        }
        return names;
    }

    /**
     * The rule for a request. Every environment is checked, not only the requested one.
     *
     * @throws SpecException with all faults
     */
    public GateSpec resolve(Request request) throws SpecException {
        Set<SpecException.Fault> faults = new LinkedHashSet<>(unreadable);
        GateSpec spec = null;
        try {
            spec = GateSpecReader.read(effective(request), request.environment());
        } catch (SpecException e) {
            faults.addAll(e.faults());
        }
        for (Map.Entry<String, Place> other : environments().entrySet()) {
            if (other.getKey().isEmpty()) {
                faults.add(new SpecException.Fault(other.getValue(), "environments", "an environment needs a name"));
            } else if (!other.getKey().equals(request.environment())) {
                faults.addAll(onlyIn(other.getKey(), request, faults));
            }
        }
        if (!faults.isEmpty()) {
            throw new SpecException(asWritten(faults));
        }
        return spec;
    }

    /** What is wrong with an environment that nobody asked for, and with nothing else. */
    private List<SpecException.Fault> onlyIn(String environment, Request request, Set<SpecException.Fault> known) {
        try {
            Request other = new Request(environment, request.model(), request.version(), request.evidence());
            GateSpecReader.read(effective(other), environment);
            return List.of();
        } catch (SpecException e) {
            return e.faults().stream()
                    .filter(fault -> !known.contains(fault))
                    .map(fault -> new SpecException.Fault(
                            fault.place(), fault.key(), fault.sentence() + " (in environment '" + environment + "')"))
                    .toList();
        }
    }

    /** In the order of the file, and with the keys that are in it; what is not in the file comes last. */
    private List<SpecException.Fault> asWritten(Set<SpecException.Fault> faults) {
        boolean onlyCriteria = written.entries().containsKey("criteria")
                && !written.entries().containsKey("dimensions")
                && preset.entries().isEmpty();
        return faults.stream()
                .map(fault -> onlyCriteria ? fault.below(SpecDefaults.ONLY_DIMENSION) : fault)
                .sorted(Comparator.comparing((SpecException.Fault fault) ->
                                !fault.place().file().equals(file))
                        .thenComparing(fault -> fault.place().line()))
                .toList();
    }

    /**
     * The effective specification as text, every value with the place that it comes from.
     *
     * @throws SpecException if the specification is refused
     */
    public String explain(Request request) throws SpecException {
        resolve(request);
        // What the preset says is in there already, and may change with a newer version of ours.
        return Explanation.of(SpecLayers.without(effective(request), "preset"));
    }

    private SpecNode.Mapping effective(Request request) throws SpecException {
        String environment = request.environment();
        if (!environment.isEmpty()) {
            Map<String, Place> known = environments();
            if (!known.isEmpty() && !known.containsKey(environment)) {
                throw new SpecException(
                        written.keys().getOrDefault("environments", new Place(file, 1)),
                        "environments",
                        "there is no environment '" + environment + "'; there are "
                                + String.join(", ", known.keySet())
                                + Suggestion.question(known.keySet(), environment));
            }
        }
        SpecNode.Mapping spec = resource("defaults");
        spec = layer(spec, preset, environment);
        spec = layer(spec, written, environment);
        spec = SpecLayers.overlay(spec, said(request));
        // What is wrong with the whole is to be put right in the file.
        return SpecDefaults.complete(new SpecNode.Mapping(written.place(), spec.entries(), spec.keys()));
    }

    private static SpecNode.Mapping layer(SpecNode.Mapping below, SpecNode.Mapping layer, String environment)
            throws SpecException {
        SpecNode.Mapping spec = SpecLayers.overlay(below, SpecLayers.without(layer, "environments"));
        SpecNode environments = layer.entries().get("environments");
        if (environments == null) {
            return spec;
        }
        if (!(environments instanceof SpecNode.Mapping all)) {
            throw new SpecException(environments.place(), "environments", "a mapping of names was expected");
        }
        if (environment.isEmpty()) {
            return spec;
        }
        SpecNode patch = all.entries().get(environment);
        if (patch == null || patch instanceof SpecNode.Scalar scalar && scalar.isNull()) {
            return spec;
        }
        if (!(patch instanceof SpecNode.Mapping mapping)) {
            throw new SpecException(
                    patch.place(),
                    "environments." + environment,
                    "a mapping of keys was expected, not " + patch.kind());
        }
        for (String key : List.of("preset", "environments", "model")) {
            if (mapping.entries().containsKey(key)) {
                throw new SpecException(
                        mapping.keys().get(key),
                        "environments." + environment + "." + key,
                        "can't differ between environments");
            }
        }
        return SpecLayers.patch(spec, mapping);
    }

    private static SpecNode.Mapping said(Request request) {
        Place place = new Place("parameter", 0);
        SpecNode.Mapping said = SpecNode.Mapping.empty(place);
        if (!request.model().isEmpty()) {
            said.put("model", place, new SpecNode.Scalar(place, request.model(), true));
        }
        if (!request.version().isEmpty()) {
            said.put("version", place, new SpecNode.Scalar(place, request.version(), true));
        }
        if (!request.evidence().isEmpty()) {
            List<SpecNode> patterns = new ArrayList<>();
            request.evidence().forEach(pattern -> patterns.add(new SpecNode.Scalar(place, pattern, true)));
            said.put("evidence", place, new SpecNode.Sequence(place, patterns));
        }
        return said;
    }
}
