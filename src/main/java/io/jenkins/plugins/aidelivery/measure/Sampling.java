package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How a value came about, which decides what is known of its uncertainty and whether values of two files add up. Pure
 * data; the intervals are computed where a rule needs them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sampling.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = Sampling.Total.class, name = "total"),
    @JsonSubTypes.Type(value = Sampling.Counts.class, name = "counts"),
    @JsonSubTypes.Type(value = Sampling.Share.class, name = "share"),
    @JsonSubTypes.Type(value = Sampling.Mean.class, name = "mean"),
    @JsonSubTypes.Type(value = Sampling.Difference.class, name = "difference")
})
public sealed interface Sampling {
    /** Nothing is known but the value; two such values of one name contradict each other unless they are equal. */
    record Unknown() implements Sampling {}

    /** An exact sum, such as a number of tests or a total duration: two files' values add up. */
    record Total() implements Sampling {}

    /**
     * A share of counted things, such as passed of all tests: two files' counts add up.
     *
     * @param successes 0 … trials
     * @param trials at least 1
     */
    record Counts(long successes, long trials) implements Sampling {
        public Counts {
            if (successes < 0 || trials < 1 || successes > trials) {
                throw new IllegalArgumentException(successes + " of " + trials + " is not a share");
            }
        }
    }

    /**
     * A measure between 0 and 1 that is as precise as a share of so many independent trials (the effective sample size:
     * value · (1 − value) / variance), such as an F1, an AUC or a weighted accuracy.
     *
     * @param n rows it was computed from
     * @param effectiveTrials more than 0
     */
    record Share(long n, double effectiveTrials) implements Sampling {
        public Share {
            if (!(effectiveTrials > 0)) {
                throw new IllegalArgumentException("no effective sample size: " + effectiveTrials);
            }
        }
    }

    /**
     * A mean, or another value with a standard error.
     *
     * @param n observations, at least 1
     * @param standardError of the value, at least 0, in the value's unit
     */
    record Mean(long n, double standardError) implements Sampling {
        public Mean {
            if (n < 1 || !(standardError >= 0) || Double.isInfinite(standardError)) {
                throw new IllegalArgumentException("n " + n + ", standard error " + standardError);
            }
        }
    }

    /**
     * The difference of two shares, such as the selection rates of two groups.
     *
     * @param high the larger share's counts
     * @param low the smaller share's counts
     */
    record Difference(Counts high, Counts low) implements Sampling {}

    Sampling UNKNOWN = new Unknown();
    Sampling TOTAL = new Total();
}
