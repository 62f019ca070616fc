package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts that are being counted. */
final class TextSource {
    private final String sql;
    private final Set<String> kept;
    private final Map<String, Long> counts = new HashMap<>();
    private long distinct;
    private long rows;

    /** @param reference whose texts are counted whatever happens */
    TextSource(String sql, Optional<Categories> reference) {
        this.sql = sql;
        this.kept = reference
                .map(known ->
                        known.counts().stream().map(Categories.Count::value).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    String sql() {
        return sql;
    }

    void rows(long texts) {
        this.rows = texts;
    }

    void text(String value, long times, long different) {
        counts.put(value, times);
        distinct = different;
    }

    void known(String value, long times) {
        counts.put(value, times);
    }

    /** What the reference knows and the most frequent ones don't have, if there are others. */
    Set<String> unseen() {
        if (distinct <= counts.size()) {
            return Set.of();
        }
        return kept.stream().filter(text -> !counts.containsKey(text)).collect(Collectors.toSet());
    }

    Categories categories() {
        return Categories.of(counts, kept, distinct, rows);
    }
}
