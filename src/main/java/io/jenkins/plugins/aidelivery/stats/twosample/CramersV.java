package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.stream.LongStream;

/** H. Cramér's V between sample and category, 0 … 1: 0 where both samples have the same shares, 1 where they share no category. */
public final class CramersV {
    private CramersV() {}

    /** {@code √(χ² / N)}: with two samples the smaller side of the table less one is 1. */
    public static double plain(Categories categories) {
        double all = (double) categories.n() + categories.m();
        return Math.min(1, Math.sqrt(ChiSquareHomogeneity.test(categories).statistic() / all));
    }

    /** With W. Bergsma's correction of the bias (Journal of the Korean Statistical Society 42, 2013): 0 is expected of equal samples. */
    public static double corrected(Categories categories) {
        return corrected(categories, ChiSquareHomogeneity.test(categories).statistic());
    }

    /**
     * As Deepchecks 0.19 has it: the larger sample is scaled down to the size of the smaller one and its counts rounded, two
     * categories get Yates' correction, and Bergsma's correction follows. Where rounding would leave nothing, samples stay as they are.
     */
    public static double deepchecks(Categories categories) {
        double size = Math.min(categories.n(), categories.m());
        long[] reference = new long[categories.size()];
        long[] current = new long[categories.size()];
        for (int i = 0; i < categories.size(); i++) {
            reference[i] = (long) Math.rint(categories.reference(i) * (size / categories.n()));
            current[i] = (long) Math.rint(categories.current(i) * (size / categories.m()));
        }
        if (LongStream.of(reference).sum() == 0 || LongStream.of(current).sum() == 0) {
            return corrected(categories);
        }
        Categories scaled = Categories.of(reference, current);
        return corrected(scaled, ChiSquareHomogeneity.corrected(scaled).statistic());
    }

    private static double corrected(Categories categories, double chiSquare) {
        double all = (double) categories.n() + categories.m();
        double k = categories.size();
        double share = Math.max(0, chiSquare / all - (k - 1) / (all - 1));
        double least = Math.min(k - 1 - (k - 1) * (k - 1) / (all - 1), 1 - 1 / (all - 1));
        return least > 0 ? Math.min(1, Math.sqrt(share / least)) : 0;
    }
}
