package io.jenkins.plugins.aidelivery.rollout.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings together what both sides said about the same thing. Remembers a bounded number of things that one side alone has said. */
final class Pairing<T> {
    private final Map<String, T> canary;
    private final Map<String, T> stable;

    /** @param most of each side that wait for the other one */
    Pairing(int most) {
        canary = new Bounded<>(most);
        stable = new Bounded<>(most);
    }

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

        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
        }
    }
}
