package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile.Oddities;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.ValueCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Profiles made from what is in memory, for tests of what is made of them. */
public final class Profiles {
    private static final int MOST_VALUES = 4096;

    private Profiles() {}

    public static DatasetProfile table(String label, ColumnProfile... columns) {
        long rows = columns.length == 0 ? 0 : columns[0].rows();
        return new DatasetProfile(label, 0, rows, List.of(columns));
    }

    public static ColumnProfile numbers(String name, double... x) {
        return numbers(name, x, Optional.empty());
    }

    /** As {@code TableProfiler} counts: one by one if few, otherwise on the reference's grid. */
    public static ColumnProfile numbers(String name, double[] x, Optional<ColumnProfile> reference) {
        Map<Double, Long> counts = new HashMap<>();
        for (double value : x) {
            counts.merge(value, 1L, Long::sum);
        }
        ValueCounts values = ValueCounts.of(counts);
        Numbers numbers = Numbers.of(values);
        Optional<Numbers> known = reference.flatMap(ColumnProfile::asNumbers);
        boolean cells = known.map(one -> one.inCells().isPresent()).orElse(false) || values.size() > MOST_VALUES;
        if (cells) {
            Histogram histogram = Histogram.of(Grids.of(known.orElse(numbers)), values);
            numbers = Numbers.of(values.value(0), values.value(values.size() - 1), histogram);
        }
        return new ColumnProfile(name, Kind.NUMBER, "DOUBLE", x.length, 0, 0, Oddities.NONE, numbers, null, null);
    }

    public static ColumnProfile texts(String name, String... values) {
        Map<String, Long> counts = new HashMap<>();
        for (String value : values) {
            counts.merge(value, 1L, Long::sum);
        }
        Categories categories = Categories.of(counts, Set.of(), counts.size(), values.length);
        return new ColumnProfile(
                name, Kind.TEXT, "VARCHAR", values.length, 0, 0, Oddities.NONE, null, categories, null);
    }

    /** The same column with cells that hold nothing besides. */
    public static ColumnProfile withNulls(ColumnProfile column, long nulls) {
        return new ColumnProfile(
                column.name(),
                column.kind(),
                column.type(),
                column.rows() + nulls,
                nulls,
                0,
                Oddities.NONE,
                column.numbers(),
                column.categories(),
                column.lengths());
    }
}
