package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.core.JsonPointer;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;

/** Any service that answers with JSON. */
public final class HttpType implements MetricSourceType {
    @Override
    public String id() {
        return "http";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        var endpoint = surroundings.connections().endpoint(settings, "url");
        UrlTemplate path = new UrlTemplate(settings.text("path"));
        path.unknown()
                .ifPresent(name -> settings.fault(
                        "path",
                        "{{" + name + "}} stands for nothing; known are " + String.join(", ", UrlTemplate.NAMES)));
        SideNames sides = SideNames.read(settings);
        HttpSource.Item item =
                new HttpSource.Item(pointer(settings, "value"), pointer(settings, "id"), pointer(settings, "time"));
        Timing timing = Timing.read(settings);
        settings.done();
        return endpoint.map(address -> new Unfailing(
                new HttpSource(
                        new HttpSource.Service(surroundings.http(), address, path), sides, item, timing.timeout()),
                address.toString(),
                timing.timeout()));
    }

    private static Optional<JsonPointer> pointer(SpecCursor settings, String key) {
        String expected = "a pointer such as /score was expected";
        return settings.name(key, expected).flatMap(text -> {
            try {
                return Optional.of(JsonPointer.compile(text));
            } catch (IllegalArgumentException e) {
                settings.fault(key, expected + ", not '" + text + "'");
                return Optional.empty();
            }
        });
    }
}
