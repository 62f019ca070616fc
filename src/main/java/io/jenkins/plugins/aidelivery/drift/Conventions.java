package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Binning;
import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.Convention.Variant;

/** What is meant by a method that somebody names without saying more. */
final class Conventions {
    private Conventions() {}

    static Convention of(Method method) {
        return switch (method) {
            case KOLMOGOROV_SMIRNOV -> new Convention(method, Rule.EFFECT_AND_SIGNIFICANCE, 0.03);
            case JENSEN_SHANNON ->
                new Convention(method, Variant.BITS, Binning.REFERENCE_DECILES, Rule.EFFECT_AND_SIGNIFICANCE, 0.05);
            case PSI, KULLBACK_LEIBLER ->
                new Convention(method, Variant.STANDARD, Binning.REFERENCE_DECILES, Rule.EFFECT_AND_SIGNIFICANCE, 0.1);
            case HELLINGER, TOTAL_VARIATION, L_INFINITY ->
                new Convention(method, Variant.STANDARD, Binning.REFERENCE_DECILES, Rule.EFFECT_AND_SIGNIFICANCE, 0.05);
            case WASSERSTEIN, CRAMERS_V -> new Convention(method, Rule.EFFECT_AND_SIGNIFICANCE, 0.1);
            case TEXT_DOMAIN ->
                new Convention(method, Variant.NGRAMS, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.55);
            case VOCABULARY -> new Convention(method, Variant.WORDS, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.05);
            case MEAN_DISCREPANCY ->
                new Convention(method, Variant.GAUSSIAN, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.005);
            case MEAN_DISTANCE ->
                new Convention(method, Variant.BY_SPREAD, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.1);
            case COSINE_DISTANCE -> new Convention(method, Rule.EFFECT_AND_SIGNIFICANCE, 0.01);
            case COMPONENT_SHARE ->
                new Convention(method, Variant.BY_MEANS, Binning.NONE, Rule.EFFECT_AND_SIGNIFICANCE, 0.2);
            // Scores in a unit of the column, or of no fixed size: what counts is whether chance explains them.
            default -> new Convention(method, Rule.EFFECT_AND_SIGNIFICANCE, 0);
        };
    }
}
