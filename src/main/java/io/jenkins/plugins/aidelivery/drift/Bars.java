package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Binning;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pair of columns of numbers put into few bars: those of a convention, or those of a chart. From cells, a cell's numbers go where its
 * middle lies.
 *
 * @param edges inner edges, ascending; a bar reaches from one edge, which belongs to it, to the next
 * @param reference counts, one more than edges
 * @param current counts
 */
record Bars(double[] edges, long[] reference, long[] current) {
    private static final int CHART = 32;

    static Bars of(NumberPair pair, Binning binning) {
        return switch (binning) {
            case NONE -> every(pair);
            case REFERENCE_DECILES -> at(pair, quantiles(pair, 10));
            case TEN_EQUAL ->
                at(pair, equal(pair.reference().min(), pair.reference().max(), 10));
            case STURGES_POOLED -> {
                double least = Math.min(pair.reference().min(), pair.current().min());
                double most = Math.max(pair.reference().max(), pair.current().max());
                int bins = (int) Math.ceil(Math.log((double) pair.n() + pair.m()) / Math.log(2)) + 1;
                yield at(pair, equal(least, most, bins));
            }
            case DOANE_REFERENCE ->
                at(
                        pair,
                        withOutside(
                                pair,
                                equal(pair.reference().min(), pair.reference().max(), doane(pair))));
        };
    }

    /** For a chart: bars of equal width over where nearly all numbers are, and the rest at the ends. */
    static Bars chart(NumberPair pair) {
        if (pair.isExact() && pair.size() <= CHART) {
            return every(pair);
        }
        double least = quantile(pair, 0.005);
        double most = quantile(pair, 0.995);
        if (!(least < most)) {
            least = Math.min(pair.reference().min(), pair.current().min());
            most = Math.max(pair.reference().max(), pair.current().max());
        }
        return at(pair, equal(least, most, CHART));
    }

    /**
     * For a chart that tells of no few rows: bars of equal width with ends that are rounded away from the numbers, and neighbours together
     * where few rows are.
     */
    static Bars chart(NumberPair pair, long minimum) {
        if (pair.isExact() && pair.size() <= CHART) {
            Bars every = every(pair);
            if (every.fewest() >= minimum) {
                return every;
            }
        }
        double least = quantile(pair, 0.005);
        double most = quantile(pair, 0.995);
        if (!(least < most)) {
            least = Math.min(pair.reference().min(), pair.current().min());
            most = Math.max(pair.reference().max(), pair.current().max());
        }
        Scale ends = Scale.around(least, most);
        return at(pair, equal(ends.smallest(), ends.largest(), CHART)).together(minimum);
    }

    /** Rows of the bar with the fewest, on the side that has more. */
    private long fewest() {
        return IntStream.range(0, size())
                .mapToLong(i -> Math.max(reference[i], current[i]))
                .min()
                .orElse(0);
    }

    private Bars together(long minimum) {
        List<Double> edges = new ArrayList<>();
        List<long[]> bars = new ArrayList<>();
        bars.add(new long[2]);
        for (int i = 0; i < size(); i++) {
            long[] last = bars.get(bars.size() - 1);
            if (Math.max(last[0], last[1]) >= minimum && restFrom(i) >= minimum) {
                edges.add(edges()[i - 1]);
                last = new long[2];
                bars.add(last);
            }
            last[0] += reference[i];
            last[1] += current[i];
        }
        return new Bars(
                edges.stream().mapToDouble(Double::doubleValue).toArray(),
                bars.stream().mapToLong(bar -> bar[0]).toArray(),
                bars.stream().mapToLong(bar -> bar[1]).toArray());
    }

    private long restFrom(int bar) {
        return Math.max(
                Arrays.stream(reference, bar, size()).sum(),
                Arrays.stream(current, bar, size()).sum());
    }

    /** Shares of the reference. */
    double[] referenceShares() {
        return shares(reference);
    }

    double[] currentShares() {
        return shares(current);
    }

    private static double[] shares(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = counts[i] / total;
        }
        return shares;
    }

    /** Where a bar lies, in words. */
    String label(int bar) {
        if (edges.length == 0) {
            return "all";
        }
        if (bar == 0) {
            return "below " + Figures.number(edges[0]);
        }
        return bar == edges.length
                ? Figures.number(edges[bar - 1]) + " and more"
                : Figures.number(edges[bar - 1]) + " to " + Figures.number(edges[bar]);
    }

    int size() {
        return reference.length;
    }

    /** Every value or cell for itself. */
    private static Bars every(NumberPair pair) {
        double[] edges = new double[Math.max(0, pair.size() - 1)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = pair.from(i + 1);
        }
        return new Bars(edges, pair.referenceCounts(), pair.currentCounts());
    }

    private static Bars at(NumberPair pair, double[] edges) {
        long[] reference = new long[edges.length + 1];
        long[] current = new long[edges.length + 1];
        int bar = 0;
        for (int i = 0; i < pair.size(); i++) {
            double x = pair.middle(i);
            while (bar < edges.length && x >= edges[bar]) {
                bar++;
            }
            reference[bar] += pair.referenceCount(i);
            current[bar] += pair.currentCount(i);
        }
        return new Bars(edges, reference, current);
    }

    /** Inner edges only: the first and last bar are open. */
    private static double[] equal(double least, double most, int bins) {
        if (!(least < most)) {
            return new double[0];
        }
        double[] edges = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            edges[i - 1] = least + (most / bins - least / bins) * i;
        }
        return edges;
    }

    /** What lies outside of the reference is a bar of its own. */
    private static double[] withOutside(NumberPair pair, double[] inner) {
        double[] edges = new double[inner.length + 2];
        System.arraycopy(inner, 0, edges, 1, inner.length);
        edges[0] = pair.reference().min();
        edges[edges.length - 1] = Math.nextUp(pair.reference().max());
        return edges[0] < edges[edges.length - 1] ? edges : inner;
    }

    private static double[] quantiles(NumberPair pair, int bins) {
        List<Double> edges = new ArrayList<>();
        long seen = 0;
        int next = 1;
        for (int i = 0; i + 1 < pair.size() && next < bins; i++) {
            seen += pair.referenceCount(i);
            boolean reached = false;
            while (next < bins && (double) seen / pair.n() >= (double) next / bins) {
                next++;
                reached = true;
            }
            if (reached) {
                edges.add(pair.from(i + 1));
            }
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double quantile(NumberPair pair, double level) {
        double seen = 0;
        for (int i = 0; i < pair.size(); i++) {
            seen += (double) pair.referenceCount(i) / pair.n();
            if (seen >= level) {
                return level < 0.5 ? pair.from(i) : pair.to(i);
            }
        }
        return pair.to(pair.size() - 1);
    }

    /** D. P. Doane's number of bins (1976), as numpy computes it. */
    private static int doane(NumberPair pair) {
        double n = pair.n();
        double mean = pair.reference().mean();
        double deviation = pair.reference().deviation() * Math.sqrt((n - 1) / n);
        if (!(deviation > 0) || n <= 2) {
            return 1;
        }
        double skewness = 0;
        for (int i = 0; i < pair.size(); i++) {
            double z = (pair.middle(i) - mean) / deviation;
            skewness += z * z * z * (pair.referenceCount(i) / n);
        }
        double spread = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        double bins = 1 + log2(n) + log2(1 + Math.abs(skewness) / spread);
        double range = pair.reference().max() - pair.reference().min();
        // By way of the width of a bin, which may round a whole number up; unless that is beyond what a double can
        // hold.
        double rounded = range / (range / bins);
        double usable = Double.isFinite(rounded) && Math.abs(rounded - bins) < 1 ? rounded : bins;
        return Double.isFinite(usable) ? Math.max(1, (int) Math.ceil(usable)) : (int) Math.ceil(1 + log2(n));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
