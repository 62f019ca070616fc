package io.jenkins.plugins.aidelivery.rollout.ends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A bare git repository below a test's directory, with somebody else who commits to it. */
public final class BareRepository {
    private final Path repository;
    private final Path work;

    private BareRepository(Path repository, Path work) {
        this.repository = repository;
        this.work = work;
    }

    /** With one commit of one file on branch {@code main}; skips the test, with the reason, where there is no git. */
    public static BareRepository with(Path directory, String file, String text) throws IOException {
        RealProgram.needed("git", "git");
        BareRepository made = new BareRepository(directory.resolve("ops.git"), directory.resolve("somebody"));
        made.git(directory, "init", "--quiet", "--bare", "--initial-branch=main", made.repository.toString());
        made.git(directory, "init", "--quiet", "--initial-branch=main", made.work.toString());
        made.git(made.work, "remote", "add", "origin", made.repository.toString());
        made.write(file, text);
        made.git(made.work, "push", "--quiet", "origin", "main");
        return made;
    }

    /** Its path. */
    public String address() {
        return repository.toString();
    }

    /** Somebody else changes a file and pushes. */
    public void push(String file, String text) throws IOException {
        git(work, "pull", "--quiet", "--rebase", "origin", "main");
        write(file, text);
        git(work, "push", "--quiet", "origin", "main");
    }

    private void write(String file, String text) throws IOException {
        Path path = work.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git(work, "add", "--all");
        git(work, "commit", "--quiet", "-m", "Change " + file);
    }

    /** A file on branch main. */
    public String read(String file) throws IOException {
        return git(repository, "show", "main:" + file);
    }

    /** Authors and messages on branch main, the newest first. */
    public String log() throws IOException {
        return git(repository, "log", "--format=%an <%ae> %B", "main");
    }

    /** @param script of a hook such as pre-receive */
    public void hook(String name, String script) throws IOException {
        Path hook = repository.resolve("hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, script);
        Files.setPosixFilePermissions(
                hook, Set.copyOf(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
    }

    private String git(Path directory, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Somebody",
                "-c",
                "user.email=somebody@example.com",
                "-c",
                "commit.gpgSign=false"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }
}
