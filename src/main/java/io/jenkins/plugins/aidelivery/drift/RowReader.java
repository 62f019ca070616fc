package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.rows.ColumnRows;
import io.jenkins.plugins.aidelivery.drift.rows.JointFinding;
import io.jenkins.plugins.aidelivery.drift.rows.JointTable;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.rows.TextFinding;
import io.jenkins.plugins.aidelivery.drift.rows.VectorFinding;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.RowSampler;
import io.jenkins.plugins.aidelivery.drift.sql.RowSampler.TableRow;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at some rows for what can't be counted, a column at a time, and forgets them. */
final class RowReader {
    private final SqlEngine engine;
    private final DriftSettings settings;

    RowReader(SqlEngine engine, DriftSettings settings) {
        this.engine = engine;
        this.settings = settings;
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
            }
            // An identifier isn't worth a classifier; that it is one only its texts tell.
            if (one.isPresent()
                    && new ColumnChoice(settings, now)
                            .whyNot(one.get().profile())
                            .isEmpty()) {
                one.get().comparedTexts(other).ifPresent(found -> texts.put(column.name(), found));
                one.get().comparedVectors(other).ifPresent(found -> vectors.put(column.name(), found));
            }
        }
        TablePair completed = new TablePair(before, now);
        List<JointFinding> joint = reference.isPresent() ? joint(completed, reference.get(), current) : List.of();
        return new TablePair(before, now, new RowFindings(texts, vectors, joint));
    }

    /** What whole rows tell; nothing if nobody asked, or an engine can't draw them. */
    private List<JointFinding> joint(TablePair pair, Relation reference, Relation current) throws IOException {
        if (settings.multivariate().isEmpty()) {
            return List.of();
        }
        List<ColumnProfile> before = new ColumnChoice(settings, pair.current())
                .together(pair.reference()).stream()
                        .limit(JointTable.MOST_COLUMNS)
                        .toList();
        List<ColumnProfile> now = before.stream()
                .map(column -> pair.current().column(column.name()).orElseThrow())
                .toList();
        Optional<List<TableRow>> one =
                new RowSampler(engine, reference).rows(before, pair.reference().rows());
        Optional<List<TableRow>> other =
                new RowSampler(engine, current).rows(now, pair.current().rows());
        if (one.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        JointTable table = new JointTable(
                names(before.stream().filter(column -> !RowSampler.isNumber(column))),
                names(before.stream().filter(RowSampler::isNumber)),
                one.get(),
                other.get());
        return settings.multivariate().stream().map(table::look).toList();
    }

    private static List<String> names(Stream<ColumnProfile> columns) {
        return columns.map(ColumnProfile::name).toList();
    }

    private ColumnRows rows(ColumnProfile column, Optional<Relation> table) throws IOException {
        return table.isPresent()
                ? ColumnRows.of(engine, table.get(), column, Optional.empty())
                : ColumnRows.none(column);
    }
}
