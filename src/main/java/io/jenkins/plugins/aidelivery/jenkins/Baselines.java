package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.store.FileNames;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;

/** What a job has accepted: measures per model, profiles per data set, each per environment. */
final class Baselines {
    private static final String PROFILE = ".profile";
    private static final String FIRST = ".first.profile";

    private final Path directory;

    private Baselines(Path directory) {
        this.directory = directory;
    }

    static Baselines of(Job<?, ?> job) {
        return new Baselines(AiDeliveryJobAction.directory(job).resolve("baselines"));
    }

    /**
     * Those of another job, as far as this build may read it.
     *
     * @param name relative to the job, or absolute with a leading slash; empty for the job itself
     */
    static Baselines of(String name, Job<?, ?> job) throws AbortException {
        if (name.isEmpty()) {
            return of(job);
        }
        Job<?, ?> other = Jenkins.get().getItem(name, job, Job.class);
        if (other == null) {
            throw Texts.refusal("gate.noBaselineJob", name);
        }
        return of(other);
    }

    Optional<Baseline> accepted(GateSpec.Subject subject) throws AbortException {
        return read(file(subject.model(), subject.environment(), ""), Baseline.class, Baseline.SCHEMA);
    }

    /** The accepted data of a name. */
    Optional<DatasetProfile> profile(String name, String environment) throws AbortException {
        return read(file(name, environment, PROFILE), DatasetProfile.class, DatasetProfile.SCHEMA);
    }

    private static <T> Optional<T> read(Path file, Class<T> type, int schema) throws AbortException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFile.read(file, type, schema));
        } catch (IOException e) {
            throw Texts.refusal("gate.badBaseline", e.getMessage());
        }
    }

    void accept(Baseline baseline) throws IOException {
        JsonFile.write(file(baseline.origin().model(), baseline.origin().environment(), ""), baseline);
    }

    /** The first data of a name, where other data has taken its place since. */
    Optional<DatasetProfile> first(String name, String environment) throws AbortException {
        return read(file(name, environment, FIRST), DatasetProfile.class, DatasetProfile.SCHEMA);
    }

    /**
     * Accepts data.
     *
     * @param anew whether it has nothing to do with what was accepted before
     */
    void accept(String name, String environment, DatasetProfile profile, boolean anew) throws IOException {
        Path file = file(name, environment, PROFILE);
        Path first = file(name, environment, FIRST);
        if (anew) {
            Files.deleteIfExists(first);
        } else if (Files.exists(file) && !Files.exists(first)) {
            JsonFile.write(first, Files.readAllBytes(file));
        }
        JsonFile.write(file, profile);
    }

    private Path file(String name, String environment, String kind) {
        String at = environment.isEmpty() ? "" : "@" + FileNames.of(environment);
        return directory.resolve(FileNames.of(name) + at + kind + ".json");
    }
}
