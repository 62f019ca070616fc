package io.jenkins.plugins.aidelivery.drift.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Queries of one form about several columns, sent as few statements as the engine likes. */
final class Branches {
    private static final String BETWEEN = ") UNION ALL (";

    private final SqlEngine engine;
    private final List<String> branches = new ArrayList<>();

    Branches(SqlEngine engine) {
        this.engine = engine;
    }

    void add(String select) {
        branches.add(select);
    }

    void each(SqlEngine.Row row) throws IOException {
        int most = engine.dialect().columnsPerStatement();
        int longest = engine.dialect().longestStatement();
        for (int start = 0; start < branches.size(); ) {
            int end = start + 1;
            int length = branches.get(start).length();
            while (end < branches.size()
                    && end - start < most
                    && length + branches.get(end).length() < longest) {
                length += branches.get(end++).length() + BETWEEN.length();
            }
            engine.each("(" + String.join(BETWEEN, branches.subList(start, end)) + ")", row);
            start = end;
        }
    }
}
