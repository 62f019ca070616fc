package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Objects;

/**
 * A measure of two versions on the same rows, where chance hits both alike, so that much smaller differences show than
 * between two separate samples.
 *
 * @param baseline the version before, in the measure's unit
 * @param difference candidate minus baseline
 * @param precision rows and standard error of the difference
 * @param test what says whether the difference is chance
 */
public record Paired(
        @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
        double baseline,

        @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
        double difference,

        Sampling.Mean precision,
        Test test) {
    public Paired {
        Objects.requireNonNull(precision);
    }

    /**
     * A significance test.
     *
     * @param name such as {@code McNemar} or {@code DeLong}
     * @param pValue two-sided, 0 … 1
     */
    public record Test(
            String name,

            @JsonSerialize(using = NumberOrNull.Writer.class) @JsonDeserialize(using = NumberOrNull.Reader.class)
            double pValue) {}
}
