package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Instances that are brought to the new version one after the other: a rolling update. */
public final class InstancesRouterType implements RouterType {
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._:/+@-]*";
    private static final List<String> ONE = List.of("instance", "version", "epoch");
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration READY = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "instances";
    }

    @Override
    public Optional<Router> open(SpecCursor in, Surroundings surroundings) {
        Settings settings = new Settings(in);
        if (!settings.isAllowed(surroundings)) {
            return Optional.empty();
        }
        List<String> names = settings.needAll("instances", "names of instances", name -> name.matches(WORD));
        Optional<String> before = settings.need("old", "the version that runs now", name -> name.matches(WORD));
        Optional<String> after = settings.need("new", "the version that is rolled out", name -> name.matches(WORD));
        Programs programs = Programs.read(settings, surroundings);
        Duration each = in.isWritten("timeout") ? programs.within() : USUAL;
        Optional<LocalProgram> update =
                programs.need("update", "a program that brings {{instance}} to {{version}}", ONE);
        Optional<LocalProgram> restore = programs.program("restore", ONE).or(() -> update);
        Optional<Probe> version = probe(settings, programs, "version");
        Optional<Probe> health = probe(settings, programs, "health");
        Optional<LocalProgram> surge = programs.program("surge", List.of("surge", "version"));
        int unavailable = in.whole("maxUnavailable", 1, 1000).orElse(1);
        int spare = in.whole("maxSurge", 1, 1000).orElse(1);
        Duration ready = in.duration("readyWithin").map(Duration::ofSeconds).orElse(READY);
        if (in.isWritten("maxSurge") && surge.isEmpty()) {
            in.fault("maxSurge", "'surge' is missing: a program that keeps {{surge}} spare instances was expected");
            return Optional.empty();
        }
        if (names.stream().distinct().count() < names.size()) {
            in.fault("instances", "one of them is there twice");
            return Optional.empty();
        }
        if (before.isPresent() && before.equals(after)) {
            in.fault("new", "is the same as 'old'");
            return Optional.empty();
        }
        if (names.isEmpty()
                || before.isEmpty()
                || after.isEmpty()
                || update.isEmpty()
                || version.isEmpty()
                || health.isEmpty()) {
            return Optional.empty();
        }
        Instances instances = new Instances(
                names,
                new Instances.Versions(before.get(), after.get()),
                new Instances.Means(
                        new Probe.OfProgram(update.get(), each),
                        new Probe.OfProgram(restore.orElseThrow(), each),
                        version.get(),
                        health.get(),
                        surge.map(program -> new Probe.OfProgram(program, each))),
                surroundings);
        return Optional.of(new InstancesRouter(instances, new InstancesRouter.Pace(unavailable, spare, ready)));
    }

    /** A single text that begins as a URL does is one; everything else is a program. */
    private static Optional<Probe> probe(Settings settings, Programs programs, String key) {
        List<String> words = settings.in().isWritten(key) ? settings.in().texts(key) : List.of();
        if (words.size() == 1 && words.get(0).matches("https?://.+")) {
            settings.places(key, words.get(0), ONE);
            return Optional.of(new Probe.OfPage(words.get(0)));
        }
        return programs.need(key, "a URL or a program that tells the " + key + " of {{instance}}", ONE)
                .map(program -> new Probe.OfProgram(program, Blocking.WITHIN));
    }
}
