package io.jenkins.plugins.aidelivery.rollout.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs here, without a shell: bounded in time and output. What takes too long is killed with all that it has started. Of our own
 * environment a program sees only what it takes to run at all, and what it is given.
 */
public final class LocalCommand {
    private static final int LARGEST = 1 << 20;
    private static final int SHOWN = 300;

    /** Without these, programs aren't found, or can't tell who runs them and where. */
    private static final List<String> KEPT =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "SSH_AUTH_SOCK", "SYSTEMROOT", "KUBECONFIG");

    private final Executor blocking;
    private final Path directory;

    public LocalCommand(Surroundings surroundings) {
        this.blocking = surroundings.blocking();
        this.directory = surroundings.directory();
    }

    /**
     * Runs a program.
     *
     * @param command its name and arguments
     * @param environment added to the little that is kept
     * @return what it printed to its standard output. Fails with an {@link IOException} and a sentence if it can't be run, takes too long or
     *     ends with another status than 0
     */
    public CompletionStage<String> run(List<String> command, Map<String, String> environment, Duration within) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ran(command, environment, within);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                blocking);
    }

    private String ran(List<String> command, Map<String, String> environment, Duration within) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(false);
        Map<String, String> own = builder.environment();
        own.keySet().removeIf(name -> !KEPT.contains(name));
        own.putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException("'" + command.get(0) + "' can't be run: " + e.getMessage(), e);
        }
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            process.getOutputStream().close();
            CompletableFuture<String> said = drained(out);
            CompletableFuture<String> complained = drained(err);
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "'" + command.get(0) + "' did not end within " + within.toMillis() / 1000.0 + " s");
            }
            String output = answered(said);
            if (process.exitValue() != 0) {
                String reason = answered(complained).strip();
                throw new IOException("'" + command.get(0) + "' ended with status " + process.exitValue()
                        + shown(reason.isEmpty() ? output.strip() : reason));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("'" + command.get(0) + "' was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Read beside the program, which would wait for ever once a pipe is full; what is too much is thrown away. */
    private static CompletableFuture<String> drained(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        byte[] first = stream.readNBytes(LARGEST);
                        stream.transferTo(java.io.OutputStream.nullOutputStream());
                        text.complete(new String(first, StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.complete("");
                    }
                },
                "ai-delivery command output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** A program that has ended may have left another one behind that holds its output open. */
    private static String answered(CompletableFuture<String> text) {
        return Optional.ofNullable(
                        text.completeOnTimeout("", 1, TimeUnit.SECONDS).join())
                .orElse("");
    }

    private static String shown(String said) {
        String line = said.replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : ": " + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
    }
}
