package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one mapping of a specification key by key and takes down what is wrong instead of stopping at the first fault.
 * Keys that nobody asked for are faults too.
 */
final class SpecCursor {
    private final SpecNode.Mapping mapping;
    private final String path;
    private final List<SpecException.Fault> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    SpecCursor(SpecNode.Mapping mapping, String path, List<SpecException.Fault> faults) {
        this.mapping = mapping;
        this.path = path;
        this.faults = faults;
    }

    Place place() {
        return mapping.place();
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** Takes down a fault of a key of this mapping, or of the mapping itself if the key is empty. */
    void fault(String key, String sentence) {
        Place at = key.isEmpty() ? mapping.place() : mapping.keys().getOrDefault(key, mapping.place());
        faults.add(new SpecException.Fault(at, key.isEmpty() ? path : path(key), sentence));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Optional<SpecNode> node(String key) {
        asked.add(key);
        SpecNode node = mapping.entries().get(key);
        return node instanceof SpecNode.Scalar scalar && scalar.isNull() ? Optional.empty() : Optional.ofNullable(node);
    }

    private Optional<SpecNode.Scalar> scalar(String key, String expected) {
        return node(key).flatMap(node -> {
            if (node instanceof SpecNode.Scalar scalar) {
                return Optional.of(scalar);
            }
            fault(key, expected + " was expected, not " + node.kind());
            return Optional.empty();
        });
    }

    private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        return scalar(key, expected).flatMap(scalar -> {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                fault(key, expected + " was expected: " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    String text(String key) {
        return scalar(key, "a text").map(SpecNode.Scalar::text).orElse("");
    }

    Optional<Quantity> quantity(String key) {
        return parsed(key, "a number", Quantity::parse);
    }

    /** A share, written as {@code 0.05} or {@code 5%}. */
    Optional<Double> share(String key) {
        return parsed(key, "a share such as 0.05 or 5%", text -> {
            Quantity quantity = Quantity.parse(text);
            if (quantity.unit() != Unit.RATIO && quantity.unit() != Unit.NUMBER) {
                throw new IllegalArgumentException("'" + text + "' has a unit");
            }
            return quantity.value();
        });
    }

    /** A plain number between two bounds. */
    Optional<Double> number(String key, double low, double high) {
        return parsed(key, "a number", text -> {
                    Quantity quantity = Quantity.parse(text);
                    if (quantity.unit() != Unit.NUMBER) {
                        throw new IllegalArgumentException("'" + text + "' has a unit");
                    }
                    return quantity.value();
                })
                .filter(value -> {
                    boolean inside = value >= low && value <= high;
                    if (!inside) {
                        fault(key, "a number from " + bound(low) + " to " + bound(high) + " was expected");
                    }
                    return inside;
                });
    }

    private static String bound(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    Optional<Boolean> flag(String key) {
        return parsed(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither");
        });
    }

    <E> Optional<E> oneOf(String key, E[] values, Function<E, String> name) {
        return parsed(
                key,
                "one of " + String.join(", ", Arrays.stream(values).map(name).toList()),
                text -> Arrays.stream(values)
                        .filter(value -> name.apply(value).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of them")));
    }

    Optional<SpecCursor> mapping(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof SpecNode.Mapping inner) {
                return Optional.of(new SpecCursor(inner, path(key), faults));
            }
            fault(key, "a mapping of keys was expected, not " + node.kind());
            return Optional.empty();
        });
    }

    /** The members of a mapping whose keys are names. */
    Map<String, SpecNode> members(String key) {
        return mapping(key)
                .<Map<String, SpecNode>>map(inner -> new LinkedHashMap<>(inner.mapping.entries()))
                .orElseGet(Map::of);
    }

    List<SpecNode> items(String key) {
        return node(key)
                .<List<SpecNode>>map(node -> {
                    if (node instanceof SpecNode.Sequence sequence) {
                        return sequence.items();
                    }
                    fault(key, "a list was expected, not " + node.kind());
                    return List.of();
                })
                .orElseGet(List::of);
    }

    /** A list of texts; a single text is a list of one. */
    List<String> texts(String key) {
        Optional<SpecNode> node = node(key);
        if (node.isPresent() && node.get() instanceof SpecNode.Scalar scalar) {
            return List.of(scalar.text());
        }
        List<String> texts = new ArrayList<>();
        for (SpecNode item : items(key)) {
            if (item instanceof SpecNode.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                fault(key, "a list of texts was expected; one item is " + item.kind());
            }
        }
        return texts;
    }

    /** A cursor on a value below a key; a fault if it is no mapping. */
    Optional<SpecCursor> child(String key, SpecNode node) {
        if (node instanceof SpecNode.Mapping inner) {
            return Optional.of(new SpecCursor(inner, path(key), faults));
        }
        faults.add(
                new SpecException.Fault(node.place(), path(key), "a mapping of keys was expected, not " + node.kind()));
        return Optional.empty();
    }

    /** Ends the reading: what is left was not expected. */
    void done() {
        for (String key : mapping.entries().keySet()) {
            if (!asked.contains(key)) {
                String hint = Suggestion.among(asked, key)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(".");
                fault(key, "unknown key" + hint + " Known here: " + String.join(", ", asked));
            }
        }
    }
}
