package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Pages of metrics, one for each side, or one for all of them with labels that tell the sides apart. */
public final class OpenMetricsType implements MetricSourceType {
    @Override
    public String id() {
        return "openmetrics";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        boolean isOnePage = settings.isWritten("url") || settings.isWritten("connection");
        return isOnePage ? onePage(settings, SideLabels.read(settings), surroundings) : pages(settings, surroundings);
    }

    /** One page for all sides. */
    static Optional<MetricSource> onePage(SpecCursor settings, SideLabels sides, Surroundings surroundings) {
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(settings, "url");
        Timing timing = Timing.read(settings);
        settings.done();
        return endpoint.map(address -> {
            ScrapedPage page = new ScrapedPage(surroundings.http(), address, timing);
            Map<Side, OpenMetricsSource.Place> places = new EnumMap<>(Side.class);
            sides.all().forEach((side, labels) -> places.put(side, new OpenMetricsSource.Place(page, labels)));
            return new Unfailing(new OpenMetricsSource(places, timing), address.toString(), timing.timeout());
        });
    }

    private static Optional<MetricSource> pages(SpecCursor settings, Surroundings surroundings) {
        Timing timing = Timing.read(settings);
        Map<Side, OpenMetricsSource.Place> places = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            String key = SideLabels.key(side);
            if (settings.isWritten(key)) {
                endpoint(settings, key, surroundings)
                        .ifPresent(address -> places.put(
                                side,
                                new OpenMetricsSource.Place(
                                        new ScrapedPage(surroundings.http(), address, timing), Map.of())));
            }
        }
        if (!settings.isWritten("canary") || !settings.isWritten("stable")) {
            settings.fault("", "'canary' and 'stable' were expected, each with the URL of its page, or 'url' for both");
        }
        settings.done();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unfailing(new OpenMetricsSource(places, timing), "the page", timing.timeout()));
    }

    /** Written out, or as a mapping with its own connection. */
    private static Optional<Endpoint> endpoint(SpecCursor settings, String key, Surroundings surroundings) {
        Optional<SpecNode> node = settings.node(key);
        if (node.filter(SpecNode.Mapping.class::isInstance).isEmpty()) {
            return surroundings.connections().endpoint(settings, key);
        }
        return settings.mapping(key).flatMap(own -> {
            Optional<Endpoint> endpoint = surroundings.connections().endpoint(own, "url");
            own.done();
            return endpoint;
        });
    }
}
