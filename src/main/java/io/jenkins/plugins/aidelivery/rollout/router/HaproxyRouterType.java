package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.List;
import java.util.Optional;

/** Servers of an HAProxy backend, whose weights are set through the runtime API. */
public final class HaproxyRouterType implements RouterType {
    /** What HAProxy takes for a name (configuration manual, 2.6 and 4.2); nothing that would end a command. */
    private static final String NAME = "[A-Za-z0-9_.:-]+";

    @Override
    public String id() {
        return "haproxy";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        Optional<Endpoint> endpoint = surroundings.connections().endpoint(in, "address");
        Optional<String> address = endpoint.map(Endpoint::address);
        if (address.isPresent() && !HaproxySocket.isAddress(address.get())) {
            in.fault("address", "host:port or the path of a socket was expected, not '" + address.get() + "'");
            address = Optional.empty();
        }
        if (endpoint.flatMap(Endpoint::secret).isPresent()) {
            in.fault("", "HAProxy's runtime API asks for no token and no password; leave them out");
            return Optional.empty();
        }
        Optional<String> backend = settings.need("backend", "the name of a backend", name -> name.matches(NAME));
        List<String> canary = settings.needAll("canary", "a server's name", name -> name.matches(NAME));
        List<String> stable = settings.needAll("stable", "a server's name", name -> name.matches(NAME));
        List<String> both = canary.stream().filter(stable::contains).toList();
        if (!both.isEmpty()) {
            in.fault("canary", "server '" + both.get(0) + "' is on both sides");
        }
        if (address.isEmpty() || backend.isEmpty() || canary.isEmpty() || stable.isEmpty() || !both.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HaproxyRouter(
                new HaproxySocket(address.get()),
                new HaproxyRouter.Sides(
                        backend.get(),
                        canary.stream().distinct().toList(),
                        stable.stream().distinct().toList()),
                surroundings.blocking()));
    }
}
