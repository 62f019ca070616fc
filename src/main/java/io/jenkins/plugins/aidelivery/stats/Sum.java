package io.jenkins.plugins.aidelivery.stats;

/**
 * A sum of doubles whose rounding error does not grow with their number: Neumaier's compensated summation
 * (A. Neumaier, ZAMM 54, 1974). The order of the terms decides the last bit, so feed them in a fixed order.
 */
public final class Sum {
    private double sum;
    private double lost;

    public Sum() {}

    Sum(Sum other) {
        this.sum = other.sum;
        this.lost = other.lost;
    }

    /** Adds a term; NaN and infinities make the sum the same as they would make a plain one. */
    public void add(double term) {
        double next = sum + term;
        if (Double.isFinite(next)) {
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        }
        sum = next;
    }

    /** The sum of the terms so far; 0 of none. */
    public double value() {
        return Double.isFinite(sum) ? sum + lost : sum;
    }
}
