package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;

/** The counters of our own proxy, which are labelled with the side that answered. */
public final class ProxyType implements MetricSourceType {
    @Override
    public String id() {
        return "proxy";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        return OpenMetricsType.onePage(settings, SideLabels.named("side"), surroundings);
    }
}
