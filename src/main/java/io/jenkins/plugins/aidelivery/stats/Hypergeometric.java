package io.jenkins.plugins.aidelivery.stats;

/**
 * The hypergeometric distribution: of {@code drawn} things out of {@code marked} and {@code unmarked} ones, how many are
 * marked.
 */
final class Hypergeometric {
    private final long marked;
    private final long unmarked;
    private final long drawn;

    Hypergeometric(long marked, long unmarked, long drawn) {
        if (marked < 0 || unmarked < 0 || drawn < 0 || drawn > marked + unmarked) {
            throw new IllegalArgumentException(
                    "no hypergeometric distribution: " + marked + ", " + unmarked + ", " + drawn);
        }
        this.marked = marked;
        this.unmarked = unmarked;
        this.drawn = drawn;
    }

    long least() {
        return Math.max(0, drawn - unmarked);
    }

    long most() {
        return Math.min(drawn, marked);
    }

    long mode() {
        double mode = (drawn + 1.0) * (marked + 1.0) / (marked + unmarked + 2.0);
        return Math.max(least(), Math.min(most(), (long) mode));
    }

    /** Probability of exactly k marked ones, as a product of binomial ones (C. Loader 2000). */
    double pmf(long k) {
        if (k < least() || k > most()) {
            return 0;
        }
        double share = (double) drawn / (marked + unmarked);
        return Binomial.pmf(k, marked, share)
                / Binomial.pmf(drawn, marked + unmarked, share)
                * Binomial.pmf(drawn - k, unmarked, share);
    }

    /** Probability of k or fewer, summed from k downwards; use it below the mode, where the terms shrink. */
    double atMost(long k) {
        double term = 1;
        Sum sum = new Sum();
        for (long i = k; i >= least() && term > 1e-20; i--) {
            sum.add(term);
            term *= (double) i / (marked - i + 1) * (unmarked - drawn + i) / (drawn - i + 1);
        }
        return pmf(k) * sum.value();
    }

    /** Probability of k or more, summed from k upwards; use it above the mode. */
    double atLeast(long k) {
        double term = 1;
        Sum sum = new Sum();
        for (long i = k; i <= most() && term > 1e-20; i++) {
            sum.add(term);
            term *= (double) (marked - i) / (i + 1) * (drawn - i) / (unmarked - drawn + i + 1);
        }
        return pmf(k) * sum.value();
    }
}
