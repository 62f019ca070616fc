package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts texts: the most frequent ones, those that the reference knows, and how many others there are. */
final class TextCounter {
    /** Of different texts that are asked for at most. */
    private static final int MOST = 4096;

    private final SqlEngine engine;
    private final Dialect dialect;
    private final String from;

    TextCounter(SqlEngine engine, String from) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.from = from;
    }

    void count(List<TextSource> sources) throws IOException {
        Branches frequent = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            // The number of groups comes with each row; their order doesn't depend on a language.
            frequent.add("SELECT " + i + " AS col, v, n, d FROM (SELECT v, n, COUNT(*) OVER () AS d FROM ("
                    + groups(sources.get(i), "")
                    + ") g) w ORDER BY n DESC, v LIMIT " + MOST);
        }
        frequent.each(row -> sources.get(row.getInt(1)).text(row.getString(2), row.getLong(3), row.getLong(4)));
        countKnown(sources);
    }

    private String groups(TextSource source, String condition) {
        return "SELECT " + dialect.prefix("v", Categories.Count.LONGEST) + " AS v, COUNT(*) AS n FROM (SELECT "
                + source.sql() + " AS v FROM " + from + ") t WHERE v IS NOT NULL" + condition + " GROUP BY 1";
    }

    /** A text that the reference knows may be rare here; a rare one is not a lost one. */
    private void countKnown(List<TextSource> sources) throws IOException {
        List<TextSource> open = new ArrayList<>();
        Branches known = new Branches(engine);
        for (TextSource source : sources) {
            Set<String> unseen =
                    source.unseen().stream().filter(dialect::canHold).collect(Collectors.toSet());
            if (!unseen.isEmpty()) {
                String list = unseen.stream().sorted().map(dialect::literal).collect(Collectors.joining(", "));
                known.add("SELECT " + open.size() + " AS col, v, n FROM ("
                        + groups(source, " AND " + dialect.prefix("v", Categories.Count.LONGEST) + " IN (" + list + ")")
                        + ") k");
                open.add(source);
            }
        }
        known.each(row -> open.get(row.getInt(1)).known(row.getString(2), row.getLong(3)));
    }
}
