package io.jenkins.plugins.aidelivery.stats;

/**
 * A mean with its standard error, in one pass. With weights it is {@code Σwx / Σw}; its standard error is the linearised
 * one for weights that were given, {@code √(n/(n-1) Σw²(x-mean)²) / Σw}, which is the usual one where all weights are
 * alike. Squares are summed about a running mean (D. H. D. West, Communications of the ACM 22, 1979), so that nothing
 * cancels.
 */
public final class WeightedMean {
    private final Sum weights;
    private final Sum products;
    private final Sum squaredWeights;
    private long n;
    private double centre;
    private double spread;

    public WeightedMean() {
        this.weights = new Sum();
        this.products = new Sum();
        this.squaredWeights = new Sum();
    }

    /** The mean as it is now, whatever is added to the other later. */
    public WeightedMean(WeightedMean other) {
        this.weights = new Sum(other.weights);
        this.products = new Sum(other.products);
        this.squaredWeights = new Sum(other.squaredWeights);
        this.n = other.n;
        this.centre = other.centre;
        this.spread = other.spread;
    }

    /** Takes one observation. */
    public void add(double value, double weight) {
        add(value, 1, weight, weight * weight);
    }

    /**
     * Takes equal observations together; those without weight count nowhere.
     *
     * @param count how many
     * @param weight the sum of their weights, 0 or more
     * @param squaredWeight the sum of the squares of their weights
     */
    public void add(double value, long count, double weight, double squaredWeight) {
        if (!(weight > 0)) {
            return;
        }
        n += count;
        weights.add(weight);
        products.add(weight * value);
        squaredWeights.add(squaredWeight);
        double off = value - centre;
        double share = squaredWeight / squaredWeights.value();
        centre += off * share;
        spread += squaredWeight * off * (value - centre);
    }

    /** Observations with a weight. */
    public long n() {
        return n;
    }

    public double weight() {
        return weights.value();
    }

    /** The mean; NaN of nothing. */
    public double value() {
        return products.value() / weights.value();
    }

    /** Of the mean; NaN of fewer than two observations. */
    public double standardError() {
        if (n < 2) {
            return Double.NaN;
        }
        double off = centre - value();
        double squares = spread + squaredWeights.value() * off * off;
        return Math.sqrt(Math.max(0, squares) * n / (n - 1.0)) / weights.value();
    }

    /** L. Kish's effective number of observations, {@code (Σw)² / Σw²}; 0 of nothing. */
    public double effectiveSize() {
        double weight = weights.value();
        return n == 0 ? 0 : weight * weight / squaredWeights.value();
    }
}
