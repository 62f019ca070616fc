package io.jenkins.plugins.aidelivery.jenkins;

import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build with real directories, without a Jenkins around it. */
final class FakeBuild {
    final FakeJob job;
    final Path workspace;

    FakeBuild(Path home) throws IOException {
        this.job = new FakeJob("fraud", home.resolve("jobs/fraud").toFile());
        this.workspace = Files.createDirectories(home.resolve("workspace"));
    }

    FakeBuild write(String name, String content) throws IOException {
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    FakeRun start(int number) throws IOException {
        return new FakeRun(job, number);
    }

    FilePath path() {
        return new FilePath(workspace.toFile());
    }

    static final class FakeJob extends Job<FakeJob, FakeRun> {
        private final File root;

        FakeJob(String name, File root) {
            super(null, name);
            this.root = root;
        }

        @Override
        public File getRootDir() {
            return root;
        }
    }

    static final class FakeRun extends Run<FakeJob, FakeRun> {
        int saves;

        FakeRun(FakeJob job, int number) throws IOException {
            super(job);
            this.number = number;
            // A report of the same test is not older than the build.
            this.timestamp = System.currentTimeMillis() - 60_000;
        }

        @Override
        public synchronized void save() {
            saves++;
        }
    }

    /** A console. */
    static class Console implements TaskListener {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        @Override
        public PrintStream getLogger() {
            return stream;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
