package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Opens the metric source that a plan names. */
public final class MetricSources {
    private final Map<String, MetricSourceType> types = new TreeMap<>();

    public MetricSources() {
        // Not the thread's own loader: in Jenkins that one doesn't see the plugin.
        ServiceLoader.load(MetricSourceType.class, MetricSources.class.getClassLoader())
                .forEach(type -> types.put(type.id(), type));
    }

    /**
     * Opens what is named below a key, such as {@code metrics: { prometheus: { url: … } }}, without talking to it yet.
     *
     * @param in where the key stands; what is wrong is taken down there
     * @return empty if something is wrong, or if nothing stands there
     */
    public Optional<MetricSource> open(SpecCursor in, String key, Surroundings surroundings) {
        return in.mapping(key).flatMap(kinds -> open(kinds, surroundings));
    }

    private Optional<MetricSource> open(SpecCursor kinds, Surroundings surroundings) {
        Map<String, SpecNode> members = kinds.members();
        if (members.size() != 1) {
            kinds.fault("", "one metric source was expected: " + String.join(", ", types.keySet()));
            return Optional.empty();
        }
        String id = members.keySet().iterator().next();
        MetricSourceType type = types.get(id);
        if (type == null) {
            String near = Suggestion.question(types.keySet(), id);
            String known = "; known are " + String.join(", ", types.keySet());
            kinds.fault(id, "is no metric source" + (near.isEmpty() ? known : near));
            return Optional.empty();
        }
        return kinds.mapping(id).flatMap(settings -> type.open(settings, surroundings));
    }
}
