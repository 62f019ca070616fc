package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import java.util.List;
import java.util.Optional;

/**
 * What is known of earlier comparisons of the same data.
 *
 * @param results in any order; those with drift don't count
 * @param first the profile that was accepted first, where the baseline has moved since
 */
public record PastResults(List<DriftReport> results, Optional<DatasetProfile> first) {
    /** Nothing. */
    public static final PastResults NONE = new PastResults(List.of(), Optional.empty());

    public PastResults {
        results = List.copyOf(results);
    }
}
