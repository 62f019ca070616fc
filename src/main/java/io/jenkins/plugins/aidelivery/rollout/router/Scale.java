package io.jenkins.plugins.aidelivery.rollout.router;

import java.util.List;
import java.util.Map;

/**
 * How weights are written where they go.
 *
 * @param all the number that stands for all of the traffic: 100 for percent, 1 for shares
 * @param whole whether only whole numbers are taken
 */
record Scale(double all, boolean whole) {
    static final int LARGEST = 1_000_000;

    private static final double ROUNDING = 1e9;
    private static final double EXACT = 1e-6;

    /** Values for {@code {{weight}}}, {@code {{stable}}} and {@code {{epoch}}}. */
    Map<String, String> values(double percent, long epoch) {
        double canary = Percent.checked(percent) / Percent.ALL * all;
        double written = whole ? Math.rint(canary) : canary;
        return Map.of(
                "weight", Percent.text(written), "stable", Percent.text(all - written), "epoch", String.valueOf(epoch));
    }

    static List<String> names() {
        return List.of("weight", "stable", "epoch");
    }

    /** @return percent, rounded so that a share of 0.07 is 7 % and not 7.000000000000001 % */
    double percent(double number) {
        return Math.rint(number / all * Percent.ALL * ROUNDING) / ROUNDING;
    }

    boolean holds(double number) {
        return number >= 0 && number <= all;
    }

    /** Sentences about weights that would become others. */
    List<String> tooFine(Router.Demand demand) {
        return demand.weights().stream()
                .sorted()
                .filter(weight -> {
                    double number = Percent.checked(weight) / Percent.ALL * all;
                    return whole && Math.abs(number - Math.rint(number)) > EXACT;
                })
                .map(weight -> Percent.text(weight) + " % can't be set with whole numbers up to " + Percent.text(all))
                .toList();
    }
}
