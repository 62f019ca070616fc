package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.store.FileNames;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The accepted measures of a job: one file per model and environment. */
final class Baselines {
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
     * @param name relative to the job, or absolute with a leading slash
     */
    static Baselines of(String name, Job<?, ?> job) throws AbortException {
        Job<?, ?> other = Jenkins.get().getItem(name, job, Job.class);
        if (other == null) {
            throw Texts.refusal("gate.noBaselineJob", name);
        }
        return of(other);
    }

    Optional<Baseline> accepted(GateSpec.Subject subject) throws AbortException {
        Path file = file(subject.model(), subject.environment());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFile.read(file, Baseline.class, Baseline.SCHEMA));
        } catch (IOException e) {
            throw Texts.refusal("gate.badBaseline", e.getMessage());
        }
    }

    void accept(Baseline baseline) throws IOException {
        JsonFile.write(file(baseline.origin().model(), baseline.origin().environment()), baseline);
    }

    private Path file(String model, String environment) {
        String name =
                environment.isEmpty() ? FileNames.of(model) : FileNames.of(model) + "@" + FileNames.of(environment);
        return directory.resolve(name + ".json");
    }
}
