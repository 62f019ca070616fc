package io.jenkins.plugins.aidelivery.stats;

import java.util.stream.IntStream;

/** p-values of many tests, adjusted so that each can be held against one level. */
public final class MultipleTesting {
    private MultipleTesting() {}

    /**
     * S. Holm's step-down method (1979): keeps the chance of any false alarm below the level.
     *
     * @param p each 0 … 1
     * @return in the same order
     */
    public static double[] holm(double... p) {
        int[] ascending = ascending(p);
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            most = Math.max(most, Math.min(1, (p.length - rank) * p[ascending[rank]]));
            adjusted[ascending[rank]] = most;
        }
        return adjusted;
    }

    /**
     * Y. Benjamini and Y. Hochberg's step-up method (1995): keeps the expected share of false alarms among the alarms
     * below the level, for independent or positively dependent tests.
     *
     * @param p each 0 … 1
     * @return in the same order
     */
    public static double[] benjaminiHochberg(double... p) {
        int[] ascending = ascending(p);
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            least = Math.min(least, p[ascending[rank]] * p.length / (rank + 1));
            adjusted[ascending[rank]] = least;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a p-value lies between 0 and 1, not at " + value);
            }
        }
        return IntStream.range(0, p.length)
                .boxed()
                .sorted((one, other) -> Double.compare(p[one], p[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
