package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.RolloutConsole;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout status}. */
@Command(name = "status", description = "Says how a rollout stands, and whether somebody runs it.")
final class RolloutStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the latest).")
    private String id = "";

    @Option(names = "--all", description = "A line for each.")
    private boolean all;

    @Mixin
    private RolloutPlace place;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        try (RolloutPlace open = place) {
            Rollouts rollouts = open.rollouts(files.directory());
            String which = open.id(rollouts, id);
            for (String each : all ? rollouts.known() : List.of(which)) {
                List<RolloutJournal.Line> lines = RolloutPlace.lines(rollouts, each);
                RolloutState state = RolloutState.none();
                for (RolloutJournal.Line line : lines) {
                    state = state.after(line.event(), line.at());
                }
                boolean left = !state.stage().isFinal() && !rollouts.isRun(each);
                out.println(
                        each + "  " + state.stage() + (left ? "  (nobody runs it: rollout resume " + each + ")" : ""));
                if (!all) {
                    RolloutConsole.block(RolloutReport.of(lines).verified()).forEach(out::println);
                }
            }
            return 0;
        }
    }
}
