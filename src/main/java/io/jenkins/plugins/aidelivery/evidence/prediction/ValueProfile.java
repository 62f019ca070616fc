package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.table.TableSource;
import java.io.IOException;

/**
 * What the values of a label or prediction column look like.
 *
 * @param numeric whether each of them is a number; a text such as "01" is none, for it is not the same as 1
 * @param notNumber the rows with something else
 * @param notWhole the rows with a fraction
 * @param distinct about how many different values there are
 */
record ValueProfile(
        boolean numeric, PredictionTable.Trouble notNumber, PredictionTable.Trouble notWhole, long distinct) {

    static ValueProfile of(PredictionTable table, String column, TableSource.Type type) throws IOException {
        if (type != TableSource.Type.TEXT) {
            PredictionTable.Trouble none = new PredictionTable.Trouble(0, 0);
            return new ValueProfile(true, none, table.trouble(fraction(number(column))), distinct(table, column));
        }
        PredictionTable.Trouble notNumber = table.trouble(column + " IS NOT NULL AND NOT " + isNumber(column));
        boolean numeric =
                !notNumber.isThere() && table.engine().count("SELECT count(" + column + ") FROM " + table.sql()) > 0;
        return new ValueProfile(
                numeric,
                notNumber,
                numeric ? table.trouble(fraction(number(column))) : new PredictionTable.Trouble(0, 0),
                distinct(table, column));
    }

    /** A cell as a number, in SQL; nothing if it is none. */
    static String number(String column) {
        return "TRY_CAST(" + column + " AS DOUBLE)";
    }

    private static String isNumber(String column) {
        return "(" + number(column) + " IS NOT NULL AND NOT regexp_matches(" + column + ", '^\\s*[+-]?0[0-9]'))";
    }

    private static String fraction(String number) {
        return "isfinite(" + number + ") AND floor(" + number + ") <> " + number;
    }

    private static long distinct(PredictionTable table, String column) throws IOException {
        return table.engine().count("SELECT approx_count_distinct(" + column + ") FROM " + table.sql());
    }
}
