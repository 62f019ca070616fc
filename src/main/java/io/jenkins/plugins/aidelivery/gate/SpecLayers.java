package io.jenkins.plugins.aidelivery.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Lays specifications over each other. Mappings merge key by key, everything else is replaced as a whole, so a list of
 * criteria in a file takes the place of the preset's. A patch (an environment) differs in one thing: its criteria are
 * matched by id and say only what is different there.
 */
final class SpecLayers {
    private static final String CRITERIA = "criteria";

    private SpecLayers() {}

    static SpecNode.Mapping overlay(SpecNode.Mapping base, SpecNode.Mapping over) {
        return merge(base, over, false);
    }

    static SpecNode.Mapping patch(SpecNode.Mapping base, SpecNode.Mapping over) {
        return merge(base, over, true);
    }

    /** The same without some keys. */
    static SpecNode.Mapping without(SpecNode.Mapping mapping, String... keys) {
        SpecNode.Mapping rest = copy(mapping);
        for (String key : keys) {
            rest.entries().remove(key);
            rest.keys().remove(key);
        }
        return rest;
    }

    private static SpecNode.Mapping merge(SpecNode.Mapping base, SpecNode.Mapping over, boolean patching) {
        SpecNode.Mapping merged = copy(base);
        over.entries().forEach((key, value) -> {
            SpecNode below = merged.entries().get(key);
            SpecNode result = value;
            if (below instanceof SpecNode.Mapping inner && value instanceof SpecNode.Mapping outer) {
                result = merge(inner, outer, patching);
            } else if (patching
                    && key.equals(CRITERIA)
                    && below instanceof SpecNode.Sequence inner
                    && value instanceof SpecNode.Sequence outer) {
                result = patchById(inner, outer);
            }
            merged.put(key, over.keys().get(key), result);
        });
        return merged;
    }

    private static SpecNode.Sequence patchById(SpecNode.Sequence base, SpecNode.Sequence over) {
        List<SpecNode> items = new ArrayList<>(base.items());
        for (SpecNode item : over.items()) {
            int at = indexOf(items, id(item));
            if (at >= 0 && items.get(at) instanceof SpecNode.Mapping inner && item instanceof SpecNode.Mapping outer) {
                items.set(at, merge(inner, outer, true));
            } else {
                items.add(item);
            }
        }
        return new SpecNode.Sequence(base.place(), items);
    }

    private static int indexOf(List<SpecNode> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (!id.isEmpty() && id(items.get(i)).equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** What a criterion is called: its id, or its measure with the part of the data that it is about. */
    static String id(SpecNode criterion) {
        if (!(criterion instanceof SpecNode.Mapping mapping)) {
            return "";
        }
        String id = text(mapping, "id");
        if (!id.isEmpty()) {
            return id;
        }
        StringBuilder name = new StringBuilder(text(mapping, "measure"));
        if (mapping.entries().get("slice") instanceof SpecNode.Mapping slice) {
            List<String> parts = new ArrayList<>();
            new TreeMap<>(slice.entries())
                    .forEach((key, value) ->
                            parts.add(key + "=" + (value instanceof SpecNode.Scalar scalar ? scalar.text() : "")));
            name.append('[').append(String.join(",", parts)).append(']');
        }
        String each = text(mapping, "each");
        return each.isEmpty() ? name.toString() : name + "[each " + each + "]";
    }

    static String text(SpecNode.Mapping mapping, String key) {
        return mapping.entries().get(key) instanceof SpecNode.Scalar scalar && !scalar.isNull() ? scalar.text() : "";
    }

    private static SpecNode.Mapping copy(SpecNode.Mapping mapping) {
        SpecNode.Mapping copy = SpecNode.Mapping.empty(mapping.place());
        mapping.entries().forEach((key, value) -> copy.put(key, mapping.keys().get(key), value));
        return copy;
    }
}
