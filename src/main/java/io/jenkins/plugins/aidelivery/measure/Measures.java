package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All measures of one candidate, at most one per name and slice, in order of name. */
public final class Measures {
    private final TreeMap<MeasureId, Measure> byId;

    private Measures(TreeMap<MeasureId, Measure> byId) {
        this.byId = byId;
    }

    /** Of a list in which measures of one name and slice are put together as {@link Collector} does. */
    @JsonCreator
    public static Measures of(Collection<Measure> measures) {
        Collector collector = new Collector();
        measures.forEach(collector::add);
        return collector.measures();
    }

    @JsonValue
    public Collection<Measure> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    public Optional<Measure> find(MeasureId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every slice's measure of one name, that of all of the data first. */
    public Collection<Measure> named(String name) {
        List<Measure> found = new ArrayList<>();
        for (Measure measure : byId.tailMap(MeasureId.of(name), true).values()) {
            if (!measure.name().equals(name)) {
                break;
            }
            found.add(measure);
        }
        return found;
    }

    /** The names, sorted, without slices. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        byId.keySet().forEach(id -> names.add(id.name()));
        return names;
    }

    public int size() {
        return byId.size();
    }

    /**
     * Puts measures of many files together: counts and totals add up, contradictions become errors. The order in which
     * they come decides nothing.
     */
    public static final class Collector {
        private final Map<MeasureId, List<Measure>> byId = new HashMap<>();

        /** Takes a measure in. */
        public void add(Measure measure) {
            byId.computeIfAbsent(measure.id(), id -> new ArrayList<>(1)).add(measure);
        }

        public Measures measures() {
            TreeMap<MeasureId, Measure> merged = new TreeMap<>();
            byId.forEach((id, found) -> merged.put(id, Merge.of(found)));
            return new Measures(merged);
        }
    }
}
