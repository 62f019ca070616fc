package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.rows.ColumnRows;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.rows.TextFinding;
import io.jenkins.plugins.aidelivery.drift.rows.VectorFinding;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at some rows for what can't be counted, a column at a time, and forgets them. */
final class RowReader {
    private final SqlEngine engine;

    RowReader(SqlEngine engine) {
        this.engine = engine;
    }

    /** A profile with what its table's rows tell. */
    DatasetProfile completed(DatasetProfile profile, Relation table) throws IOException {
        DatasetProfile completed = profile;
        for (ColumnProfile column : profile.columns()) {
            completed = completed.with(
                    ColumnRows.of(engine, table, column, Optional.empty()).profile());
        }
        return completed;
    }

    /**
     * A pair with what rows tell.
     *
     * @param reference its table; empty if only the profile was kept
     */
    TablePair completed(TablePair pair, Optional<Relation> reference, Relation current) throws IOException {
        DatasetProfile before = pair.reference();
        DatasetProfile now = pair.current();
        Map<String, TextFinding> texts = new TreeMap<>();
        Map<String, VectorFinding> vectors = new TreeMap<>();
        for (ColumnProfile column : pair.current().columns()) {
            Optional<ColumnProfile> same = before.column(column.name()).filter(other -> other.kind() == column.kind());
            Optional<ColumnRows> one = same.isPresent() ? Optional.of(rows(same.get(), reference)) : Optional.empty();
            ColumnRows other = ColumnRows.of(engine, current, column, one.map(ColumnRows::profile));
            now = now.with(other.profile());
            if (one.isPresent()) {
                before = before.with(one.get().profile());
                one.get().comparedTexts(other).ifPresent(found -> texts.put(column.name(), found));
                one.get().comparedVectors(other).ifPresent(found -> vectors.put(column.name(), found));
            }
        }
        return new TablePair(before, now, new RowFindings(texts, vectors));
    }

    private ColumnRows rows(ColumnProfile column, Optional<Relation> table) throws IOException {
        return table.isPresent()
                ? ColumnRows.of(engine, table.get(), column, Optional.empty())
                : ColumnRows.none(column);
    }
}
