package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.spec.Place;
import io.jenkins.plugins.aidelivery.spec.SpecLayers;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in what follows from the rest, so that an explanation can show it: the one dimension of a gate that only lists
 * criteria, equal weights where none are given, weights scaled up when a dimension is left out, thresholds.
 */
final class SpecDefaults {
    /** The path of the one dimension that a gate has which only lists criteria. */
    static final String ONLY_DIMENSION = "dimensions.quality";

    private SpecDefaults() {}

    static SpecNode.Mapping complete(SpecNode.Mapping spec) {
        SpecNode.Mapping result = SpecLayers.without(spec);
        if (result.entries().get("criteria") instanceof SpecNode.Sequence criteria
                && !result.entries().containsKey("dimensions")) {
            Place place = result.keys().get("criteria");
            SpecNode.Mapping only = SpecNode.Mapping.empty(place);
            only.put("criteria", place, criteria);
            SpecNode.Mapping dimensions = SpecNode.Mapping.empty(place);
            dimensions.put("quality", place, only);
            result = SpecLayers.without(result, "criteria");
            result.put("dimensions", place, dimensions);
        }
        if (result.entries().get("dimensions") instanceof SpecNode.Mapping dimensions) {
            result.put(
                    "dimensions",
                    result.keys().get("dimensions"),
                    dimensions(dimensions, result.entries().get("overall")));
        }
        return result;
    }

    private static SpecNode.Mapping dimensions(SpecNode.Mapping dimensions, SpecNode overall) {
        SpecNode.Mapping completed = SpecNode.Mapping.empty(dimensions.place());
        Map<String, SpecNode.Mapping> kept = new LinkedHashMap<>();
        dimensions.entries().forEach((name, node) -> {
            if (node instanceof SpecNode.Mapping dimension) {
                SpecNode.Mapping full = SpecLayers.without(dimension);
                if (full.entries().get("criteria") instanceof SpecNode.Sequence criteria) {
                    full.put("criteria", full.keys().get("criteria"), criteria(criteria));
                }
                if (!full.entries().containsKey("threshold") && isScore(overall)) {
                    full.put("threshold", new Place("default: as overall", 0), overall);
                }
                if (!full.entries().containsKey("omit")) {
                    kept.put(name, full);
                }
                completed.put(name, dimensions.keys().get(name), full);
            } else {
                completed.put(name, dimensions.keys().get(name), node);
            }
        });
        if (kept.values().stream().noneMatch(dimension -> dimension.entries().containsKey("weight"))) {
            for (SpecNode.Mapping dimension : kept.values()) {
                putNumber(dimension, "weight", 1.0 / kept.size(), "default: equal weights");
            }
        } else if (kept.size() < completed.entries().size()) {
            scaleUp(completed, kept);
        }
        return completed;
    }

    /**
     * The dimensions that stay take over the share of those left out, in proportion. Only where all of them make up the
     * whole: weights that somebody has already set for those that stay are left alone, and wrong ones are not covered up.
     */
    private static void scaleUp(SpecNode.Mapping all, Map<String, SpecNode.Mapping> kept) {
        double whole = sum(all.entries().values());
        double stays = sum(kept.values());
        if (Math.abs(whole - 1) > GateSpecReader.WEIGHT_SLACK || stays <= 0 || stays >= 1) {
            return;
        }
        for (SpecNode.Mapping dimension : kept.values()) {
            weight(dimension)
                    .ifPresent(weight ->
                            putNumber(dimension, "weight", weight / stays, "scaled: dimensions were omitted"));
        }
    }

    private static double sum(Collection<? extends SpecNode> dimensions) {
        return dimensions.stream()
                .mapToDouble(node -> node instanceof SpecNode.Mapping dimension
                        ? weight(dimension).orElse(0.0)
                        : 0)
                .sum();
    }

    private static SpecNode.Sequence criteria(SpecNode.Sequence criteria) {
        boolean weighted = criteria.items().stream()
                .anyMatch(item -> item instanceof SpecNode.Mapping mapping
                        && mapping.entries().containsKey("weight"));
        if (weighted) {
            return criteria;
        }
        List<SpecNode> items = new ArrayList<>();
        for (SpecNode item : criteria.items()) {
            if (item instanceof SpecNode.Mapping mapping) {
                SpecNode.Mapping full = SpecLayers.without(mapping);
                putNumber(full, "weight", 1.0 / criteria.items().size(), "default: equal weights");
                items.add(full);
            } else {
                items.add(item);
            }
        }
        return new SpecNode.Sequence(criteria.place(), items);
    }

    /** What is wrong with the overall score is said once, there. */
    private static boolean isScore(SpecNode overall) {
        if (!(overall instanceof SpecNode.Scalar scalar)) {
            return false;
        }
        try {
            double score = Quantity.parse(scalar.text()).value();
            return score >= 0 && score <= 100;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void putNumber(SpecNode.Mapping mapping, String key, double value, String why) {
        Place place = new Place(why, 0);
        mapping.put(key, place, new SpecNode.Scalar(place, Double.toString(value), false));
    }

    private static Optional<Double> weight(SpecNode.Mapping dimension) {
        try {
            Quantity weight = Quantity.parse(SpecLayers.text(dimension, "weight"));
            return weight.unit() == Unit.NUMBER ? Optional.of(weight.value()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Its reader will say so.
            return Optional.empty();
        }
    }
}
