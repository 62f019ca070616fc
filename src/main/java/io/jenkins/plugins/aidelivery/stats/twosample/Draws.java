package io.jenkins.plugins.aidelivery.stats.twosample;

/**
 * Random numbers that never change: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014), written out because no
 * library promises to keep its sequence for ever, and a verdict must be the same in every Java.
 */
public final class Draws {
    private long state;
    private double spare = Double.NaN;

    public Draws(long seed) {
        this.state = seed;
    }

    /** Uniform in 0 … 1, neither end included. */
    public double uniform() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return ((mixed >>> 12) + 0.5) * 0x1p-52;
    }

    /** Standard normal, by G. Marsaglia's polar method with functions that are the same everywhere. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double normal = spare;
            spare = Double.NaN;
            return normal;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double square = u * u + v * v;
            if (square < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = v * factor;
                return u * factor;
            }
        }
    }
}
