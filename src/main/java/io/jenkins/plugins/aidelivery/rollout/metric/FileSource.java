package io.jenkins.plugins.aidelivery.rollout.metric;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Rows of a file. Any row, whosever, is a sign that somebody still writes it. */
final class FileSource implements MetricSource {
    private static final int MOST_ROWS = 200_000;

    /** A counter that has no row for so long is taken for a new one, as it is with Prometheus. */
    private static final long REACH = 300_000;

    private final Path path;
    private final Columns columns;
    private final SideNames sides;
    private final Timing timing;
    private final Executor blocking;
    private final RowFile file;

    /**
     * Which columns are what.
     *
     * @param isCumulative whether counts are those since the process began, and not those of the row alone
     */
    record Columns(String time, String side, Optional<String> id, boolean isCumulative) {}

    /** A row's time, what it belongs to, and the value that was asked for. */
    private record Cell(long at, String id, String value) {}

    FileSource(Path path, Columns columns, SideNames sides, Timing timing, Executor blocking) {
        this.path = path;
        this.columns = columns;
        this.sides = sides;
        this.timing = timing;
        this.blocking = blocking;
        this.file = new RowFile(path, columns.time(), columns.side());
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window window) {
        if (query.kind() == Query.Kind.HISTOGRAM) {
            throw UnansweredException.wrong("histograms are not read of files");
        }
        String name = sides.of(side);
        return CompletableFuture.supplyAsync(() -> answer(query, name, window), blocking);
    }

    private Answer answer(Query query, String side, Window window) {
        long after = window.from() - (query.kind() == Query.Kind.VALUE || columns.isCumulative() ? REACH : 0);
        List<Cell> cells = cells(query.text().strip(), side, after, window.to());
        if (!file.knows(side)) {
            return new Answer.Nothing();
        }
        timing.checkFresh(Math.min(file.newest(), window.to()), window.to());
        List<Cell> inside =
                cells.stream().filter(cell -> cell.at() > window.from()).toList();
        return switch (query.kind()) {
            case VALUE -> value(cells, window.to());
            case INCREASE ->
                columns.isCumulative()
                        ? Counters.increase(
                                List.of(series(query.text(), cells)), new Growth(window, REACH, (series, at) -> false))
                        : sum(query.text(), inside);
            case SAMPLES ->
                new Answer.Samples(inside.stream()
                        .map(cell -> new Answer.Sample(cell.at(), cell.id(), number(cell.value())))
                        .toList());
            case TEXTS ->
                new Answer.Texts(inside.stream()
                        .map(cell -> new Answer.Text(cell.at(), cell.id(), cell.value()))
                        .toList());
            case HISTOGRAM -> throw new IllegalArgumentException(query.toString());
        };
    }

    private List<Cell> cells(String column, String side, long after, long until) {
        List<Cell> cells = new ArrayList<>();
        Set<String> asked = new HashSet<>(Set.of(column));
        columns.id().ifPresent(asked::add);
        try {
            file.read(side, after, asked, (at, row) -> {
                if (at <= until) {
                    row.get(column)
                            .ifPresent(value -> cells.add(
                                    new Cell(at, columns.id().flatMap(row::get).orElse(""), value)));
                    if (cells.size() > MOST_ROWS) {
                        throw UnansweredException.wrong("the window has more than " + MOST_ROWS + " rows");
                    }
                }
            });
        } catch (NoSuchFileException e) {
            throw UnansweredException.blind("there is no file " + path.getFileName());
        } catch (IOException e) {
            throw UnansweredException.blind("the file " + path.getFileName() + " can't be read: " + e.getMessage());
        }
        cells.sort(Comparator.comparingLong(Cell::at));
        return cells;
    }

    private Answer value(List<Cell> cells, long at) {
        if (cells.isEmpty()) {
            return new Answer.Nothing();
        }
        Cell last = cells.get(cells.size() - 1);
        timing.checkFresh(last.at(), at);
        return new Answer.Value(number(last.value()));
    }

    private static Answer sum(String column, List<Cell> cells) {
        double sum = 0;
        for (Cell cell : cells) {
            double count = number(cell.value());
            if (!(Growths.of(count, "a count of " + column) instanceof Answer.Increase)) {
                return Growths.of(count, "a count of " + column);
            }
            sum += count;
        }
        return new Answer.Increase(sum);
    }

    private static Series series(String column, List<Cell> cells) {
        return new Series(
                Map.of(Series.NAME, column),
                cells.stream().mapToLong(Cell::at).toArray(),
                cells.stream().mapToDouble(cell -> number(cell.value())).toArray());
    }

    private static double number(String text) {
        try {
            return Numbers.parse(text);
        } catch (NumberFormatException e) {
            throw UnansweredException.wrong("a number was expected, not '" + text + "'");
        }
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
