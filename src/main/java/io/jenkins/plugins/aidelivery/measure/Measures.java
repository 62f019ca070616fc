package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** Puts measures of many files together; counts add up, contradictions become errors. */
    public static final class Collector {
        private final TreeMap<MeasureId, Measure> byId = new TreeMap<>();
        private final Map<MeasureId, List<String>> files = new LinkedHashMap<>();

        /** Takes a measure in. */
        public void add(Measure measure) {
            Measure before = byId.putIfAbsent(measure.id(), measure);
            if (before == null) {
                return;
            }
            List<String> seen = files.computeIfAbsent(
                    measure.id(), id -> new ArrayList<>(List.of(before.source().file())));
            seen.add(measure.source().file());
            byId.put(measure.id(), merge(before, measure, seen));
        }

        private static Measure merge(Measure before, Measure more, List<String> files) {
            if (!before.status().isOk()) {
                return before;
            }
            if (!more.status().isOk()) {
                return more;
            }
            Source first = before.source();
            Source both =
                    new Source(files.get(0) + " and " + (files.size() - 1) + " more", first.tool(), first.pointer());
            return before.amount()
                    .plus(more.amount())
                    .map(sum -> sum == more.amount()
                            ? more
                            : sum == before.amount() ? before : before.with(sum).with(both))
                    .orElseGet(() -> before.with(contradiction(before, more)));
        }

        private static Status contradiction(Measure one, Measure other) {
            return Status.error("measured twice with different results: " + shown(one) + ", " + shown(other)
                    + "; give one of the two evidence entries a 'name' or leave one out");
        }

        private static String shown(Measure measure) {
            Amount amount = measure.amount();
            return Figures.format(amount.value(), amount.unit()) + " in "
                    + measure.source().file();
        }

        public Measures measures() {
            return new Measures(new TreeMap<>(byId));
        }
    }
}
