package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column whose values are groups of rows.
 *
 * @param name in the file
 * @param column in the engine
 * @param values the groups, sorted; a row's code is a number into them
 */
record GroupColumn(String name, String column, List<String> values) {
    /** More are no groups of people but an identifier. */
    static final int MOST = 1000;

    private static final int LONGEST_NAME = 1000;

    static List<GroupColumn> find(PredictionTable table, String condition, Recorder out) throws IOException {
        List<GroupColumn> groups = new ArrayList<>();
        for (int g = 0; g < table.columns().groups().size(); g++) {
            groups.add(find(table, g, condition, out));
        }
        return groups;
    }

    private static GroupColumn find(PredictionTable table, int g, String condition, Recorder out) throws IOException {
        String name = table.columns().groups().get(g);
        String column = "g" + g;
        String distinct = "SELECT DISTINCT " + column + " AS v FROM " + table.sql() + " WHERE " + condition + " AND "
                + column + " IS NOT NULL";
        long count = table.engine().count("SELECT count(*) FROM (" + distinct + " LIMIT " + (MOST + 1) + ")");
        if (count > MOST) {
            throw new EvidenceException("column '" + name + "' has more than " + MOST
                    + " different values; groups are few, this looks like an identifier");
        }
        PredictionTable.Trouble nothing = table.trouble(condition + " AND " + column + " IS NULL");
        if (nothing.isThere()) {
            out.note("'" + name + "' is empty in " + nothing.where() + "; these rows are in none of its groups");
        }
        List<String> values = new ArrayList<>();
        if (count > 0) {
            table.engine().run("CREATE TYPE " + column + "_text AS ENUM (" + distinct + " ORDER BY v)");
            table.engine()
                    .each(
                            "SELECT left(v, " + LONGEST_NAME + ") FROM (SELECT unnest(enum_range(NULL::" + column
                                    + "_text)) AS v)",
                            row -> values.add(row.getString(1)));
        }
        return new GroupColumn(name, column, values);
    }

    /** The part of the data that a group is. */
    Slice slice(int group) {
        // 'class' and 'groups' are taken: by the measures of each class and of each column.
        boolean taken = name.equals("class") || name.equals("groups");
        return Slice.of(taken ? "column " + name : name, values.get(group));
    }

    /** A row's code in SQL; -1 for none. */
    String code() {
        return values.isEmpty()
                ? "-1"
                : "COALESCE(CAST(enum_code(CAST(" + column + " AS " + column + "_text)) AS INTEGER), -1)";
    }
}
