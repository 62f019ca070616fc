package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.Causes;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Writes the file that divides traffic, has nginx test it, and has it loaded. Where nginx serves the weight that it has
 * loaded ({@code return 200 $VARIABLE_weight} at a URL), that is waited for and is what is read back; else the file is. The
 * epoch is kept in the file, which a lock beside it guards.
 */
final class NginxRouter implements Router {
    private static final long PAUSE = 50;

    /** Old workers answer a little longer beside the new ones. */
    private static final int IN_A_ROW = 3;

    /** Test and reload are two programs within the time of one question. */
    private static final Duration EACH = Duration.ofMillis(2400);

    private final NginxFile file;
    private final Programs programs;
    private final Optional<Endpoint> served;
    private final Surroundings surroundings;

    /**
     * What this acts with.
     *
     * @param file that nginx includes
     * @param test says whether nginx could load its configuration
     * @param reload has it load
     */
    record Programs(Path file, LocalProgram test, LocalProgram reload) {}

    NginxRouter(NginxFile file, Programs programs, Optional<Endpoint> served, Surroundings surroundings) {
        this.file = file;
        this.programs = programs;
        this.served = served;
        this.surroundings = surroundings;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> obstacles = new ArrayList<>();
        demand.weights().stream().sorted().map(Percent::checked).forEach(weight -> {
            if (Math.abs(weight * 100 - Math.rint(weight * 100)) > 1e-6) {
                obstacles.add(Percent.text(weight) + " % can't be set: nginx divides by hundredths of a percent");
            }
        });
        if (demand.sticky() && file.key().contains("$request_id")) {
            obstacles.add(
                    "the key " + file.key() + " is another one for each request, so that sessions don't keep their"
                            + " side; a key such as $cookie_session would");
        }
        return blocking("nginx", () -> {
                    Path directory = programs.file().toAbsolutePath().getParent();
                    if (!Files.isWritable(Files.exists(programs.file()) ? programs.file() : directory)
                            || !Files.isWritable(directory)) {
                        obstacles.add(programs.file() + " can't be written");
                    }
                    try {
                        programs.test().runWell(EACH);
                        if (Files.exists(programs.file())) {
                            written();
                        }
                    } catch (IOException e) {
                        obstacles.add(e.getMessage());
                    }
                    return obstacles;
                })
                .thenCompose(found -> served.isEmpty()
                        ? CompletableFuture.completedFuture(found)
                        : servedWeight().handle((weight, problem) -> {
                            if (problem != null) {
                                found.add(Causes.of(problem).getMessage());
                            }
                            return found;
                        }));
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        String text = file.text(Percent.checked(percent), epoch);
        CompletionStage<Void> loading = blocking("nginx", () -> {
            write(text, epoch);
            return null;
        });
        return served.isEmpty() ? loading : loading.thenCompose(done -> loaded(text));
    }

    private void write(String text, long epoch) throws IOException {
        Path lock = programs.file().resolveSibling(programs.file().getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw new IOException(programs.file() + " is being changed by somebody else");
            }
            Optional<String> before = Files.exists(programs.file())
                    ? Optional.of(Files.readString(programs.file(), StandardCharsets.UTF_8))
                    : Optional.empty();
            long seen = before.map(NginxFile::epoch).orElse(0L);
            if (seen > epoch) {
                throw new IOException(programs.file() + " was written by an order of epoch " + seen
                        + "; this one, of epoch " + epoch + ", is outdated and was refused");
            }
            replace(Optional.of(text));
            try {
                programs.test().runWell(EACH);
                programs.reload().runWell(EACH);
            } catch (IOException e) {
                replace(before);
                throw new IOException(
                        "nginx did not take the new weight, and the file is as it was before: " + e.getMessage(), e);
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(programs.file() + " is being changed by somebody else", e);
        }
    }

    private void replace(Optional<String> text) throws IOException {
        if (text.isEmpty()) {
            Files.deleteIfExists(programs.file());
            return;
        }
        // Not *.conf: nobody includes it by a pattern.
        Path next = programs.file().resolveSibling(programs.file().getFileName() + ".next");
        Files.writeString(next, text.get(), StandardCharsets.UTF_8);
        Files.move(next, programs.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Asks until nginx has loaded what was written: the program that reloads says only that a signal was sent. */
    private CompletionStage<Void> loaded(String text) {
        long until = System.nanoTime() + Blocking.WITHIN.toNanos();
        double wanted;
        try {
            wanted = file.weight(text);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        return ask(wanted, until, IN_A_ROW);
    }

    private CompletionStage<Void> ask(double wanted, long until, int missing) {
        return servedWeight().thenCompose(weight -> {
            boolean loaded = Double.compare(weight, wanted) == 0;
            if (loaded && missing == 1) {
                return CompletableFuture.completedFuture(null);
            }
            if (!loaded && System.nanoTime() > until) {
                return CompletableFuture.failedFuture(
                        new IOException("nginx was told to reload but still says a weight of " + Percent.text(weight)
                                + " % at " + served.orElseThrow()));
            }
            return CompletableFuture.supplyAsync(
                            () -> null, CompletableFuture.delayedExecutor(PAUSE, TimeUnit.MILLISECONDS))
                    .thenCompose(nothing -> ask(wanted, until, loaded ? missing - 1 : IN_A_ROW));
        });
    }

    private CompletionStage<Double> servedWeight() {
        return surroundings
                .http()
                .send(served.orElseThrow(), HttpCalls.Call.get("", Blocking.WITHIN))
                .thenCompose(reply -> {
                    try {
                        return CompletableFuture.completedFuture(
                                Double.parseDouble(reply.text().strip()));
                    } catch (NumberFormatException e) {
                        return CompletableFuture.failedFuture(new IOException(
                                served.orElseThrow() + " did not answer with the number in $" + file.variable()
                                        + "_weight",
                                e));
                    }
                });
    }

    @Override
    public CompletionStage<Double> weight() {
        return served.isPresent() ? servedWeight() : blocking("the file of nginx", this::written);
    }

    private double written() throws IOException {
        if (!Files.exists(programs.file())) {
            throw new IOException(programs.file() + " does not exist; nobody has set a weight");
        }
        try {
            return file.weight(Files.readString(programs.file(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(programs.file() + " " + e.getMessage(), e);
        }
    }

    private <T> CompletionStage<T> blocking(String who, Blocking.Work<T> work) {
        return Blocking.call(surroundings.blocking(), who, Blocking.WITHIN, work);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
