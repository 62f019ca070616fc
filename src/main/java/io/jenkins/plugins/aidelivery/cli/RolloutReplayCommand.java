package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.RolloutConsole;
import io.jenkins.plugins.aidelivery.rollout.Replay;
import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout replay}. */
@Command(
        name = "replay",
        description = "Runs the judge over what was recorded: what would have happened, and when? Moves no traffic.")
final class RolloutReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan (default: rollout.yml).")
    private Path plan = Path.of("rollout.yml");

    @Option(
            names = "--journal",
            paramLabel = "ID",
            description = "What a rollout has recorded, instead of what the plan's metric source has kept.")
    private String journal = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Such as 2026-11-21T10:00:00Z.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Not later than now.")
    private String to = "";

    @Mixin
    private RolloutPlace place;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        if (journal.isEmpty() == (from.isEmpty() || to.isEmpty())) {
            throw new UsageException("either --journal was expected, or --from and --to");
        }
        try (RolloutPlace open = place;
                RolloutSpec spec = open.plan(files, plan)) {
            return journal.isEmpty() ? range(spec, out) : journal(open, spec, files, out);
        }
    }

    private int range(RolloutSpec spec, PrintWriter out) throws IOException {
        long begin = time("--from", from);
        long end = time("--to", to);
        if (begin >= end || end > System.currentTimeMillis()) {
            throw new UsageException("--from is before --to, and --to not after now");
        }
        RolloutConsole console = new RolloutConsole();
        long[] at = {begin};
        RolloutState state = Replay.range(spec, begin, end, (each, event) -> {
            at[0] = Math.max(
                    at[0], each.last().map(evaluation -> evaluation.to()).orElse(each.stageSince()));
            console.line(each, event).ifPresent(line -> out.println(Instant.ofEpochMilli(at[0]) + "  " + line));
        });
        out.println(
                state.stage().isFinal()
                        ? "it would have ended as " + state.stage() + ": " + state.reason()
                        : "at the end it would have been " + state.stage() + " at " + state.wanted() + " %: "
                                + state.last()
                                        .map(evaluation -> evaluation.reason())
                                        .orElse(state.reason()));
        return 0;
    }

    private int journal(RolloutPlace open, RolloutSpec spec, CommandFiles files, PrintWriter out) throws IOException {
        Rollouts rollouts = open.rollouts(files.directory());
        String id = open.id(rollouts, journal);
        List<Replay.Compared> all = Replay.journal(RolloutPlace.lines(rollouts, id), spec.plan());
        long same = all.stream().filter(Replay.Compared::isSame).count();
        for (Replay.Compared each : all) {
            if (!each.isSame()) {
                out.println(Instant.ofEpochMilli(each.at()) + "  was " + each.taken() + " ("
                        + ConsoleBlock.line(each.takenBecause()) + "), would be " + each.now() + " ("
                        + ConsoleBlock.line(each.because()) + ")");
            }
        }
        out.println(same + " of " + all.size() + " decisions are the same");
        return 0;
    }

    private static long time(String option, String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new UsageException(option + ": a time such as 2026-11-21T10:00:00Z was expected, not '" + text + "'");
        }
    }
}
