package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Orders that people leave for a rollout which another process runs: a file each, which is gone when the order is in the journal.
 */
public final class OrderBox {
    private static final String ENDING = ".order";

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

    /** Leaves an order. */
    public void leave(RolloutEvent.Order order, String person, String reason, String metric) throws IOException {
        JsonFile.write(
                directory.resolve(prefix + UUID.randomUUID() + ENDING), new Left(1, order, person, reason, metric));
    }

    /** Gives all orders that were left to a rollout. */
    public void deliver(Rollouts.Running rollout) throws IOException {
        List<Path> left;
        try (var files = Files.list(directory)) {
            left = files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix)
                            && String.valueOf(file.getFileName()).endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        for (Path file : left) {
            Left order = JsonFile.read(file, Left.class, 1);
            rollout.order(order.order(), order.person(), order.reason(), order.metric());
            Files.deleteIfExists(file);
        }
    }
}
