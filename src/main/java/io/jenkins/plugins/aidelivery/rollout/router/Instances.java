package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Causes;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Instances in the order in which they get a new version, and how to ask and change them.
 *
 * @param names one or more
 */
record Instances(List<String> names, Versions versions, Means means, Surroundings surroundings) {
    /** Percent; 33.4 % is meant to be one of three. */
    private static final double NEAR = 0.5;

    Instances {
        names = List.copyOf(names);
    }

    record Versions(String before, String after) {}

    /**
     * Programs and pages.
     *
     * @param surge keeps a number of spare instances
     */
    record Means(Probe update, Probe restore, Probe version, Probe health, Optional<Probe.OfProgram> surge) {}

    /** What an instance runs, or why nobody knows. */
    record Running(String name, Optional<String> version, String problem) {}

    /** An instance that is to change, and to which version. */
    record Change(String name, String version) {}

    /** How many run the new version when a canary has a part of the traffic: at least that part. */
    int count(double percent) {
        double near = Math.min(NEAR, Percent.ALL / names.size() / 10);
        return (int) Math.ceil(Math.max(0, names.size() * (percent - near) / Percent.ALL));
    }

    /** Of the instances, percent. */
    double share(int count) {
        return Percent.ALL * count / names.size();
    }

    /** Asks all of them; doesn't fail. */
    CompletionStage<List<Running>> running() {
        List<CompletableFuture<Running>> asked = names.stream()
                .map(name -> means.version()
                        .ask(Map.of("instance", name), surroundings)
                        .handle((version, problem) -> problem == null
                                ? new Running(name, Optional.of(version), "")
                                : new Running(
                                        name,
                                        Optional.empty(),
                                        Causes.of(problem).getMessage()))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    boolean isNew(Running one) {
        return one.version().filter(versions.after()::equals).isPresent();
    }

    /** What is to change so that so many run the new version; whoever doesn't tell its version is changed first. */
    List<Change> changes(List<Running> now, int wanted) {
        List<Running> fresh = now.stream().filter(this::isNew).toList();
        long unknown = now.stream().filter(one -> one.version().isEmpty()).count();
        if (fresh.size() < wanted) {
            return now.stream()
                    .filter(one -> !isNew(one))
                    .limit(wanted - fresh.size())
                    .map(one -> new Change(one.name(), versions.after()))
                    .toList();
        }
        List<Running> backwards = new ArrayList<>();
        IntStream.range(0, now.size()).forEach(i -> {
            Running one = now.get(now.size() - 1 - i);
            if (one.version().isEmpty() || isNew(one)) {
                backwards.add(one);
            }
        });
        backwards.sort(java.util.Comparator.comparing(this::isNew));
        return backwards.stream()
                .limit(fresh.size() + unknown - wanted)
                .map(one -> new Change(one.name(), versions.before()))
                .toList();
    }

    CompletionStage<Void> make(Change change, long epoch) {
        boolean forward = change.version().equals(versions.after());
        Map<String, String> values = new TreeMap<>(
                Map.of("instance", change.name(), "version", change.version(), "epoch", String.valueOf(epoch)));
        return (forward ? means.update() : means.restore())
                .ask(values, surroundings)
                .thenApply(said -> null);
    }

    CompletionStage<Void> health(String name) {
        return means.health().ask(Map.of("instance", name), surroundings).thenApply(said -> null);
    }

    CompletionStage<Void> surge(int spare) {
        return means.surge()
                .map(probe ->
                        probe.ask(Map.of("surge", String.valueOf(spare), "version", versions.after()), surroundings))
                .orElseGet(() -> CompletableFuture.completedFuture(""))
                .thenApply(said -> null);
    }
}
