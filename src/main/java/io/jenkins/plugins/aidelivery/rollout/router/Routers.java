package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All kinds of routers that a plan can name. */
public final class Routers {
    private Routers() {}

    /**
     * Opens the router that a plan writes below a key, as a mapping with one member: {@code router: { haproxy: { … } }}.
     *
     * @param in the plan; what is wrong is taken down there
     * @return empty if something is wrong
     */
    public static Optional<Router> open(SpecCursor in, String key, Surroundings surroundings) {
        Map<String, RouterType> types = types();
        String known = "one of " + String.join(", ", types.keySet());
        if (!in.isWritten(key)) {
            in.fault("", "'" + key + "' is missing: what moves the traffic? " + known + " was expected");
            return Optional.empty();
        }
        return in.mapping(key).flatMap(router -> {
            if (router.members().size() != 1) {
                in.fault(key, "exactly one router was expected, " + known);
                return Optional.empty();
            }
            String id = router.members().keySet().iterator().next();
            RouterType type = types.get(id);
            if (type == null) {
                router.fault(id, "'" + id + "' is no router; " + known + Suggestion.question(types.keySet(), id));
                return Optional.empty();
            }
            return router.mapping(id).flatMap(settings -> {
                Optional<Router> opened = type.open(settings, surroundings);
                settings.done();
                return opened;
            });
        });
    }

    /** By this class's loader: in Jenkins the thread's context loader is another one. */
    private static Map<String, RouterType> types() {
        Map<String, RouterType> types = new TreeMap<>();
        ServiceLoader.load(RouterType.class, Routers.class.getClassLoader())
                .forEach(type -> types.put(type.id(), type));
        return types;
    }
}
