package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout resume}. */
@Command(
        name = "resume",
        description =
                "Takes over a rollout whose command is gone: looks where traffic is, judges what was missed, goes on.")
final class RolloutResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the latest).")
    private String id = "";

    @Mixin
    private RolloutPlace place;

    @Mixin
    private RolloutFollower follower;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        try (RolloutPlace open = place) {
            Rollouts rollouts = open.rollouts(files.directory());
            return resume(command, rollouts, open.id(rollouts, id), files, open, follower);
        }
    }

    static int resume(
            CommandSpec command,
            Rollouts rollouts,
            String id,
            CommandFiles files,
            RolloutPlace place,
            RolloutFollower follower)
            throws IOException {
        Rollouts.Running rollout;
        try {
            rollout = rollouts.resume(
                    id,
                    source -> place.kept(source, files.directory()),
                    follower.listener(command.commandLine().getOut()));
        } catch (IOException e) {
            throw UsageException.about(id + " can't be resumed", e);
        }
        return follower.follow(rollouts, rollout, place.alarms(), files);
    }
}
