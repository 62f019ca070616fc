package io.jenkins.plugins.aidelivery.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final SpecNode.Mapping preset;

    private GateSpecs(String file, SpecNode.Mapping written, SpecNode.Mapping preset) {
        this.file = file;
        this.written = written;
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
        SpecNode.Mapping written = SpecParser.parse(file, text);
        String name = SpecLayers.text(written, "preset");
        if (name.isEmpty()) {
            return new GateSpecs(file, written, SpecNode.Mapping.empty(new Place("no preset", 0)));
        }
        if (!PRESETS.contains(name)) {
            throw new SpecException(
                    written.keys().get("preset"),
                    "preset",
                    "there is no preset '" + name + "'; there are " + String.join(", ", PRESETS));
        }
        return new GateSpecs(file, written, resource(name));
    }

    /** A specification that only names a preset. */
    public static GateSpecs preset(String name) throws SpecException {
        return parse("preset " + name, "preset: " + name);
    }

    private static SpecNode.Mapping resource(String name) throws SpecException {
        try (InputStream in = GateSpecs.class.getResourceAsStream("presets/" + name + ".yml")) {
            String label = name.equals("defaults") ? "defaults" : "preset " + name;
            return SpecParser.parse(label, new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
        List<SpecException.Fault> faults = new ArrayList<>();
        for (String other : environments().keySet()) {
            if (!other.equals(request.environment())) {
                try {
                    GateSpecReader.read(
                            effective(new Request(other, request.model(), request.version(), request.evidence())),
                            other);
                } catch (SpecException e) {
                    faults.addAll(e.faults());
                }
            }
        }
        GateSpec spec = null;
        try {
            spec = GateSpecReader.read(effective(request), request.environment());
        } catch (SpecException e) {
            faults.addAll(0, e.faults());
        }
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
        return spec;
    }

    /**
     * The effective specification as text, every value with the place that it comes from.
     *
     * @throws SpecException if the specification is refused
     */
    public String explain(Request request) throws SpecException {
        resolve(request);
        return Explanation.of(effective(request));
    }

    private SpecNode.Mapping effective(Request request) throws SpecException {
        String environment = request.environment();
        if (!environment.isEmpty()) {
            Map<String, Place> known = environments();
            if (!known.isEmpty() && !known.containsKey(environment)) {
                throw new SpecException(
                        written.keys().getOrDefault("environments", new Place(file, 1)),
                        "environments",
                        "there is no environment '" + environment + "'; there are " + String.join(", ", known.keySet())
                                + Suggestion.among(known.keySet(), environment)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
        SpecNode.Mapping spec = resource("defaults");
        spec = layer(spec, preset, environment);
        spec = layer(spec, written, environment);
        return SpecDefaults.complete(SpecLayers.overlay(spec, said(request)));
    }

    private static SpecNode.Mapping layer(SpecNode.Mapping below, SpecNode.Mapping layer, String environment)
            throws SpecException {
        SpecNode.Mapping spec = SpecLayers.overlay(below, SpecLayers.without(layer, "environments"));
        SpecNode environments = layer.entries().get("environments");
        if (environments != null && !(environments instanceof SpecNode.Mapping)) {
            throw new SpecException(environments.place(), "environments", "a mapping of names was expected");
        }
        if (environment.isEmpty() || !(environments instanceof SpecNode.Mapping all)) {
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
