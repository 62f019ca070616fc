package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.drift.profile.QualityQuestions;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.drift.sql.PerformanceCounter;
import io.jenkins.plugins.aidelivery.drift.sql.QualityCounter;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import io.jenkins.plugins.aidelivery.drift.sql.TableProfiler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Profiles tables so that they can be compared: where the data is, which may be another machine than the one that judges. */
public final class TableReader {
    /** More than it takes to tell any two doubles apart. */
    private static final int MOST_LOOKS = 40;

    private final SqlEngine engine;
    private final DriftSettings settings;

    public TableReader(SqlEngine engine, DriftSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** A table on its own, as a later baseline. */
    public DatasetProfile profile(Relation table) throws IOException {
        return new RowReader(engine, settings).completed(counted(table, Optional.empty()), table);
    }

    /** A table that is compared with what was kept of another. */
    public TablePair compared(DatasetProfile reference, Relation current) throws IOException {
        TablePair pair = new TablePair(reference, counted(current, Optional.of(reference)));
        return new RowReader(engine, settings).completed(pair, Optional.empty(), current);
    }

    /** A table as far as counts go. */
    private DatasetProfile counted(Relation table, Optional<DatasetProfile> reference) throws IOException {
        Relation judged = judged(table);
        DatasetProfile profile = TableProfiler.profile(engine, judged, reference, now());
        DatasetProfile counted = PerformanceCounter.counted(
                engine, judged, profile, settings.model(), reference.flatMap(DatasetProfile::model));
        if (settings.quality().questions().equals(QualityQuestions.NONE)) {
            return counted;
        }
        DatasetProfile ranges = reference.orElse(counted);
        return counted.with(new QualityCounter(engine, settings.quality().questions())
                .count(read(table), counted, ranges, QualityChecks.correlated(ranges, settings)));
    }

    /** Two tables that are both there. */
    public TablePair compared(Relation reference, Relation current) throws IOException {
        DatasetProfile before = counted(reference, Optional.empty());
        TablePair pair = new TablePair(before, counted(current, Optional.of(before)));
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            TablePair closer = closer(pair, reference, current);
            if (closer == pair) {
                break;
            }
            pair = closer;
        }
        return new RowReader(engine, settings)
                .completed(withOverlap(pair, reference, current), Optional.of(reference), current);
    }

    private TablePair withOverlap(TablePair pair, Relation reference, Relation current) throws IOException {
        Optional<QualityProfile.Overlap> overlap = new QualityCounter(
                        engine, settings.quality().questions())
                .overlap(read(reference), read(current), pair.reference());
        return overlap.isEmpty()
                ? pair
                : new TablePair(
                        pair.reference(),
                        pair.current().with(pair.current().whole().with(overlap.get())));
    }

    /** Looks closer at the columns whose verdict the cells leave open; the same pair if there are none. */
    private TablePair closer(TablePair pair, Relation reference, Relation current) throws IOException {
        TablePair closer = pair;
        for (ColumnProfile column : pair.reference().columns()) {
            ColumnProfile now = pair.current().column(column.name()).orElse(column);
            Optional<Grids.Wish> wish = ColumnComparison.open(column, now, settings);
            Optional<Grid> grid = wish.isPresent()
                    ? granted(wish.get(), new ColumnPair(column, reference, now, current))
                    : Optional.empty();
            if (grid.isPresent()) {
                closer = new TablePair(
                        closer.reference().with(TableProfiler.divided(engine, reference, column, grid.get())),
                        closer.current().with(TableProfiler.divided(engine, current, now, grid.get())));
            }
        }
        return closer;
    }

    private record ColumnPair(ColumnProfile reference, Relation before, ColumnProfile current, Relation now) {
        Grid grid() {
            return reference
                    .compared()
                    .flatMap(Numbers::inCells)
                    .or(() -> current.compared().flatMap(Numbers::inCells))
                    .orElseThrow()
                    .grid();
        }
    }

    /** A grid that tells more; empty if there is nothing in the cell. */
    private Optional<Grid> granted(Grids.Wish wish, ColumnPair pair) throws IOException {
        Grid grid = pair.grid();
        if (!wish.rescaled()) {
            return Optional.of(grid.divided(wish.of(), wish.cells()));
        }
        long cell = wish.cells().get(0);
        List<Scale> both = new ArrayList<>();
        TableProfiler.extremes(engine, pair.before(), pair.reference(), grid, wish.of(), cell)
                .ifPresent(both::add);
        TableProfiler.extremes(engine, pair.now(), pair.current(), grid, wish.of(), cell)
                .ifPresent(both::add);
        double least = both.stream().mapToDouble(Scale::smallest).min().orElse(Double.NaN);
        double most = both.stream().mapToDouble(Scale::largest).max().orElse(Double.NaN);
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(grid.rescaled(
                        wish.of(), cell, Scale.within(grid.rounds().get(wish.of()), least, most)));
    }

    /** What isn't judged isn't read. */
    private Relation judged(Relation table) {
        return only(table, settings::wants);
    }

    /** But for what identifies rows. */
    private Relation read(Relation table) {
        return only(table, settings::reads);
    }

    private static Relation only(Relation table, Predicate<String> wanted) {
        return new Relation(
                table.label(),
                table.from(),
                table.columns().stream()
                        .filter(column -> wanted.test(column.name()))
                        .toList());
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
