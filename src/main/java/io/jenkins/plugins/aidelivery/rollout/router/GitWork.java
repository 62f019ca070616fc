package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shallow clone of one branch, made when it is first needed. Git asks nobody anything and runs no hook of ours.
 *
 * @param place what is cloned
 * @param directory where the clone is
 * @param program with git's environment; its words are what stands before each command
 * @param within how long each command may take
 */
record GitWork(Place place, Path directory, LocalProgram program, Duration within) {
    /** So far back an order is remembered. */
    private static final int DEPTH = 50;

    /** In the directory of git: whose clone this is. */
    private static final String MARK = "ai-delivery";

    /** What is cloned. */
    record Place(String repository, String branch, String file) {
        @Override
        public String toString() {
            return file + " on branch '" + branch + "' of " + repository;
        }
    }

    static final List<String> GIT = List.of(
            "git", "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "http.followRedirects=false");

    /** Brings the branch as it is at the repository now. */
    void fetch() throws IOException {
        prepare();
        try {
            git(
                    "fetch",
                    "--quiet",
                    "--no-tags",
                    "--depth=" + DEPTH,
                    "--",
                    place.repository(),
                    "+refs/heads/" + place.branch() + ":refs/remotes/origin/" + place.branch());
        } catch (IOException e) {
            throw new IOException(
                    "branch '" + place.branch() + "' of " + place.repository() + " can't be fetched: " + e.getMessage(),
                    e);
        }
        git("checkout", "--quiet", "--force", "--detach", "refs/remotes/origin/" + place.branch());
    }

    private void prepare() throws IOException {
        Path mark = directory.resolve(".git").resolve(MARK);
        if (Files.exists(mark)) {
            // Left behind by a git that was killed; a living one doesn't take that long.
            Path lock = directory.resolve(".git").resolve("index.lock");
            boolean dead = Files.exists(lock)
                    && Files.getLastModifiedTime(lock).toInstant().plus(within).isBefore(Instant.now());
            if (dead) {
                Files.deleteIfExists(lock);
            }
            return;
        }
        Files.createDirectories(directory);
        try (Stream<Path> others = Files.list(directory)) {
            if (others.findAny().isPresent()) {
                throw new IOException(directory + " is no clone of ours; name a directory that doesn't exist yet");
            }
        }
        git("init", "--quiet", "--template=");
        Files.writeString(mark, "Changes in this clone are lost.\n", StandardCharsets.UTF_8);
    }

    String read() throws IOException {
        return Files.readString(file(), StandardCharsets.UTF_8);
    }

    /** The file itself: a link could lead out of the clone. */
    private Path file() throws IOException {
        Path file = directory.resolve(place.file());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !file.toRealPath().startsWith(directory.toRealPath())) {
            throw new IOException(place + " does not exist, or is no ordinary file");
        }
        return file;
    }

    void commit(String text, String message) throws IOException {
        Files.writeString(file(), text, StandardCharsets.UTF_8);
        git("commit", "--quiet", "--no-verify", "-m", message, "--", place.file());
    }

    /** How a push ended. */
    LocalProgram.Ended push() throws IOException {
        return command("push", "--porcelain", "--", place.repository(), "HEAD:refs/heads/" + place.branch())
                .run(within);
    }

    /** Messages of commits that changed the file, the newest first. */
    String messages() throws IOException {
        return git("log", "--format=%B", "--", place.file());
    }

    private String git(String... words) throws IOException {
        return command(words).runWell(within);
    }

    private LocalProgram command(String... words) {
        List<String> all = new ArrayList<>(program.words());
        all.addAll(List.of(words));
        return new LocalProgram(all, directory, program.secrets(), program.values());
    }

    /** Takes the clone away. */
    void delete() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** What git needs of the environment beyond the usual. */
    static Map<String, String> environment(String name, String email) {
        return Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", name,
                "GIT_AUTHOR_EMAIL", email,
                "GIT_COMMITTER_NAME", name,
                "GIT_COMMITTER_EMAIL", email,
                "LC_ALL", "C.UTF-8");
    }
}
