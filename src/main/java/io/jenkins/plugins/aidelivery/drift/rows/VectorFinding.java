package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.drift.profile.VectorSample;
import io.jenkins.plugins.aidelivery.drift.profile.Vectors;
import io.jenkins.plugins.aidelivery.stats.FisherF;
import io.jenkins.plugins.aidelivery.stats.twosample.CovarianceSpectrum;
import io.jenkins.plugins.aidelivery.stats.twosample.Cumulants;
import io.jenkins.plugins.aidelivery.stats.twosample.RandomFeatures;
import io.jenkins.plugins.aidelivery.stats.twosample.WeightedChiSquares;
import java.util.List;
import java.util.Optional;

/**
 * What chance does to means of vectors, which only vectors tell: the squared distance of two means is a sum of squared normals, weighted with the
 * eigenvalues of the covariance, times {@code 1/n + 1/m}.
 *
 * @param means of the vectors themselves
 * @param features of the kernel's features, whose distance is the mean discrepancy
 */
public record VectorFinding(Squared means, Squared features) {
    /**
     * A squared distance of two means.
     *
     * @param p how often chance alone gives as much
     * @param mean of the squared distance if chance is all there is
     * @param law of the squared distance in that case, over its mean
     */
    public record Squared(double p, double mean, Cumulants law) {
        /** What chance alone exceeds with probability alpha. */
        public double quantile(double alpha) {
            return mean * law.quantile(alpha);
        }
    }

    /**
     * Looks at vectors.
     *
     * @param reference what stays of them
     * @param current made with the reference's kernel
     * @param samples those that are at hand, of both tables or of the current one
     * @return empty if they are too few, or have other lengths
     */
    static Optional<VectorFinding> of(Vectors reference, Vectors current, List<VectorSample> samples) {
        int dimensions = reference.dimensions();
        List<List<double[]>> rows = samples.stream().map(VectorSample::rows).toList();
        boolean comparable = dimensions == current.dimensions()
                && Math.min(reference.used(), current.used()) > 1
                && reference.width() > 0
                && Double.compare(reference.width(), current.width()) == 0;
        if (!comparable || rows.stream().noneMatch(sample -> sample.size() > 1)) {
            return Optional.empty();
        }
        RandomFeatures kernel = new RandomFeatures(dimensions, reference.width());
        List<List<double[]>> features = rows.stream()
                .map(sample -> sample.stream().map(kernel::of).toList())
                .toList();
        double apart = RandomFeatures.squaredDistance(
                reference.means().toArray(), current.means().toArray());
        return Optional.of(new VectorFinding(
                squared(
                        apart,
                        CovarianceSpectrum.within(rows),
                        new Scale(reference.variance(), reference.used(), current.variance(), current.used())),
                squared(
                        reference.squaredFeatureDistance(current),
                        CovarianceSpectrum.within(features),
                        new Scale(
                                reference.featureVariance(),
                                reference.used(),
                                current.featureVariance(),
                                current.used()))));
    }

    /** Variances of all components together, which both profiles know, whichever rows are at hand. */
    private record Scale(double before, long n, double now, long m) {
        /** What chance alone gives on average. */
        double mean() {
            return before / n + now / m;
        }

        /** F. E. Satterthwaite's (1946). */
        double degreesOfFreedom() {
            double one = before / n / mean();
            return 1 / (one * one / (n - 1) + (1 - one) * (1 - one) / (m - 1));
        }
    }

    /**
     * The eigenvalues say how uneven the components are, the scale how large. That both are estimated counts with few rows: then an F law with
     * the same mean and variance is what chance is at least taken for (G. E. P. Box, Annals of Mathematical Statistics 25, 1954).
     */
    private static Squared squared(double distance, double[] spectrum, Scale scale) {
        WeightedChiSquares law = WeightedChiSquares.of(spectrum);
        if (!(scale.mean() > 0) || spectrum.length == 0) {
            return new Squared(distance > 0 ? 0 : 1, 0, new Cumulants(0, 0, 0));
        }
        double ratio = distance / scale.mean();
        double shape = 2 / law.cumulants().variance();
        double p = Math.max(law.pValue(ratio), FisherF.sf(ratio, shape, shape * scale.degreesOfFreedom()));
        return new Squared(p, scale.mean(), law.cumulants());
    }
}
