package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a metric source says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Increase.class, name = "increase"),
    @JsonSubTypes.Type(value = Answer.Histogram.class, name = "histogram"),
    @JsonSubTypes.Type(value = Answer.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Answer.Samples.class, name = "samples"),
    @JsonSubTypes.Type(value = Answer.Texts.class, name = "texts"),
    @JsonSubTypes.Type(value = Answer.Nothing.class, name = "nothing"),
    @JsonSubTypes.Type(value = Answer.Blind.class, name = "blind"),
    @JsonSubTypes.Type(value = Answer.Wrong.class, name = "wrong")
})
public sealed interface Answer {
    /** A counter grew by so much: 0 or more, finite. */
    record Increase(double by) implements Answer {}

    /**
     * A histogram grew by so much.
     *
     * @param bounds upper bounds of its buckets, rising, the last one infinite
     * @param counts how much each bucket alone grew, not added up; 0 or more
     */
    record Histogram(List<Double> bounds, List<Double> counts) implements Answer {
        public Histogram {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /** A value, which may be NaN or infinite: such a one is never compared. */
    record Value(double value) implements Answer {}

    /** Single values in the order of their times, which may be none. */
    record Samples(List<Sample> samples) implements Answer {
        public Samples {
            samples = List.copyOf(samples);
        }
    }

    /**
     * A single value.
     *
     * @param at epoch milliseconds
     * @param id of what it belongs to, such as a request that both sides answered; empty if there is none
     */
    record Sample(long at, String id, double value) {}

    /** Single texts in the order of their times, which may be none. */
    record Texts(List<Text> texts) implements Answer {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A single text.
     *
     * @param at epoch milliseconds
     * @param id of what it belongs to
     */
    record Text(long at, String id, String text) {}

    /** The source is well and knows no such series. */
    record Nothing() implements Answer {}

    /** The source gave no answer, or an old one: a sentence without secrets. */
    record Blind(String reason) implements Answer {}

    /** The question can't be answered, now or later: it is malformed, or has several series where one was expected. */
    record Wrong(String reason) implements Answer {}
}
