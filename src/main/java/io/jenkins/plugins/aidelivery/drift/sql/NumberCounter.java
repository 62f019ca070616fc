package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Grids;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Counts numbers: one by one where there are few different ones, otherwise in cells of a grid. The grid is the reference's, or is
 * made here, wave by wave: cells that hold too much are looked into until none does.
 */
final class NumberCounter {
    /** So few are grouped by their value without a thought. */
    private static final long FEW_ROWS = 100_000;

    /** Columns with so few cells in use are perhaps whole numbers, codes or prices. */
    private static final int FEW_CELLS = 512;

    private final SqlEngine engine;
    private final NumberQueries queries;

    NumberCounter(SqlEngine engine, String from) {
        this.engine = engine;
        this.queries = new NumberQueries(engine.dialect(), from);
    }

    /**
     * A round of a source.
     *
     * @param source whose numbers
     * @param number of the round in its grid
     */
    private record Task(NumberSource source, int number) {}

    /**
     * A cell that gets a scale of its own.
     *
     * @param source whose numbers
     * @param of the round that the cell is of
     * @param cell the cell
     */
    private record Zoom(NumberSource source, int of, long cell) {}

    /** Counts what has known bounds. */
    void count(List<NumberSource> sources) throws IOException {
        List<NumberSource> open = only(sources, source -> source.count() > 0);
        countValues(open, NumberCounter::mayHaveFewValues);
        findBounds(only(open, source -> !source.hasFiniteBounds()));
        for (NumberSource source : open) {
            source.countOn(source.reference()
                    .map(Grids::of)
                    .orElseGet(() -> source.hasFiniteBounds()
                            ? Grids.between(source.min(), source.max())
                            : Grids.between(0, 1)));
        }
        countRounds(tasks(open, 0));
        countValues(
                open,
                source -> source.reference().isEmpty()
                        && source.count() > FEW_ROWS
                        && source.histogram().first().cells().size() <= FEW_CELLS);
        lookCloser(only(open, source -> source.reference().isEmpty()));
        sumAll(only(open, source -> source.grid().isCrowded()));
        countBeside(only(
                tasks(open, 0),
                task -> task.source().inside(task.number()) < task.source().expected(task.number())));
    }

    /** Counts what a grid's last round asks for, of numbers that were counted on the others before. */
    Histogram countLast(String number, Histogram before, Grid grid) throws IOException {
        NumberSource source = new NumberSource(number, java.util.Optional.empty());
        source.countOn(grid);
        int last = grid.rounds().size() - 1;
        Grid.Round round = grid.rounds().get(last);
        long expected = round.parents().stream()
                .mapToLong(cell -> before.rounds().get(round.of()).cells().of(cell))
                .sum();
        countRounds(List.of(new Task(source, last)));
        if (source.inside(last) < expected) {
            countBeside(List.of(new Task(source, last)));
        }
        return before.with(grid, source.histogram().rounds().get(last));
    }

    /** The smallest and the largest number in a cell; empty if there is none. */
    java.util.Optional<Scale> extremes(String number, Grid grid, int of, long cell) throws IOException {
        List<Scale> found = new ArrayList<>();
        engine.each(queries.extremes(0, number, grid, of, cell), row -> {
            double least = row.getDouble(2);
            if (!row.wasNull()) {
                found.add(Scale.between(least, row.getDouble(3)));
            }
        });
        return found.stream().findFirst();
    }

    private static boolean mayHaveFewValues(NumberSource source) {
        return source.reference().map(Numbers::mayBeFew).orElse(source.count() <= FEW_ROWS);
    }

    private static <T> List<T> only(List<T> some, Predicate<T> condition) {
        return some.stream().filter(condition).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Task> tasks(List<NumberSource> sources, int first) {
        List<Task> tasks = new ArrayList<>();
        for (NumberSource source : sources) {
            for (int r = first; r < source.grid().rounds().size(); r++) {
                tasks.add(new Task(source, r));
            }
        }
        return tasks;
    }

    /** Groups by value where that may be worth it; what turns out to have few is done and leaves the list. */
    private void countValues(List<NumberSource> open, Predicate<NumberSource> worthIt) throws IOException {
        List<NumberSource> tried = only(open, worthIt);
        Branches branches = new Branches(engine);
        for (int i = 0; i < tried.size(); i++) {
            branches.add(queries.values(i, tried.get(i).sql()));
        }
        branches.each(row -> tried.get(row.getInt(1)).value(row.getDouble(2) + 0.0, row.getLong(3)));
        open.removeAll(only(tried, NumberSource::keepValues));
    }

    /** Of the finite ones, where there are others. */
    private void findBounds(List<NumberSource> sources) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            branches.add(queries.finiteBounds(i, sources.get(i).sql()));
        }
        branches.each(row -> {
            double least = row.getDouble(2);
            boolean none = row.wasNull();
            sources.get(row.getInt(1)).finiteBounds(none ? Double.NaN : least, none ? Double.NaN : row.getDouble(3));
        });
    }

    /** Looks into what holds too much, then into what that leaves, until nothing does. */
    private void lookCloser(List<NumberSource> sources) throws IOException {
        List<Task> counted = tasks(sources, 0);
        while (!counted.isEmpty()) {
            List<Task> next = new ArrayList<>();
            List<Zoom> zooms = new ArrayList<>();
            for (Task task : counted) {
                NumberSource source = task.source();
                Histogram histogram = source.histogram();
                for (Grids.Wish wish : Grids.wishes(histogram, task.number())) {
                    if (wish.of() != task.number()) {
                        continue;
                    }
                    if (wish.rescaled()) {
                        wish.cells().forEach(cell -> zooms.add(new Zoom(source, wish.of(), cell)));
                    } else {
                        source.countOn(source.grid().divided(wish.of(), wish.cells()));
                        next.add(new Task(source, source.grid().rounds().size() - 1));
                    }
                }
            }
            zoom(zooms, next);
            countRounds(next);
            counted = next;
        }
    }

    private void zoom(List<Zoom> zooms, List<Task> next) throws IOException {
        Branches extremes = new Branches(engine);
        for (int i = 0; i < zooms.size(); i++) {
            Zoom zoom = zooms.get(i);
            extremes.add(queries.extremes(i, zoom.source().sql(), zoom.source().grid(), zoom.of(), zoom.cell()));
        }
        double[][] found = new double[zooms.size()][];
        extremes.each(row -> found[row.getInt(1)] = new double[] {row.getDouble(2), row.getDouble(3)});
        for (int i = 0; i < zooms.size(); i++) {
            NumberSource source = zooms.get(i).source();
            Grid.Round round = source.grid().rounds().get(zooms.get(i).of());
            Scale scale = Scale.within(round, found[i][0] + 0.0, found[i][1] + 0.0);
            source.countOn(
                    source.grid().rescaled(zooms.get(i).of(), zooms.get(i).cell(), scale));
            next.add(new Task(source, source.grid().rounds().size() - 1));
        }
    }

    private void countRounds(List<Task> tasks) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            branches.add(
                    task.number() == 0
                            ? queries.cells(i, task.source())
                            : queries.cells(
                                    i, task.source().sql(), task.source().grid(), task.number()));
        }
        branches.each(row -> {
            Task task = tasks.get(row.getInt(1));
            long cell = row.getLong(2);
            boolean outside = row.wasNull() || task.number() == 0 && (cell < 0 || cell >> Grid.FIRST_BITS != 0);
            if (!outside) {
                task.source().cell(task.number(), cell, row.getLong(3), new BigInteger(row.getString(4)));
            }
        });
    }

    /** Adds all bits of places: where an outlier has most of the scale to itself, the leading ones are the same in all others. */
    private void sumAll(List<NumberSource> sources) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < sources.size(); i++) {
            branches.add(
                    queries.sum(i, sources.get(i).sql(), sources.get(i).grid().scale()));
        }
        branches.each(row -> {
            String sum = row.getString(2);
            sources.get(row.getInt(1)).sum(sum == null ? BigInteger.ZERO : new BigInteger(sum));
        });
    }

    /** Looks for what is not on a round's scale. */
    private void countBeside(List<Task> tasks) throws IOException {
        Branches branches = new Branches(engine);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            branches.add(
                    queries.beside(2 * i, task.source().sql(), task.source().grid(), task.number(), false));
            branches.add(
                    queries.beside(2 * i + 1, task.source().sql(), task.source().grid(), task.number(), true));
        }
        branches.each(row -> {
            Task task = tasks.get(row.getInt(1) / 2);
            task.source().beside(task.number(), row.getInt(1) % 2 != 0, row.getLong(2), row.getLong(3));
        });
    }
}
