package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.List;

/**
 * Mean and standard deviation.
 *
 * @param mean of all numbers
 * @param deviation divided by n - 1; 0 of one number
 */
record Moments(double mean, double deviation) {
    /** Sums of squares of numbers with smaller exponents are doubles, with all their digits. */
    private static final int LARGEST_EXPONENT = 400;

    static Moments of(ValueCounts values) {
        long n = values.total();
        double middle = values.value(values.size() / 2);
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < values.size(); i++) {
            double term = (values.value(i) / n - middle / n) * values.count(i);
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
            sum = next;
        }
        double mean = middle + (sum + lost);
        double unit = unit(values.value(0), values.value(values.size() - 1));
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            double distance = values.value(i) / unit - mean / unit;
            squares += distance * (distance * (values.count(i) / Math.max(1.0, n - 1.0)));
        }
        return new Moments(mean, deviation(squares, unit));
    }

    /** A power of two in which squares of such numbers are neither lost nor beyond all. */
    private static double unit(double min, double max) {
        int exponent = Math.getExponent(Math.max(Math.abs(min), Math.abs(max)));
        return Math.abs(exponent) < LARGEST_EXPONENT ? 1 : Math.scalb(1.0, exponent);
    }

    private static double deviation(double squares, double unit) {
        return Math.min(Math.sqrt(squares) * unit, Double.MAX_VALUE);
    }

    /** Numbers beyond the grid are taken to lie at the extremes. */
    static Moments of(Histogram histogram, double min, double max) {
        long inside = histogram.first().inside();
        long below = histogram.first().below();
        long above = histogram.first().above();
        long n = histogram.total();
        double insideMean = inside == 0 ? 0 : mean(histogram, inside);
        double mean = insideMean * ((double) inside / n) + min * ((double) below / n) + max * ((double) above / n);
        double unit = unit(min, max);
        double squares = squares(min / unit - mean / unit, below, n) + squares(max / unit - mean / unit, above, n);
        for (Leaf leaf : Leaf.of(histogram.grid(), List.of(histogram))) {
            if (leaf.round() == 0 && leaf.isBeside()) {
                continue;
            }
            double width = leaf.to() / unit - leaf.from() / unit;
            squares += squares(leaf.from() / unit + width / 2 - mean / unit, leaf.counts()[0], n)
                    + width * width / 12 * ((double) leaf.counts()[0] / n);
        }
        return new Moments(mean, deviation(squares * n / Math.max(1.0, n - 1.0), unit));
    }

    private static double mean(Histogram histogram, long n) {
        return histogram.grid().scale().value(histogram.sumOfPlaces().mean(n));
    }

    /** Of two sets of numbers together, from those of each. */
    static Moments of(Numbers one, Numbers other) {
        double n = one.count() + (double) other.count();
        double p = one.count() / n;
        double q = other.count() / n;
        double mean = one.mean() * p + other.mean() * q;
        double unit = unit(Math.min(one.min(), other.min()), Math.max(one.max(), other.max()));
        double distance = one.mean() / unit - other.mean() / unit;
        double squares = (one.count() - 1) / n * Math.pow(one.deviation() / unit, 2)
                + (other.count() - 1) / n * Math.pow(other.deviation() / unit, 2)
                + distance * distance * p * q;
        return new Moments(mean, deviation(squares * n / Math.max(1.0, n - 1.0), unit));
    }

    private static double squares(double distance, long count, long n) {
        return count == 0 ? 0 : distance * distance * ((double) count / n);
    }
}
