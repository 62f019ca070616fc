package io.jenkins.plugins.aidelivery.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far groups are apart in one rate: the group with the highest against that with the lowest (fairlearn's
 * {@code method="between_groups"}).
 *
 * @param high number of the group with the highest rate, in the order they came
 * @param low number of the group with the lowest rate
 * @param highRate its rate
 * @param lowRate its rate
 */
public record GroupGap(int high, int low, Rate highRate, Rate lowRate) {
    /**
     * The gap of some groups.
     *
     * @return empty unless two groups have the rate; those without are left out (fairlearn calls their recall 0)
     */
    public static Optional<GroupGap> of(List<Rate> groups) {
        int high = -1;
        int low = -1;
        int defined = 0;
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).isDefined()) {
                double value = groups.get(i).value();
                high = high < 0 || value > groups.get(high).value() ? i : high;
                low = low < 0 || value < groups.get(low).value() ? i : low;
                defined++;
            }
        }
        return defined < 2 ? Optional.empty() : Optional.of(new GroupGap(high, low, groups.get(high), groups.get(low)));
    }

    /** Highest minus lowest, 0 … 1: demographic parity difference where the rate is the selection rate. */
    public double difference() {
        return highRate.value() - lowRate.value();
    }

    /** Lowest through highest, 0 … 1; 1 where all are 0. The four-fifths rule asks for 0.8 of selection rates. */
    public double ratio() {
        return highRate.value() > 0 ? lowRate.value() / highRate.value() : 1;
    }

    public double differenceError() {
        return Math.hypot(highRate.standardError(), lowRate.standardError());
    }

    /** Delta method over the logarithm (Katz et al., Biometrics 34, 1978); half a row more where a rate is 0. */
    public double ratioError() {
        double ofLow = relativeError(lowRate);
        double ofHigh = relativeError(highRate);
        double ratio = lowRate.value() > 0 ? ratio() : moved(lowRate) / Math.max(moved(highRate), highRate.value());
        return ratio * Math.hypot(ofLow, ofHigh);
    }

    private static double relativeError(Rate rate) {
        return rate.standardError() / (rate.value() > 0 ? rate.value() : moved(rate));
    }

    private static double moved(Rate rate) {
        return (rate.value() * rate.trials() + 0.5) / (rate.trials() + 1);
    }

    /**
     * Whether each group differs from all others together: Fisher's exact test or the z test of two proportions (see
     * {@link ProportionTests#test}); weighted rows by the z test on effective numbers of rows.
     *
     * @return two-sided p-values in the order of the groups, adjusted by Holm's method over those that could be tested; NaN
     *     for a group without the rate, or where no other has it
     */
    public static double[] againstRest(List<Rate> groups) {
        double[] p = new double[groups.size()];
        for (int i = 0; i < p.length; i++) {
            Rate rest = new Rate(0, 0, 0, 0, 0);
            for (int other = 0; other < p.length; other++) {
                rest = other == i ? rest : rest.plus(groups.get(other));
            }
            p[i] = groups.get(i).isDefined() && rest.isDefined() ? pValue(groups.get(i), rest) : Double.NaN;
        }
        double[] tested = Arrays.stream(p).filter(value -> !Double.isNaN(value)).toArray();
        double[] adjusted = MultipleTesting.holm(tested);
        for (int i = 0, next = 0; i < p.length; i++) {
            p[i] = Double.isNaN(p[i]) ? p[i] : adjusted[next++];
        }
        return p;
    }

    private static double pValue(Rate one, Rate rest) {
        if (one.isCounted() && rest.isCounted()) {
            return ProportionTests.test(one.count(), one.rows(), rest.count(), rest.rows())
                    .pValue();
        }
        return ProportionTests.z(one.value() * one.trials(), one.trials(), rest.value() * rest.trials(), rest.trials())
                .pValue();
    }
}
