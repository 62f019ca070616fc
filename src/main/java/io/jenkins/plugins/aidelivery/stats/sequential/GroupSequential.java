package io.jenkins.plugins.aidelivery.stats.sequential;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * What a one-sided z must reach at a look, when data of a planned size is looked at several times and the chance of a false success over
 * all looks is alpha. Looks need not be planned, only the size: K. K. G. Lan and D. L. DeMets, "Discrete sequential boundaries for clinical
 * trials", Biometrika 70 (1983) 659, with their spending function {@code 2 - 2 Φ(z(α/2) / √t)} that resembles O'Brien and Fleming's
 * bounds: little is spent early. The probability of passing a bound is integrated from look to look as by P. Armitage, C. K. McPherson
 * and B. C. Rowe, JRSS A 132 (1969) 235, in terms of {@code z √t}, whose steps are independent.
 *
 * <p>Mutable: a look changes what later ones may spend. 16 KB.
 */
public final class GroupSequential {
    /** Growth of the fraction of information below which a look is none: it would show nothing new, and no grid is that fine. */
    public static final double LEAST_STEP = 0.001;

    private static final int PIECES = 1000;

    /** In standard deviations: what lies further out has a probability of 1e-15. */
    private static final double FAR = 8;

    private final double alpha;
    private double fraction;
    private double spent;

    /** Where the path may be that hasn't passed a bound yet, and how densely; empty before the first look. */
    private double[] places = {0};

    private double[] masses = {1};

    /** @param alpha between 0 and 1 */
    public GroupSequential(double alpha) {
        this.alpha = BoundedMeanSequence.checkedLevel(alpha);
    }

    /** How much of alpha may be spent until a fraction of the information is there; all of it from 1 on. */
    public static double spendable(double alpha, double fraction) {
        return fraction <= 0 ? 0 : 2 * Normal.sf(Normal.upperQuantile(alpha / 2) / Math.sqrt(Math.min(1, fraction)));
    }

    /**
     * What z must reach at this look; infinite if the fraction grew by less than {@link #LEAST_STEP}, which counts as no look, or if nothing may be
     * spent.
     *
     * @param newFraction of the planned information that is there, more than at the look before; at most 1, more counts as 1
     */
    public double bound(double newFraction) {
        double now = Math.min(1, newFraction);
        double step = now - fraction;
        if (!(step >= LEAST_STEP * (1 - 1e-9))) {
            return Double.POSITIVE_INFINITY;
        }
        double spending = spendable(alpha, now) - spent;
        double bound = place(spending, step, Math.sqrt(now));
        advance(bound, step, Math.sqrt(now));
        fraction = now;
        spent += Double.isInfinite(bound) ? 0 : spending;
        return bound / Math.sqrt(now);
    }

    /** Of all alpha, so far. */
    public double spent() {
        return spent;
    }

    /** Beyond which the path goes with a probability at this look. */
    private double place(double probability, double step, double deviation) {
        double low = -FAR * deviation;
        double high = 40 * deviation;
        if (passing(high, step) >= probability || !(probability > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (passing(middle, step) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double passing(double place, double step) {
        double deviation = Math.sqrt(step);
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += masses[i] * Normal.sf((place - places[i]) / deviation);
        }
        return sum;
    }

    /** Simpson's rule: its weights are part of the masses. */
    private void advance(double bound, double step, double deviation) {
        double stepDeviation = Math.sqrt(step);
        double low = -FAR * deviation;
        double high = Math.min(bound, FAR * deviation);
        double width = (high - low) / PIECES;
        double[] nextPlaces = new double[PIECES + 1];
        double[] nextMasses = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            double place = low + i * width;
            double density = 0;
            for (int k = 0; k < places.length; k++) {
                double distance = (place - places[k]) / stepDeviation;
                density += Math.abs(distance) < FAR ? masses[k] * Math.exp(-distance * distance / 2) : 0;
            }
            double weight = i == 0 || i == PIECES ? 1 : i % 2 == 0 ? 2 : 4;
            nextPlaces[i] = place;
            nextMasses[i] = weight * width / 3 * density / (stepDeviation * Math.sqrt(2 * Math.PI));
        }
        places = nextPlaces;
        masses = nextMasses;
    }
}
