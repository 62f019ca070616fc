package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;

/** Our own proxy: in this process, or in one of its own that is told weights through its admin address. */
public final class ProxyRouterType implements RouterType {
    @Override
    public String id() {
        return "proxy";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        if (in.isWritten("url") || in.isWritten("connection")) {
            return surroundings
                    .connections()
                    .endpoint(in, "url")
                    .map(endpoint -> new RemoteProxyRouter(endpoint, surroundings.http()));
        }
        if (!surroundings.connections().allowsLocal()) {
            in.fault("", "no proxy can be started here; write 'connection', which names one that runs");
            return Optional.empty();
        }
        return ProxySettings.read(in, surroundings.connections())
                .map(setup -> new LocalProxyRouter(setup, surroundings.blocking()));
    }
}
