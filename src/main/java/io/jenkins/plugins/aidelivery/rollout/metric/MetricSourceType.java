package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;

/** A kind of metric source; found with {@link java.util.ServiceLoader}. */
public interface MetricSourceType {
    /** The key that stands for it in a plan, such as {@code prometheus}. */
    String id();

    /**
     * Opens one, without talking to it yet.
     *
     * @param settings below its key; what is wrong with them is taken down there
     * @return empty if settings are wrong
     */
    Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings);
}
