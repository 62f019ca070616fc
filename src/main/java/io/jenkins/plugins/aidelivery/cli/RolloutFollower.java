package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.report.RolloutConsole;
import io.jenkins.plugins.aidelivery.rollout.OrderBox;
import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import picocli.CommandLine.Option;

/** Watches a rollout to its end: says what happens, takes orders, writes what came of it. */
final class RolloutFollower {
    private static final long ORDERS_EVERY = 300;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the timeline as one HTML file.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what happened as JSON.")
    private Path json;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does this, for the audit trail.")
    private String person = System.getProperty("user.name", "somebody");

    private PrintWriter out;
    private LiveView live;

    String person() {
        return person;
    }

    /** What a rollout tells everything to. */
    BiConsumer<RolloutState, RolloutEvent> listener(PrintWriter writer) {
        out = writer;
        live = new LiveView(writer, System.console() != null);
        RolloutConsole console = new RolloutConsole();
        return (state, event) -> {
            console.line(state, event).ifPresent(live::say);
            live.show(state);
        };
    }

    /** Until it is over. */
    int follow(Rollouts rollouts, Rollouts.Running rollout, ScheduledExecutorService clock, CommandFiles files)
            throws IOException {
        OrderBox box = new OrderBox(rollouts.journal(rollout.id()));
        clock.scheduleWithFixedDelay(() -> deliver(box, rollout), 0, ORDERS_EVERY, TimeUnit.MILLISECONDS);
        Interruption interruption = Interruption.during(rollout, person, live);
        try {
            RolloutState end = rollout.end().get();
            live.close();
            write(rollouts, rollout.id(), files);
            return code(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; 'rollout resume " + rollout.id() + "' goes on", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            interruption.end();
        }
    }

    private void deliver(OrderBox box, Rollouts.Running rollout) {
        try {
            box.deliver(rollout);
        } catch (IOException | RuntimeException e) {
            // What is thrown here would end the looking for orders without a word.
            live.say("an order can't be given: " + e.getMessage());
        }
    }

    /** What happened, in lines and files. */
    void write(Rollouts rollouts, String id, CommandFiles files) throws IOException {
        List<RolloutJournal.Line> lines = RolloutPlace.lines(rollouts, id);
        RolloutReport report = RolloutReport.of(lines).verified();
        RolloutConsole.block(report).forEach(out::println);
        out.println("  journal: " + rollouts.journal(id));
        files.write(html, "HTML", Pages.rolloutFile(report));
        files.writeJson(json, "JSON", report);
    }

    static int code(RolloutState end) {
        return switch (end.stage()) {
            case SUCCEEDED -> RolloutCommand.PROMOTED;
            case ROLLED_BACK -> RolloutCommand.ROLLED_BACK;
            default -> RolloutCommand.FAILED;
        };
    }
}
