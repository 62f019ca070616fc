package io.jenkins.plugins.aidelivery.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lays specifications over each other. Mappings merge key by key, everything else is replaced as a whole, so a list in a file takes
 * the place of the preset's. A patch may differ in one thing: the members of one list are matched by their ids and say only what is
 * different there.
 */
public final class SpecLayers {
    private SpecLayers() {}

    /**
     * A list whose members a patch finds again.
     *
     * @param key of such lists
     * @param id of a member; empty if it has none
     */
    public record Members(String key, Function<SpecNode, String> id) {}

    public static SpecNode.Mapping overlay(SpecNode.Mapping base, SpecNode.Mapping over) {
        return merge(base, over, Optional.empty());
    }

    public static SpecNode.Mapping patch(SpecNode.Mapping base, SpecNode.Mapping over, Members members) {
        return merge(base, over, Optional.of(members));
    }

    /** The same without some keys. */
    public static SpecNode.Mapping without(SpecNode.Mapping mapping, String... keys) {
        SpecNode.Mapping rest = copy(mapping);
        for (String key : keys) {
            rest.entries().remove(key);
            rest.keys().remove(key);
        }
        return rest;
    }

    /** The text below a key; empty if there is none. */
    public static String text(SpecNode.Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof SpecNode.Scalar scalar && !scalar.isNull() ? scalar.text() : "";
    }

    private static SpecNode.Mapping merge(SpecNode.Mapping base, SpecNode.Mapping over, Optional<Members> members) {
        SpecNode.Mapping merged = copy(base);
        over.entries().forEach((key, value) -> {
            SpecNode below = merged.entries().get(key);
            SpecNode result = value;
            if (below instanceof SpecNode.Mapping inner && value instanceof SpecNode.Mapping outer) {
                result = merge(inner, outer, members);
            } else if (members.map(Members::key).filter(key::equals).isPresent()
                    && below instanceof SpecNode.Sequence inner
                    && value instanceof SpecNode.Sequence outer) {
                result = patchById(inner, outer, members.get());
            }
            merged.put(key, over.keys().get(key), result);
        });
        return merged;
    }

    private static SpecNode.Sequence patchById(SpecNode.Sequence base, SpecNode.Sequence over, Members members) {
        List<SpecNode> items = new ArrayList<>(base.items());
        for (SpecNode item : over.items()) {
            int at = indexOf(items, members, members.id().apply(item));
            if (at >= 0 && items.get(at) instanceof SpecNode.Mapping inner && item instanceof SpecNode.Mapping outer) {
                items.set(at, merge(inner, outer, Optional.of(members)));
            } else {
                items.add(item);
            }
        }
        return new SpecNode.Sequence(base.place(), items);
    }

    private static int indexOf(List<SpecNode> items, Members members, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (!id.isEmpty() && members.id().apply(items.get(i)).equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static SpecNode.Mapping copy(SpecNode.Mapping mapping) {
        SpecNode.Mapping copy = SpecNode.Mapping.empty(mapping.place());
        mapping.entries().forEach((key, value) -> copy.put(key, mapping.keys().get(key), value));
        return copy;
    }
}
