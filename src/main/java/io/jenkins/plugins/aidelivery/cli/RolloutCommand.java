package io.jenkins.plugins.aidelivery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout}: moves live traffic to a new version step by step, and back if it does harm. */
@Command(
        name = "rollout",
        description = "Moves live traffic to a new version step by step, judges it, and takes it back if it does harm.",
        subcommands = {
            RolloutRunCommand.class,
            RolloutResumeCommand.class,
            RolloutStatusCommand.class,
            RolloutOrderCommand.Approve.class,
            RolloutOrderCommand.Pause.class,
            RolloutOrderCommand.Continue.class,
            RolloutOrderCommand.Abort.class,
            RolloutOrderCommand.Override.class,
            RolloutPlanCommand.class,
            RolloutReplayCommand.class,
            RolloutSimulateCommand.class,
            RolloutJournalCommand.class,
            RolloutProxyCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:promoted",
            "1:failed, before any traffic moved",
            "3:rolled back",
            "64:the command or the plan can't be used",
            "70:an error in this program"
        })
final class RolloutCommand implements Runnable {
    static final int PROMOTED = 0;
    static final int FAILED = 1;
    static final int ROLLED_BACK = 3;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    Main main;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
