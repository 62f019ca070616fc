package io.jenkins.plugins.aidelivery.drift.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Queries of one form about several columns, sent as few statements as the engine likes. */
final class Branches {
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
        for (int start = 0; start < branches.size(); start += most) {
            List<String> some = branches.subList(start, Math.min(branches.size(), start + most));
            engine.each("(" + String.join(") UNION ALL (", some) + ")", row);
        }
    }
}
