package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Figure;
import io.jenkins.plugins.aidelivery.stats.Rate;
import io.jenkins.plugins.aidelivery.stats.WeightedMean;
import java.io.IOException;
import java.util.Map;

/** Records metrics with the sampling that fits them, and with the comparison on the same rows where there is one. */
final class MeasureWriter {
    private final Recorder out;
    private final Map<String, Paired> paired;

    /** @param paired comparisons of measures of all of the data, by name */
    MeasureWriter(Recorder out, Map<String, Paired> paired) {
        this.out = out;
        this.paired = paired;
    }

    /** A metric of the confusion matrix between 0 and 1. */
    void share(String name, Slice slice, Figure figure, long rows, String pointer) throws IOException {
        share(name, slice, figure.value(), rows, figure.trials(), pointer);
    }

    /**
     * A value between 0 and 1, the higher the better.
     *
     * @param trials as precise as a share of so many; not above 0 if nothing is known
     */
    void share(String name, Slice slice, double value, long rows, double trials, String pointer) throws IOException {
        Sampling sampling = trials > 0 ? new Sampling.Share(rows, trials) : Sampling.UNKNOWN;
        // Weights such as 0.1 leave a last bit above 1.
        double cut = Math.max(0, Math.min(1, value));
        put(name, slice, new Amount(cut, Unit.RATIO, Direction.HIGHER, sampling), pointer);
    }

    /** A rate of a group, of which it is not said which way it is better. */
    void rate(String name, Slice slice, Rate rate, Direction direction, String pointer) throws IOException {
        Sampling sampling = new Sampling.Share(rate.rows(), rate.trials());
        put(name, slice, new Amount(rate.value(), Unit.RATIO, direction, sampling), pointer);
    }

    /** A correlation, -1 … 1. */
    void correlation(String name, Figure figure, long rows, String pointer) throws IOException {
        // Without a standard error all rows are of one class and the value is 0 by convention.
        Sampling sampling = figure.standardError() > 0 ? mean(rows, figure.standardError()) : Sampling.UNKNOWN;
        put(name, Slice.ALL, new Amount(figure.value(), Unit.NUMBER, Direction.HIGHER, sampling), pointer);
    }

    /** A mean loss. */
    void loss(String name, Slice slice, WeightedMean mean, String pointer) throws IOException {
        loss(name, slice, mean.value(), mean.n(), mean.standardError(), pointer);
    }

    void loss(String name, Slice slice, double value, long rows, double error, String pointer) throws IOException {
        put(name, slice, new Amount(value, Unit.NUMBER, Direction.LOWER, mean(rows, error)), pointer);
    }

    /** Any other amount. */
    void put(String name, Slice slice, Amount amount, String pointer) throws IOException {
        Paired comparison = slice.isAll() ? paired.get(name) : null;
        if (comparison == null || !amount.isPresent()) {
            out.add(name, slice, amount, pointer);
        } else {
            out.add(name, slice, amount, comparison, pointer);
        }
    }

    /** A metric that can't be computed, and why. */
    void error(String name, Slice slice, Direction direction, String reason, String pointer) throws IOException {
        out.add(name, slice, Amount.value(Double.NaN, Unit.NUMBER, direction), Status.error(reason), pointer);
    }

    void note(String sentence) {
        out.note(sentence);
    }

    /** What is known of a value with a standard error; nothing if there is none (NaN, of a single row). */
    static Sampling mean(long rows, double standardError) {
        return rows > 0 && standardError >= 0 && Double.isFinite(standardError)
                ? new Sampling.Mean(rows, standardError)
                : Sampling.UNKNOWN;
    }
}
