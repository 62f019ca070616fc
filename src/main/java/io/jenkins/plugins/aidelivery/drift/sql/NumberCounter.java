package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.CellCounts;
import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts numbers: one by one where there are few different ones, otherwise in cells of a grid. The grid is the reference's, or is
 * made here: cells that hold too much are divided until none does, or they are as narrow as can be.
 */
final class NumberCounter {
    /** So few are grouped by their value without a thought. */
    private static final long FEW_ROWS = 100_000;

    /** Columns with so few cells in use are perhaps whole numbers, codes or prices. */
    private static final int FEW_CELLS = 512;

    private final SqlEngine engine;
    private final Dialect dialect;
    private final String from;

    NumberCounter(SqlEngine engine, String from) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.from = from;
    }

    /** Counts what has known bounds. */
    void count(List<NumberSource> sources) throws IOException {
        List<NumberSource> open = new ArrayList<>(sources);
        open.removeIf(source -> source.count() == 0);
        countValues(open, NumberCounter::mayHaveFewValues);
        findBounds(only(open, source -> !source.hasFiniteBounds()));
        open.removeIf(source -> !source.hasFiniteBounds());
        // What is constant is one value; it has no scale.
        countValues(open, source -> source.reference().isEmpty() && !(source.min() < source.max()));
        for (NumberSource source : open) {
            source.startOn(
                    source.reference().map(Grids::of).orElseGet(() -> Grids.between(source.min(), source.max())));
        }
        countRound(open, 0);
        countValues(
                open,
                source -> source.reference().isEmpty()
                        && source.histogram().inside() > FEW_ROWS
                        && source.histogram().cells() <= FEW_CELLS);
        countFurther(open);
        countRest(only(open, source -> source.histogram().inside() < source.count()));
    }

    /** Counts what a grid's last round asks for, of numbers that were counted on the others before. */
    CellCounts countLast(String number, Grid grid) throws IOException {
        Map<Long, Long> counts = new TreeMap<>();
        engine.each(
                cells(0, number, grid, grid.rounds().size() - 1), row -> counts.put(row.getLong(2), row.getLong(3)));
        return CellCounts.of(counts);
    }

    private static boolean mayHaveFewValues(NumberSource source) {
        return source.reference().map(numbers -> numbers.oneByOne().isPresent()).orElse(source.count() <= FEW_ROWS);
    }

    private static List<NumberSource> only(List<NumberSource> sources, Predicate<NumberSource> condition) {
        return sources.stream().filter(condition).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Groups by value where that may be worth it; what turns out to have few is done and leaves the list. */
    private void countValues(List<NumberSource> open, Predicate<NumberSource> worthIt) throws IOException {
        List<NumberSource> tried = only(open, worthIt);
        Branches branches = new Branches(engine);
        for (int i = 0; i < tried.size(); i++) {
            String x = tried.get(i).sql();
            branches.add("SELECT " + i + " AS col, x, COUNT(*) AS n FROM (SELECT " + x + " AS x FROM " + from
                    + ") t WHERE x IS NOT NULL GROUP BY x LIMIT " + (NumberSource.MOST_VALUES + 1));
        }
        branches.each(row -> tried.get(row.getInt(1)).value(row.getDouble(2) + 0.0, row.getLong(3)));
        open.removeAll(only(tried, NumberSource::keepValues));
    }

    /** Of the finite ones, where there are others. */
    private void findBounds(List<NumberSource> sources) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            // NaN is between nothing in every engine, whether it is larger than all or unordered there.
            branches.add("SELECT " + i + " AS col, MIN(x), MAX(x) FROM (SELECT "
                    + sources.get(i).sql() + " AS x FROM " + from + ") t WHERE x BETWEEN "
                    + dialect.literal(-Double.MAX_VALUE) + " AND " + dialect.literal(Double.MAX_VALUE));
        }
        branches.each(row -> {
            NumberSource source = sources.get(row.getInt(1));
            double least = row.getDouble(2);
            boolean none = row.wasNull();
            source.bounds(source.count(), none ? Double.NaN : least, none ? Double.NaN : row.getDouble(3));
        });
        List<NumberSource> without = only(sources, source -> !source.hasFiniteBounds());
        without.forEach(source -> source.startOn(Grids.between(0, 1)));
        countRest(without);
    }

    private void countFurther(List<NumberSource> sources) throws IOException {
        List<NumberSource> open = new ArrayList<>(sources);
        for (int round = 1; !open.isEmpty(); round++) {
            int current = round;
            for (NumberSource source : open) {
                if (source.reference().isEmpty()) {
                    List<Long> heavy = Grids.worthDividing(source.histogram());
                    if (!heavy.isEmpty()) {
                        source.divide(heavy);
                    }
                }
            }
            open.removeIf(source -> source.grid().rounds().size() <= current);
            countRound(open, round);
        }
    }

    private void countRound(List<NumberSource> sources, int round) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            branches.add(cells(i, sources.get(i).sql(), sources.get(i).grid(), round));
        }
        branches.each(row ->
                sources.get(row.getInt(1)).cell(row.getLong(2), row.getLong(3), new BigInteger(row.getString(4))));
        sources.forEach(NumberSource::endRound);
    }

    private String cells(int i, String x, Grid grid, int number) {
        Grid.Round round = grid.rounds().get(number);
        int left = Grid.BITS - round.shift();
        String select = "SELECT " + i + " AS col, " + dialect.shifted("p", round.shift(), left) + " AS cell,"
                + " COUNT(*) AS n, " + (number == 0 ? dialect.exactSum("p") : "0") + " AS s FROM (SELECT "
                + place(grid.scale()) + " AS p FROM (SELECT " + x + " AS x FROM " + from + ") r WHERE x BETWEEN "
                + dialect.literal(grid.scale().smallest()) + " AND "
                + dialect.literal(grid.scale().largest()) + ") t";
        if (number > 0) {
            int before = grid.rounds().get(round.of()).shift();
            select += " WHERE "
                    + dialect.shifted("p", before, Grid.BITS - before)
                    + " IN ("
                    + round.parents().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        }
        return select + " GROUP BY 2";
    }

    private String place(Scale scale) {
        String x = scale.shrink() == 1 ? "x" : "x * " + dialect.literal(scale.shrink());
        return dialect.floor("(" + x + " - " + dialect.literal(scale.low()) + ") * " + dialect.literal(scale.factor()));
    }

    /** Looks for what is not on the grid. Two questions, because engines skip what can't be on one side of a limit. */
    private void countRest(List<NumberSource> sources) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            NumberSource source = sources.get(i);
            String smaller = "x < " + dialect.literal(source.grid().scale().smallest());
            // NaN is not at most infinity in any engine.
            String larger = "x > " + dialect.literal(source.grid().scale().largest()) + " AND x <= "
                    + dialect.literal(Double.POSITIVE_INFINITY);
            branches.add(rest(2 * i, source, Double.NEGATIVE_INFINITY, smaller));
            branches.add(rest(2 * i + 1, source, Double.POSITIVE_INFINITY, larger));
        }
        branches.each(row -> {
            NumberSource source = sources.get(row.getInt(1) / 2);
            source.rest(row.getInt(1) % 2 == 1, row.getLong(2), row.getLong(3));
        });
        sources.forEach(NumberSource::endRest);
    }

    private String rest(int col, NumberSource source, double infinity, String condition) {
        return "SELECT " + col + " AS col, COUNT(*) AS n, COUNT(CASE WHEN x = " + dialect.literal(infinity)
                + " THEN 1 END) AS infinite FROM (SELECT " + source.sql() + " AS x FROM " + from + ") t WHERE "
                + condition;
    }
}
