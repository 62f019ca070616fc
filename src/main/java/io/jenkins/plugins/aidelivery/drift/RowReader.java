package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.Vocabulary;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.rows.TextFinding;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.RowSampler;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import java.io.IOException;
import java.util.List;
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
            if (column.hasFreeTexts()) {
                completed = completed.with(withWords(column, texts(column, table)));
            }
        }
        return completed;
    }

    /** A pair of which only the current rows are there. */
    TablePair completed(TablePair pair, Relation current) throws IOException {
        return new TablePair(pair.reference(), completed(pair.current(), current));
    }

    /** A pair of which all rows are there. */
    TablePair completed(TablePair pair, Relation reference, Relation current) throws IOException {
        DatasetProfile before = pair.reference();
        DatasetProfile now = completed(pair.current(), current);
        Map<String, TextFinding> found = new TreeMap<>();
        for (ColumnProfile column : pair.reference().columns()) {
            if (column.hasFreeTexts()) {
                Optional<List<String>> texts = texts(column, reference);
                before = before.with(withWords(column, texts));
                Optional<ColumnProfile> same = now.column(column.name()).filter(other -> other.kind() == Kind.TEXT);
                Optional<List<String>> others = same.isPresent() ? texts(same.get(), current) : Optional.empty();
                if (texts.isPresent() && others.isPresent()) {
                    found.put(column.name(), TextFinding.of(texts.get(), others.get()));
                }
            }
        }
        return new TablePair(before, now, new RowFindings(found));
    }

    private Optional<List<String>> texts(ColumnProfile column, Relation table) throws IOException {
        return new RowSampler(engine, table).texts(column);
    }

    private static ColumnProfile withWords(ColumnProfile column, Optional<List<String>> texts) {
        return texts.map(some -> column.with(Vocabulary.of(some))).orElse(column);
    }
}
