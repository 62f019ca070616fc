package io.jenkins.plugins.aidelivery.measure;

/**
 * A measure of two versions on the same rows, where chance hits both alike, so that much smaller differences show than
 * between two separate samples.
 *
 * @param baseline the version before, in the measure's unit
 * @param difference candidate minus baseline
 * @param precision rows and standard error of the difference
 * @param test what says whether the difference is chance
 */
public record Paired(double baseline, double difference, Sampling.Mean precision, Test test) {
    /**
     * A significance test.
     *
     * @param name such as {@code McNemar} or {@code DeLong}
     * @param pValue two-sided, 0 … 1
     */
    public record Test(String name, double pValue) {}
}
