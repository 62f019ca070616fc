package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import io.jenkins.plugins.aidelivery.drift.sql.TableProfiler;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Profiles tables so that they can be compared: where the data is, which may be another machine than the one that judges. */
public final class TableReader {
    /** Each divides cells by 32 and more; a place has 53 bits. */
    private static final int MOST_LOOKS = 12;

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
        TablePair pair = compared(profile(reference), current);
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            TablePair closer = closer(pair, reference, current);
            if (closer == pair) {
                break;
            }
            pair = closer;
        }
        return pair;
    }

    /** Looks closer at the columns whose verdict the cells leave open; the same pair if there are none. */
    private TablePair closer(TablePair pair, Relation reference, Relation current) throws IOException {
        TablePair closer = pair;
        for (ColumnProfile column : pair.reference().columns()) {
            ColumnProfile now = pair.current().column(column.name()).orElse(column);
            Optional<Grid> grid = ColumnComparison.closer(column, now, settings);
            if (grid.isPresent()) {
                closer = new TablePair(
                        closer.reference().with(TableProfiler.divided(engine, reference, column, grid.get())),
                        closer.current().with(TableProfiler.divided(engine, current, now, grid.get())));
            }
        }
        return closer;
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
