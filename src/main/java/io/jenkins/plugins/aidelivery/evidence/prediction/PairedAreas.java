package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.stats.ClassificationFigures;
import io.jenkins.plugins.aidelivery.stats.DeLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * DeLong's test inside the engine, for tables of any size: a row's placement under a score comes from running sums over the
 * distinct scores; see {@link DeLong#add}. The pairs stand in the table {@code pairs} with label code y, weight w and the
 * scores c0 and b0.
 */
final class PairedAreas {
    private final TableEngine engine;
    private final ClassList classes;
    private final boolean weighted;

    /** @param weighted whether weights are other than 1, so that the order in which they are added shows */
    PairedAreas(TableEngine engine, ClassList classes, boolean weighted) {
        this.engine = engine;
        this.classes = classes;
        this.weighted = weighted;
    }

    DeLong.Comparison compare(int positive, ClassificationFigures figures) throws IOException {
        String isPositive = "y IN (" + codes(positive) + ")";
        place("c0", isPositive);
        place("b0", isPositive);
        double positives = figures.support(positive);
        double negatives = figures.support(1 - positive);
        DeLong comparison = new DeLong();
        engine.each(
                "SELECT " + isPositive
                        + ", w, here.n, here.p, there.n, there.p FROM pairs JOIN placed_c0 AS here ON c0 ="
                        + " here.s JOIN placed_b0 AS there ON b0 = there.s ORDER BY place",
                row -> {
                    if (row.getBoolean(1)) {
                        comparison.add(
                                true, row.getDouble(3) / negatives, row.getDouble(5) / negatives, row.getDouble(2));
                    } else {
                        comparison.add(
                                false,
                                1 - row.getDouble(4) / positives,
                                1 - row.getDouble(6) / positives,
                                row.getDouble(2));
                    }
                });
        return comparison.comparison();
    }

    /** Weight of the negative and of the positive rows below each score, those with the same score counting half. */
    private void place(String score, String isPositive) throws IOException {
        String sql = "CREATE TABLE placed_" + score + " AS SELECT s, untilN - n / 2 AS n, untilP - p / 2 AS p FROM"
                + " (SELECT s, n, p, sum(n) OVER (ORDER BY s) AS untilN, sum(p) OVER (ORDER BY s) AS untilP FROM"
                + " (SELECT " + score + " AS s, sum(CASE WHEN " + isPositive + " THEN 0 ELSE w END) AS n,"
                + " sum(CASE WHEN " + isPositive + " THEN w ELSE 0 END) AS p FROM pairs GROUP BY " + score + "))";
        if (weighted) {
            engine.inOrder(sql);
        } else {
            engine.run(sql);
        }
    }

    /** All codes that stand for a class: 1 may be written as 1.0 too. */
    private String codes(int k) {
        List<String> codes = new ArrayList<>();
        for (int code = 0; code < classes.codes(); code++) {
            if (classes.ofCode(code) == k) {
                codes.add(String.valueOf(code));
            }
        }
        return codes.isEmpty() ? "-2" : String.join(", ", codes);
    }
}
