package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.spec.Place;
import io.jenkins.plugins.aidelivery.spec.SpecEnvironments;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecLayers;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the rule of a gate out of its layers: our defaults, the preset, the preset's environment, the file, the file's
 * environment, and what the caller says.
 */
public final class GateSpecs {
    /** Characters that a specification may have. */
    public static final int LONGEST = SpecParser.LONGEST;

    private static final SpecLayers.Members CRITERIA = new SpecLayers.Members("criteria", CriterionSpecReader::id);

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

    /**
     * The rule for a request. Every environment is checked, not only the requested one.
     *
     * @throws SpecException with all faults
     */
    public GateSpec resolve(Request request) throws SpecException {
        try {
            return environments()
                    .read(
                            request.environment(),
                            unreadable,
                            environment -> GateSpecReader.read(effective(request, environment), environment));
        } catch (SpecException e) {
            throw new SpecException(asWritten(e.faults()));
        }
    }

    private SpecEnvironments environments() {
        return new SpecEnvironments(List.of(preset), written);
    }

    /** In the order of the file, and with the keys that are in it; what is not in the file comes last. */
    private List<SpecException.Fault> asWritten(List<SpecException.Fault> faults) {
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
        return Explanation.of(SpecLayers.without(effective(request, request.environment()), "preset"));
    }

    private SpecNode.Mapping effective(Request request, String environment) throws SpecException {
        SpecNode.Mapping spec = resource("defaults");
        spec = layer(spec, preset, environment);
        spec = layer(spec, written, environment);
        spec = SpecLayers.overlay(spec, said(request));
        // What is wrong with the whole is to be put right in the file.
        return SpecDefaults.complete(new SpecNode.Mapping(written.place(), spec.entries(), spec.keys()));
    }

    private static SpecNode.Mapping layer(SpecNode.Mapping below, SpecNode.Mapping layer, String environment)
            throws SpecException {
        return SpecEnvironments.lay(
                below,
                layer,
                environment,
                List.of("preset", "environments", "model"),
                (spec, patch) -> SpecLayers.patch(spec, patch, CRITERIA));
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
