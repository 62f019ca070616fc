package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.time.Duration;
import java.util.Optional;

/** Prometheus, and what speaks as it does: Thanos, Mimir, VictoriaMetrics. */
public final class PrometheusType implements MetricSourceType {
    /**
     * A sample carries the time at which its scrape began and is found when that has ended. Without a delay, the scrape that
     * is under way at a window's end would be counted in no window at all.
     */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final int LONGEST_DELAY = 3600;

    @Override
    public String id() {
        return "prometheus";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(settings, "url");
        SideLabels sides = SideLabels.read(settings);
        Timing timing = Timing.read(settings);
        Duration delay = delay(settings);
        settings.done();
        return endpoint.map(address -> new Unfailing(
                new PrometheusSource(new PrometheusApi(surroundings.http(), address), sides, timing, delay),
                address.toString(),
                timing.timeout()));
    }

    private static Duration delay(SpecCursor in) {
        Optional<Quantity> delay = in.quantity("delay");
        if (delay.isEmpty()) {
            return DELAY;
        }
        double seconds = delay.get().value();
        if (delay.get().unit() != Unit.SECONDS || seconds < 0 || seconds > LONGEST_DELAY) {
            in.fault("delay", "a duration from 0s to 1h was expected");
            return DELAY;
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
