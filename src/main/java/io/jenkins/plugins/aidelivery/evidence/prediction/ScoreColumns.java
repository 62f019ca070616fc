package io.jenkins.plugins.aidelivery.evidence.prediction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which score column speaks of which class, and what keeps scores from being used.
 *
 * @param columns the engine's score columns in order of class; of two classes only the positive one's; none without scores
 * @param unusable why no metric of scores can be computed
 * @param noProbability why those can't that need probabilities; ranks are fine
 */
record ScoreColumns(List<String> columns, Optional<String> unusable, Optional<String> noProbability) {
    /** Sums further from 1 than rounding to two digits explains. */
    private static final double SUM_TOLERANCE = 0.01;

    private static final ScoreColumns NONE = new ScoreColumns(List.of(), Optional.empty(), Optional.empty());

    /** The classes that the names of score columns stand for; none if there is but one column. */
    static List<String> classes(PredictionTable table) {
        String pattern = table.columns().score();
        return pattern.contains("*")
                ? table.scores().stream()
                        .map(name -> ColumnNames.starOf(pattern, name))
                        .toList()
                : List.of();
    }

    /** @param positive number of the positive class of two; -1 of more */
    static ScoreColumns find(LabelledRows rows, ClassList classes, int positive) throws IOException {
        PredictionTable table = rows.table();
        if (table.scores().isEmpty()) {
            return NONE;
        }
        List<String> columns = new ArrayList<>();
        if (!table.columns().score().contains("*")) {
            if (positive < 0) {
                return unusable("'" + table.scores().get(0) + "' is one score, but there are " + classes.size()
                        + " classes; name a column a class with a pattern such as proba_*");
            }
            columns.add("s0");
        } else {
            List<String> named = classes(table);
            for (int k = 0; k < classes.size(); k++) {
                if (positive < 0 || k == positive) {
                    int column = indexOf(named, classes, k);
                    if (column < 0) {
                        return unusable("no column that fits '"
                                + table.columns().score() + "' is for the class '" + classes.name(k) + "'");
                    }
                    columns.add("s" + column);
                }
            }
        }
        return checked(rows, columns);
    }

    boolean isUsable() {
        return !columns.isEmpty() && unusable.isEmpty();
    }

    private static int indexOf(List<String> named, ClassList classes, int k) {
        for (int i = 0; i < named.size(); i++) {
            if (classes.find(named.get(i)) == k) {
                return i;
            }
        }
        return -1;
    }

    private static ScoreColumns unusable(String why) {
        return new ScoreColumns(List.of(), Optional.of(why), Optional.empty());
    }

    private static ScoreColumns checked(LabelledRows rows, List<String> columns) throws IOException {
        PredictionTable table = rows.table();
        Optional<String> noProbability = Optional.empty();
        for (String column : columns) {
            String name = table.scores().get(Integer.parseInt(column.substring(1)));
            PredictionTable.Trouble none =
                    table.trouble(rows.condition() + " AND (" + column + " IS NULL OR NOT isfinite(" + column + "))");
            if (none.isThere()) {
                return new ScoreColumns(
                        columns,
                        Optional.of("column '" + name
                                + "': no score (empty, NaN or infinite) for a row that has a label: " + none.where()),
                        Optional.empty());
            }
            PredictionTable.Trouble outside =
                    table.trouble(rows.condition() + " AND (" + column + " < 0 OR " + column + " > 1)");
            if (outside.isThere() && noProbability.isEmpty()) {
                noProbability = Optional.of("column '" + name + "': a probability lies between 0 and 1, but "
                        + outside.where() + " with " + table.shown(column, outside.firstRow()));
            }
        }
        return new ScoreColumns(
                columns, Optional.empty(), noProbability.isPresent() ? noProbability : sums(rows, columns));
    }

    private static Optional<String> sums(LabelledRows rows, List<String> columns) throws IOException {
        if (columns.size() < 2) {
            return Optional.empty();
        }
        String sum = columns.stream().collect(Collectors.joining(" + "));
        PredictionTable.Trouble wrong =
                rows.table().trouble(rows.condition() + " AND abs(" + sum + " - 1) > " + SUM_TOLERANCE);
        return wrong.isThere()
                ? Optional.of("the probabilities of a row add up to 1, but not in " + wrong.where())
                : Optional.empty();
    }
}
