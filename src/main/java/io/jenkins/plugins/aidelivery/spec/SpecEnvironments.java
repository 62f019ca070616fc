package io.jenkins.plugins.aidelivery.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What a specification and its presets say differently for environments: the key {@code environments} of each layer. */
public final class SpecEnvironments {
    private static final String KEY = "environments";

    private final SpecNode.Mapping written;
    private final Map<String, Place> names = new LinkedHashMap<>();

    /**
     * Of one specification.
     *
     * @param below what it is laid over, such as a preset
     * @param written the specification itself
     */
    public SpecEnvironments(List<SpecNode.Mapping> below, SpecNode.Mapping written) {
        this.written = written;
        below.forEach(this::addNames);
        addNames(written);
    }

    private void addNames(SpecNode.Mapping layer) {
        if (layer.entries().get(KEY) instanceof SpecNode.Mapping environments) {
            environments.keys().forEach(names::putIfAbsent);
        }
    }

    /** Makes something out of the layers for an environment. */
    @FunctionalInterface
    public interface Reading<T> {
        /** @throws SpecException with what is wrong */
        T read(String environment) throws SpecException;
    }

    /**
     * Reads a specification for one environment, and looks whether it is right for all others.
     *
     * @param environment empty for none
     * @param known faults that were found before
     * @throws SpecException with all faults
     */
    public <T> T read(String environment, Collection<SpecException.Fault> known, Reading<T> reading)
            throws SpecException {
        Set<SpecException.Fault> faults = new LinkedHashSet<>(known);
        T result = null;
        try {
            require(environment);
            result = reading.read(environment);
        } catch (SpecException e) {
            faults.addAll(e.faults());
        }
        for (Map.Entry<String, Place> other : names.entrySet()) {
            if (other.getKey().isEmpty()) {
                faults.add(new SpecException.Fault(other.getValue(), KEY, "an environment needs a name"));
            } else if (!other.getKey().equals(environment)) {
                faults.addAll(onlyIn(other.getKey(), reading, faults));
            }
        }
        if (!faults.isEmpty()) {
            throw new SpecException(List.copyOf(faults));
        }
        return result;
    }

    private void require(String environment) throws SpecException {
        if (!environment.isEmpty() && !names.isEmpty() && !names.containsKey(environment)) {
            throw new SpecException(
                    written.keys().getOrDefault(KEY, written.place()),
                    KEY,
                    "there is no environment '" + environment + "'; there are " + String.join(", ", names.keySet())
                            + Suggestion.question(names.keySet(), environment));
        }
    }

    /** What is wrong with an environment that nobody asked for, and with nothing else. */
    private static <T> List<SpecException.Fault> onlyIn(
            String environment, Reading<T> reading, Set<SpecException.Fault> known) {
        try {
            reading.read(environment);
            return List.of();
        } catch (SpecException e) {
            return e.faults().stream()
                    .filter(fault -> !known.contains(fault))
                    .map(fault -> new SpecException.Fault(
                            fault.place(), fault.key(), fault.sentence() + " (in environment '" + environment + "')"))
                    .toList();
        }
    }

    /**
     * Lays a layer over those below, first what it says everywhere, then what it says for an environment.
     *
     * @param fixed keys that can't differ between environments
     * @param patch how the environment's part is laid over the rest
     */
    public static SpecNode.Mapping lay(
            SpecNode.Mapping below,
            SpecNode.Mapping layer,
            String environment,
            List<String> fixed,
            BinaryOperator<SpecNode.Mapping> patch)
            throws SpecException {
        SpecNode.Mapping spec = SpecLayers.overlay(below, SpecLayers.without(layer, KEY));
        SpecNode environments = layer.entries().get(KEY);
        if (environments == null) {
            return spec;
        }
        if (!(environments instanceof SpecNode.Mapping all)) {
            throw new SpecException(environments.place(), KEY, "a mapping of names was expected");
        }
        SpecNode there = environment.isEmpty() ? null : all.entries().get(environment);
        if (there == null || there instanceof SpecNode.Scalar scalar && scalar.isNull()) {
            return spec;
        }
        if (!(there instanceof SpecNode.Mapping mapping)) {
            throw new SpecException(
                    there.place(), KEY + "." + environment, "a mapping of keys was expected, not " + there.kind());
        }
        for (String key : fixed) {
            if (mapping.entries().containsKey(key)) {
                throw new SpecException(
                        mapping.keys().get(key),
                        KEY + "." + environment + "." + key,
                        "can't differ between environments");
            }
        }
        return patch.apply(spec, mapping);
    }
}
