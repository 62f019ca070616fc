package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders that people leave for a rollout which another process runs: a file each, which is gone when the order is in the journal.
 */
public final class OrderBox {
    private static final String ENDING = ".order";

    /** Tells those apart that this process leaves within a millisecond. */
    private static final AtomicInteger LEFT = new AtomicInteger();

    private final Path directory;
    private final String prefix;

    /** @param journal of the rollout; orders lie beside it */
    public OrderBox(Path journal) {
        this.directory = journal.toAbsolutePath().getParent();
        this.prefix = journal.getFileName() + ".";
    }

    /**
     * An order.
     *
     * @param schema 1
     * @param metric that is meant; empty if none in particular
     */
    public record Left(int schema, RolloutEvent.Order order, String person, String reason, String metric) {}

    /** Leaves an order; orders are given in the order in which they were left. */
    public void leave(RolloutEvent.Order order, String person, String reason, String metric) throws IOException {
        String name = String.format(
                "%s%013d-%06d-%s%s",
                prefix, System.currentTimeMillis(), LEFT.getAndIncrement(), UUID.randomUUID(), ENDING);
        JsonFile.write(directory.resolve(name), new Left(1, order, person, reason, metric));
    }

    /**
     * Gives all orders that were left to a rollout.
     *
     * @throws IOException with a sentence, if one can't be read, which is put aside, or the rollout can't write it down, which is
     *     tried again the next time; those that can be given were given
     */
    public void deliver(Rollouts.Running rollout) throws IOException {
        List<Path> left;
        try (var files = Files.list(directory)) {
            left = files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix)
                            && String.valueOf(file.getFileName()).endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        IOException unreadable = null;
        for (Path file : left) {
            Left order;
            try {
                order = read(file);
            } catch (IOException e) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
                unreadable = e;
                continue;
            }
            rollout.order(order.order(), order.person(), order.reason(), order.metric());
            Files.deleteIfExists(file);
        }
        if (unreadable != null) {
            throw unreadable;
        }
    }

    private static Left read(Path file) throws IOException {
        Left left = JsonFile.read(file, Left.class, 1);
        if (left.order() == null) {
            throw new IOException(file.getFileName() + " names no order");
        }
        return new Left(
                left.schema(),
                left.order(),
                Objects.requireNonNullElse(left.person(), ""),
                Objects.requireNonNullElse(left.reason(), ""),
                Objects.requireNonNullElse(left.metric(), ""));
    }
}
