package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout run}. */
@Command(name = "run", description = "Begins a rollout and watches it to its end.")
final class RolloutRunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan (default: rollout.yml).")
    private Path plan = Path.of("rollout.yml");

    @Mixin
    private RolloutPlace place;

    @Mixin
    private RolloutFollower follower;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        try (RolloutPlace open = place) {
            RolloutSpec spec = open.plan(files, plan);
            Rollouts rollouts = open.rollouts(files.directory());
            Rollouts.Running rollout = begun(rollouts, spec, out);
            return follower.follow(rollouts, rollout, open.alarms(), files);
        }
    }

    private Rollouts.Running begun(Rollouts rollouts, RolloutSpec spec, PrintWriter out) {
        try {
            return rollouts.begin(spec, follower.person(), follower.listener(out));
        } catch (IOException e) {
            throw UsageException.about("the rollout can't begin", e);
        }
    }
}
