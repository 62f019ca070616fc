package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.TaskListener;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says in a build's log, now and then, how far long counting is. */
final class ScanLog implements AutoCloseable {
    /** So that an hour is no more than 360 lines. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    private final ScheduledExecutorService clock;

    private ScanLog(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /**
     * Begins.
     *
     * @param state what there is to say, if anything
     */
    static ScanLog of(TaskListener listener, Duration period, Supplier<Optional<String>> state) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "AI Delivery: says how far counting is");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(
                () -> state.get()
                        .ifPresent(line -> listener.getLogger().println(ConsoleBlock.PREFIX + ConsoleBlock.line(line))),
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return new ScanLog(clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
