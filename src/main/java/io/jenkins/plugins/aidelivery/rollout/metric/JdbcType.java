package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;
import java.util.regex.Pattern;

/** A database, asked with SQL. */
public final class JdbcType implements MetricSourceType {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|pwd|secret|token)\\s*=|//[^/]*:[^/]*@");

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public Optional<MetricSource> open(SpecCursor settings, Surroundings surroundings) {
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(settings, "url");
        endpoint.map(Endpoint::address).ifPresent(url -> {
            if (!url.startsWith("jdbc:")) {
                settings.fault("url", "a URL such as jdbc:postgresql://db.example.com/sales was expected");
            } else if (PASSWORD.matcher(url).find()) {
                settings.fault("url", "a password doesn't belong in the URL; write 'user' and 'password'");
            }
        });
        SideNames sides = SideNames.read(settings);
        Timing timing = Timing.read(settings);
        settings.done();
        return endpoint.map(database -> new Unfailing(
                new JdbcSource(database, sides, timing.timeout(), surroundings.blocking()),
                "the database",
                timing.timeout()));
    }
}
