package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What measures there are, for a criterion whose measure is not among them. Reports may hold ten thousand measures and a
 * gate a thousand criteria, so that not every name can be compared with every other: candidates differ in one of the
 * dotted parts, or lack the first ones.
 */
final class MeasureNames {
    private final Set<String> names;
    private final Map<String, List<String>> byPart = new HashMap<>();
    private final Map<String, String> byEnd = new HashMap<>();

    MeasureNames(Measures measures) {
        this.names = measures.names();
        for (String name : names) {
            masked(name)
                    .forEach(mask -> byPart.computeIfAbsent(mask, key -> new ArrayList<>())
                            .add(name));
            ends(name).forEach(end -> byEnd.putIfAbsent(end, name));
        }
    }

    /** The end of a sentence about a measure that is not there; empty if nothing is near. */
    String question(String written) {
        Set<String> candidates = new LinkedHashSet<>();
        masked(written).forEach(mask -> candidates.addAll(byPart.getOrDefault(mask, List.of())));
        Optional<String> near = Suggestion.among(candidates, written)
                // success_rate for tests.success_rate, or the other way round.
                .or(() -> Optional.ofNullable(byEnd.get(written)))
                .or(() -> ends(written).stream().filter(names::contains).findFirst());
        return near.map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** The name with each of its parts left open in turn. */
    private static List<String> masked(String name) {
        String[] parts = name.split("\\.", -1);
        List<String> masks = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            parts[i] = "*";
            masks.add(String.join(".", parts));
            parts[i] = part;
        }
        return masks;
    }

    /** The name without its first part, without its first two parts, and so on. */
    private static List<String> ends(String name) {
        List<String> ends = new ArrayList<>();
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            ends.add(name.substring(dot + 1));
        }
        return ends;
    }
}
