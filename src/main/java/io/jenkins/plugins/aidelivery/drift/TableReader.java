package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import io.jenkins.plugins.aidelivery.drift.sql.TableProfiler;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Profiles tables so that they can be compared: where the data is, which may be another machine than the one that judges. */
public final class TableReader {
    private final SqlEngine engine;
    private final DriftSettings settings;

    public TableReader(SqlEngine engine, DriftSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** A table on its own, as a later baseline. */
    public DatasetProfile profile(Relation table) throws IOException {
        return TableProfiler.profile(engine, judged(table), Optional.empty(), now());
    }

    /** A table that is compared with what was kept of another. */
    public TablePair compared(DatasetProfile reference, Relation current) throws IOException {
        return new TablePair(reference, TableProfiler.profile(engine, judged(current), Optional.of(reference), now()));
    }

    /** Two tables that are both there. */
    public TablePair compared(Relation reference, Relation current) throws IOException {
        return compared(profile(reference), current);
    }

    /** What isn't judged isn't read. */
    private Relation judged(Relation table) {
        return new Relation(
                table.label(),
                table.from(),
                table.columns().stream()
                        .filter(column -> settings.wants(column.name()))
                        .toList());
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
