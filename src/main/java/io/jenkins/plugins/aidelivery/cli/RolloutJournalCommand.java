package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.RolloutConsole;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout journal}. */
@Command(name = "journal", description = "Verifies that nobody changed what was written down, and shows it.")
final class RolloutJournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    /** What to do with it. */
    enum Task {
        verify,
        show
    }

    @Parameters(index = "0", paramLabel = "verify|show", description = "Only verify, or show, too.")
    private Task task;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Which one (default: the latest).")
    private String id = "";

    @Mixin
    private RolloutPlace place;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        try (RolloutPlace open = place) {
            Rollouts rollouts = open.rollouts(files.directory());
            String which = open.id(rollouts, id);
            List<RolloutJournal.Line> lines;
            try {
                lines = RolloutJournal.read(rollouts.journal(which));
            } catch (IOException e) {
                out.println(e.getMessage());
                return RolloutCommand.FAILED;
            }
            if (task == Task.show) {
                show(lines, out);
            }
            out.println(which + ": " + lines.size() + " lines, none changed since it was written");
            return 0;
        }
    }

    private static void show(List<RolloutJournal.Line> lines, PrintWriter out) {
        RolloutState state = RolloutState.none();
        RolloutConsole console = new RolloutConsole();
        for (RolloutJournal.Line line : lines) {
            state = state.after(line.event(), line.at());
            console.line(state, line.event())
                    .ifPresent(text -> out.println(
                            Instant.ofEpochMilli(line.at()) + "  " + ConsoleBlock.line(line.actor()) + "  " + text));
        }
    }
}
