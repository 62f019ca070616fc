package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says once a second how far a long scan is: how many of a query's rows were read, and about how many bytes of the files that are. */
final class Progress implements AutoCloseable {
    private final PrintWriter err;
    private final FileTables tables;
    private final long bytes;
    private final boolean terminal;
    private final ScheduledExecutorService clock;
    private boolean said;

    private Progress(PrintWriter err, FileTables tables, long bytes, boolean terminal) {
        this.err = err;
        this.tables = tables;
        this.bytes = bytes;
        this.terminal = terminal;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to look.
     *
     * @param asked whether to speak even if nobody watches a terminal
     * @param bytes of all files
     */
    static Progress of(PrintWriter err, FileTables tables, long bytes, boolean asked) {
        boolean terminal = System.console() != null;
        Progress progress = new Progress(err, tables, bytes, terminal);
        if (asked || terminal) {
            progress.clock.scheduleAtFixedRate(progress::say, 1, 1, TimeUnit.SECONDS);
        }
        return progress;
    }

    private void say() {
        tables.scan().ifPresent(scan -> {
            said = true;
            // On a terminal each line takes the place of the one before.
            err.print((terminal ? "\r" : "") + "  reading: " + scan.words(bytes)
                    + (terminal ? "   " : System.lineSeparator()));
            err.flush();
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (said && terminal) {
            err.println();
        }
    }
}
