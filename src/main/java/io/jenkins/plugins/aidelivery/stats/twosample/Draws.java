package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Normal;

/**
 * Random numbers that never change: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014), written out because no
 * library promises to keep its sequence for ever, and a verdict must be the same in every Java.
 */
final class Draws {
    private long state;

    Draws(long seed) {
        this.state = seed;
    }

    /** Uniform in 0 … 1, neither end included. */
    double uniform() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return ((mixed >>> 12) + 0.5) * 0x1p-52;
    }

    /** Standard normal. */
    double normal() {
        return Normal.quantile(uniform());
    }
}
