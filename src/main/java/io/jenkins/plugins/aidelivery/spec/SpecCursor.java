package io.jenkins.plugins.aidelivery.spec;

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
public final class SpecCursor {
    private final SpecNode.Mapping mapping;
    private final String path;
    private final List<SpecException.Fault> faults;
    private final Set<String> asked = new LinkedHashSet<>();

    public SpecCursor(SpecNode.Mapping mapping, String path, List<SpecException.Fault> faults) {
        this.mapping = mapping;
        this.path = path;
        this.faults = faults;
    }

    public Place place() {
        return mapping.place();
    }

    public String path() {
        return path;
    }

    public boolean has(String key) {
        return node(key).isPresent();
    }

    /** Whether the key stands there at all, with or without a value. */
    public boolean isWritten(String key) {
        asked.add(key);
        return mapping.entries().containsKey(key);
    }

    public boolean isFalse(String key) {
        return mapping.entries().get(key) instanceof SpecNode.Scalar scalar
                && scalar.text().equals("false");
    }

    public boolean isEmptyMapping(String key) {
        return mapping.entries().get(key) instanceof SpecNode.Mapping inner
                && inner.entries().isEmpty();
    }

    public boolean isEmptyList(String key) {
        return mapping.entries().get(key) instanceof SpecNode.Sequence list
                && list.items().isEmpty();
    }

    /** Takes down a fault of a key of this mapping, or of the mapping itself if the key is empty. */
    public void fault(String key, String sentence) {
        Place at = key.isEmpty() ? mapping.place() : mapping.keys().getOrDefault(key, mapping.place());
        faults.add(new SpecException.Fault(at, key.isEmpty() ? path : path(key), sentence));
    }

    /** Takes down a fault of a value below this mapping. */
    public void fault(String key, Place at, String sentence) {
        faults.add(new SpecException.Fault(at, path(key), sentence));
    }

    private String path(String key) {
        return path(path, key);
    }

    /** The dotted path of a key below another; a key that would not be seen as one is in quotes. */
    public static String path(String above, String key) {
        String shown = key.matches("[\\w$\\[\\]-]+") ? key : '"' + key + '"';
        return above.isEmpty() ? shown : above + "." + shown;
    }

    /** A key without a value is a fault: whoever wrote "max:" meant to set a limit. */
    public Optional<SpecNode> node(String key) {
        asked.add(key);
        SpecNode node = mapping.entries().get(key);
        if (node instanceof SpecNode.Scalar scalar && scalar.isNull()) {
            fault(key, "has no value; write one or leave the key out");
            return Optional.empty();
        }
        return Optional.ofNullable(node);
    }

    /** A text that must not be blank. */
    public Optional<String> name(String key, String expected) {
        Optional<String> text = scalar(key, "a text").map(SpecNode.Scalar::text);
        if (text.filter(String::isBlank).isPresent()) {
            fault(key, expected);
        }
        return text.filter(name -> !name.isBlank());
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

    /** @param parser throws IllegalArgumentException for what is not expected */
    private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        return scalar(key, expected).flatMap(scalar -> {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                fault(key, expected + " was expected, not " + scalar.kind());
                return Optional.empty();
            }
        });
    }

    public String text(String key) {
        return scalar(key, "a text").map(SpecNode.Scalar::text).orElse("");
    }

    public Optional<Quantity> quantity(String key) {
        return parsed(key, "a number with a unit such as " + Quantity.EXAMPLES, Quantity::parse);
    }

    /** A number of seconds, at least one. */
    public Optional<Long> duration(String key) {
        return parsed(key, "a duration such as 30min, 12h or 7d", text -> {
            Quantity quantity = Quantity.parse(text);
            return (long) checked(quantity, quantity.unit() == Unit.SECONDS && quantity.value() >= 1);
        });
    }

    /** A share written as {@code 0.05} or {@code 5%}. */
    public Optional<Double> share(String key) {
        return parsed(key, "a share from 0 to 1 such as 0.05 or 5%", text -> {
            Quantity quantity = Quantity.parse(text);
            return checked(quantity, isShare(quantity) && quantity.value() >= 0 && quantity.value() <= 1);
        });
    }

    /** A level of confidence, written as {@code 95%} or {@code 0.95}. */
    public Optional<Double> level(String key) {
        return parsed(key, "a level between 50% and 100%, such as 95%,", text -> {
            Quantity quantity = Quantity.parse(text);
            return checked(quantity, isShare(quantity) && quantity.value() > 0.5 && quantity.value() < 1);
        });
    }

    /** A level of significance, written as {@code 5%} or {@code 0.05}. */
    public Optional<Double> significance(String key) {
        return parsed(key, "a level of significance between 0 and 50%, such as 0.05 or 5%,", text -> {
            Quantity quantity = Quantity.parse(text);
            return checked(quantity, isShare(quantity) && quantity.value() > 0 && quantity.value() < 0.5);
        });
    }

    private static boolean isShare(Quantity quantity) {
        return quantity.unit() == Unit.NUMBER || quantity.unit() == Unit.RATIO;
    }

    /** A plain number that is not negative. */
    public Optional<Double> amount(String key) {
        return parsed(key, "a number of 0 or more", text -> {
            Quantity quantity = Quantity.parse(text);
            return checked(quantity, quantity.unit() == Unit.NUMBER && quantity.value() >= 0);
        });
    }

    /** A plain number between two bounds. */
    public Optional<Double> number(String key, int low, int high) {
        return parsed(key, "a number from " + low + " to " + high, text -> {
            Quantity quantity = Quantity.parse(text);
            boolean inside = quantity.value() >= low && quantity.value() <= high;
            return checked(quantity, quantity.unit() == Unit.NUMBER && inside);
        });
    }

    /** A whole number between two bounds. */
    public Optional<Integer> whole(String key, int low, int high) {
        return parsed(key, "a whole number from " + low + " to " + high, text -> {
            Quantity quantity = Quantity.parse(text);
            boolean whole = Double.compare(quantity.value(), Math.rint(quantity.value())) == 0;
            boolean inside = quantity.value() >= low && quantity.value() <= high;
            return (int) checked(quantity, quantity.unit() == Unit.NUMBER && whole && inside);
        });
    }

    private static double checked(Quantity quantity, boolean expected) {
        if (!expected) {
            throw new IllegalArgumentException(quantity.toString());
        }
        return quantity.value();
    }

    public Optional<Boolean> flag(String key) {
        return parsed(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    public <E> Optional<E> oneOf(String key, E[] values, Function<E, String> name) {
        List<String> names = Arrays.stream(values).map(name).toList();
        String expected = "one of " + String.join(", ", names);
        return scalar(key, expected).flatMap(scalar -> {
            int at = names.indexOf(scalar.text());
            if (at < 0) {
                fault(
                        key,
                        expected + " was expected, not " + scalar.kind() + Suggestion.question(names, scalar.text()));
            }
            return at < 0 ? Optional.empty() : Optional.of(values[at]);
        });
    }

    public Optional<SpecCursor> mapping(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof SpecNode.Mapping inner) {
                return Optional.of(new SpecCursor(inner, path(key), faults));
            }
            fault(key, "a mapping of keys was expected, not " + node.kind());
            return Optional.empty();
        });
    }

    /** The members of a mapping whose keys are names. */
    public Map<String, SpecNode> members(String key) {
        return mapping(key).map(SpecCursor::members).orElseGet(Map::of);
    }

    /** The members of this mapping, whose keys are names. */
    public Map<String, SpecNode> members() {
        return new LinkedHashMap<>(mapping.entries());
    }

    public List<SpecNode> items(String key) {
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
    public List<String> texts(String key) {
        Optional<SpecNode> node = node(key);
        boolean single = node.filter(SpecNode.Scalar.class::isInstance).isPresent();
        List<String> texts = new ArrayList<>();
        for (SpecNode item : single ? List.of(node.get()) : items(key)) {
            if (item instanceof SpecNode.Scalar scalar && !scalar.text().isBlank() && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                fault(key, item.place(), "a text or a list of texts was expected; one item is " + item.kind());
            }
        }
        return texts;
    }

    /** A cursor on a value below a key; a fault if it is no mapping. */
    public Optional<SpecCursor> child(String key, SpecNode node) {
        if (node instanceof SpecNode.Mapping inner) {
            return Optional.of(new SpecCursor(inner, path(key), faults));
        }
        fault(key, node.place(), "a mapping of keys was expected, not " + node.kind());
        return Optional.empty();
    }

    /** Ends the reading: what is left was not expected. */
    public void done() {
        for (String key : mapping.entries().keySet()) {
            if (!asked.contains(key)) {
                String near = Suggestion.question(asked, key);
                // Not by the other fault(): there an empty key is the mapping itself.
                fault(
                        key,
                        mapping.keys().get(key),
                        "unknown key" + (near.isEmpty() ? "; known here are " + String.join(", ", asked) : near));
            }
        }
    }
}
