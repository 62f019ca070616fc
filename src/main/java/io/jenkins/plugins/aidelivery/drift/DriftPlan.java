package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.twosample.Power;
import java.util.ArrayList;
import java.util.List;

/** How many rows a comparison needs so that it finds an effect of some size. */
public final class DriftPlan {
    /** How often an effect is to be found, unless somebody says otherwise. */
    public static final double POWER = 0.9;

    private static final int BINS = 10;

    private DriftPlan() {}

    /**
     * What an effect means by one way of comparing, and what it takes.
     *
     * @param effect in words
     * @param rows of each of two tables of equal size
     */
    public record Need(String effect, long rows) {}

    /**
     * The rows for an effect of one column, in each way that the number may be meant.
     *
     * @param effect more than 0: standard deviations, or a score
     * @param alpha level of significance, 0 … 0.5
     * @param power how often it is to be found, alpha … 1
     * @throws IllegalArgumentException with a sentence
     */
    public static List<Need> of(double effect, double alpha, double power) {
        if (!(effect > 0 && effect <= 1000)) {
            throw new IllegalArgumentException("an effect is more than 0 and no more than 1,000");
        }
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("a level of significance lies between 0 and 0.5");
        }
        if (!(power > alpha && power < 1)) {
            throw new IllegalArgumentException("a power lies between the level of significance and 1");
        }
        String x = Figures.number(effect);
        List<Need> needs = new ArrayList<>();
        needs.add(new Need(
                "numbers whose mean moves by " + x + " standard deviations (ks)",
                rows(Power.kolmogorovSmirnovOfShift(), effect, alpha, power)));
        if (effect < 1) {
            needs.add(new Need(
                    "numbers with a Kolmogorov–Smirnov D of " + x + ", whatever its shape (ks)",
                    rows(Power.kolmogorovSmirnovAtLeast(), effect, alpha, power)));
            for (int categories : new int[] {2, BINS}) {
                // The law is that of the distance in nats.
                needs.add(new Need(
                        categories + " categories with a Jensen–Shannon distance of " + x + " (jensen-shannon)",
                        rows(Power.jensenShannonDistance(categories), effect * Math.sqrt(Math.log(2)), alpha, power)));
            }
        }
        needs.add(new Need(
                BINS + " bins with a population stability index of " + x + " (psi)",
                rows(Power.psi(BINS), effect, alpha, power)));
        return needs;
    }

    private static long rows(Power test, double effect, double alpha, double power) {
        return (long) Math.ceil(test.rowsNeeded(effect, alpha, power, 1));
    }
}
