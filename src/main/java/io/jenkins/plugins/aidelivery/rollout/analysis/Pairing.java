package io.jenkins.plugins.aidelivery.rollout.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings together what both sides said about the same thing. Remembers a bounded number of things that one side alone has said. */
final class Pairing<T> {
    private static final int MOST = 2_000;

    private final Map<String, T> canary = new Bounded<>();
    private final Map<String, T> stable = new Bounded<>();

    /** What both said. */
    record Pair<T>(T canary, T stable) {}

    Optional<Pair<T>> canary(String id, T value) {
        T other = stable.remove(id);
        if (other == null) {
            canary.put(id, value);
        }
        return Optional.ofNullable(other).map(there -> new Pair<>(value, there));
    }

    Optional<Pair<T>> stable(String id, T value) {
        T other = canary.remove(id);
        if (other == null) {
            stable.put(id, value);
        }
        return Optional.ofNullable(other).map(there -> new Pair<>(there, value));
    }

    private static final class Bounded<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }
}
