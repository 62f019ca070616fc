package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Grid;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import java.util.stream.Collectors;

/**
 * Questions about one column of numbers. The first column of each answer says which question it answers, so that many can be sent as one
 * statement.
 */
final class NumberQueries {
    private final Dialect dialect;
    private final String from;

    NumberQueries(Dialect dialect, String from) {
        this.dialect = dialect;
        this.from = from;
    }

    private String numbers(String x) {
        return "(SELECT " + x + " AS x FROM " + from + ") r";
    }

    /** Value and count, of one value more than are kept at most. */
    String values(int question, String x) {
        return "SELECT " + question + " AS q, x, COUNT(*) AS n FROM " + numbers(x)
                + " WHERE x IS NOT NULL GROUP BY x LIMIT " + (NumberSource.MOST_VALUES + 1);
    }

    /** Smallest and largest of the finite ones: NaN is between nothing in every engine, whether larger than all or unordered. */
    String finiteBounds(int question, String x) {
        return "SELECT " + question + " AS q, MIN(x) AS a, MAX(x) AS b FROM " + numbers(x) + " WHERE x BETWEEN "
                + dialect.literal(-Double.MAX_VALUE) + " AND " + dialect.literal(Double.MAX_VALUE);
    }

    /**
     * Cell and count of the first round, and the sum of coarse places. There may be cells that are not on the scale, and a null
     * one, for numbers that are not.
     */
    String cells(int question, NumberSource source) {
        Grid.Round round = source.grid().rounds().get(0);
        String places = dialect.floorIfItFits(fraction(round.scale(), Scale.COARSE_BITS))
                .filter(place -> source.isNear())
                .map(place -> "(SELECT " + place + " AS p FROM " + numbers(source.sql()) + ") t")
                .orElseGet(() -> places(source.sql(), round.scale(), Scale.COARSE_BITS));
        return "SELECT " + question + " AS q, "
                + dialect.group(shifted(round, Scale.COARSE_BITS), source.count()) + " AS cell, COUNT(*) AS n, "
                + dialect.exactSum("p") + " AS s FROM " + places + " GROUP BY 2";
    }

    /** Cell and count of a later round; the sum is left to the first. */
    String cells(int question, String x, Grid grid, int number) {
        Grid.Round round = grid.rounds().get(number);
        boolean divided = !grid.isRescaled(number);
        // What a round with a scale of its own holds, is in its parent cell: cells are in the order of numbers.
        return "SELECT " + question + " AS q, " + shifted(round) + " AS cell, COUNT(*) AS n, 0 AS s FROM "
                + places(x, round.scale())
                + (divided ? " WHERE " + isIn(grid.rounds().get(round.of()), round) : "") + " GROUP BY 2";
    }

    /** The exact sum of places. */
    String sum(int question, String x, Scale scale) {
        return "SELECT " + question + " AS q, " + dialect.exactSum("p") + " AS s FROM " + places(x, scale);
    }

    /** Smallest and largest number of a cell; null if there is none. */
    String extremes(int question, String x, Grid grid, int of, long cell) {
        Grid.Round round = grid.rounds().get(of);
        return "SELECT " + question + " AS q, MIN(x) AS a, MAX(x) AS b FROM " + places(x, round.scale()) + " WHERE "
                + shifted(round) + " = " + cell;
    }

    /** Count of all numbers, and of infinite ones, on one side of a round's scale and in the cell that it looks into. */
    String beside(int question, String x, Grid grid, int number, boolean larger) {
        Grid.Round round = grid.rounds().get(number);
        double infinity = larger ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        // NaN is not at most infinity in any engine. One side at a time, because engines skip what can't be on it.
        String side = larger
                ? "x > " + dialect.literal(round.scale().largest()) + " AND x <= " + dialect.literal(infinity)
                : "x < " + dialect.literal(round.scale().smallest());
        boolean first = round.of() < 0;
        String where =
                first ? numbers(x) : places(x, grid.rounds().get(round.of()).scale());
        return "SELECT " + question + " AS q, COUNT(*) AS n, COUNT(CASE WHEN x = " + dialect.literal(infinity)
                + " THEN 1 END) AS infinite FROM " + where + " WHERE " + side
                + (first ? "" : " AND " + isIn(grid.rounds().get(round.of()), round));
    }

    private String isIn(Grid.Round earlier, Grid.Round round) {
        return shifted(earlier) + " IN ("
                + round.parents().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private String shifted(Grid.Round round) {
        return shifted(round, Scale.BITS);
    }

    /** @param bits of the place */
    private String shifted(Grid.Round round, int bits) {
        return dialect.shifted("p", round.shift() - Scale.BITS + bits, Scale.BITS - round.shift());
    }

    /** Numbers that a scale holds, and their places. */
    private String places(String x, Scale scale) {
        return places(x, scale, Scale.BITS);
    }

    /** @param bits the leading ones of a place */
    private String places(String x, Scale scale, int bits) {
        String held = "x BETWEEN " + dialect.literal(scale.smallest()) + " AND " + dialect.literal(scale.largest());
        String place =
                scale.isPoint() ? dialect.zero() : dialect.where(held, dialect.floor(fraction(scale, bits), bits));
        return "(SELECT x, " + place + " AS p FROM " + numbers(x) + " WHERE " + held + ") t";
    }

    /** A place, before it is made whole. */
    private String fraction(Scale scale, int bits) {
        String shrunk = scale.shrink() == 1 ? "x" : dialect.product("x", scale.shrink());
        return dialect.product("(" + shrunk + " - " + dialect.literal(scale.low()) + ")", scale.factor(bits));
    }
}
