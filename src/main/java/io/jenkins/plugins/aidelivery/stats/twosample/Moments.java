package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;
import java.util.function.IntToLongFunction;

/**
 * Mean and spread of one sample.
 *
 * @param n observations
 * @param mean of them
 * @param squares sum of the squared distances from the mean
 */
record Moments(long n, double mean, double squares) {
    static Moments ofReference(Pooled samples) {
        return of(samples, samples::reference, samples.n());
    }

    static Moments ofCurrent(Pooled samples) {
        return of(samples, samples::current, samples.m());
    }

    /** Two passes: the squares of values far from 0 would cancel. */
    private static Moments of(Pooled samples, IntToLongFunction count, long n) {
        Sum sum = new Sum();
        for (int i = 0; i < samples.size(); i++) {
            sum.add(count.applyAsLong(i) * samples.x(i));
        }
        double mean = sum.value() / n;
        Sum squares = new Sum();
        for (int i = 0; i < samples.size(); i++) {
            double away = samples.x(i) - mean;
            squares.add(count.applyAsLong(i) * away * away);
        }
        return new Moments(n, mean, squares.value());
    }

    /** Standard deviation of the sample itself: its squares over n. */
    double deviation() {
        return Math.sqrt(squares / n);
    }
}
