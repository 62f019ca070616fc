package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.OrderBox;
import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What people want of a rollout that is going on, in this process or another. */
abstract class RolloutOrderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the latest).")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit trail.")
    private String reason;

    @Mixin
    private RolloutPlace place;

    @Mixin
    private RolloutFollower follower;

    private final Order order;

    private RolloutOrderCommand(Order order) {
        this.order = order;
    }

    /** The rule that is meant. */
    String metric() {
        return "";
    }

    @java.lang.Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        try (RolloutPlace open = place) {
            Rollouts rollouts = open.rollouts(files.directory());
            String which = open.id(rollouts, id);
            if (state(rollouts, which).stage().isFinal()) {
                throw new UsageException(which + " is over");
            }
            new OrderBox(rollouts.journal(which)).leave(order, follower.person(), reason, metric());
            if (rollouts.isRun(which)) {
                out.println("told " + which + ": " + order);
                return 0;
            }
            if (order != Order.ABORT) {
                out.println("written down for " + which + ", which nobody runs now: 'rollout resume " + which
                        + "' goes on");
                return 0;
            }
            out.println("nobody runs " + which + ": it is taken over to be rolled back");
            return RolloutResumeCommand.resume(command, rollouts, which, files, open, follower);
        }
    }

    private static RolloutState state(Rollouts rollouts, String id) {
        RolloutState state = RolloutState.none();
        for (RolloutJournal.Line line : RolloutPlace.lines(rollouts, id)) {
            state = state.after(line.event(), line.at());
        }
        return state;
    }

    /** {@code rollout approve}. */
    @Command(name = "approve", description = "Lets a rollout go on that waits for somebody to agree.")
    static final class Approve extends RolloutOrderCommand {
        Approve() {
            super(Order.APPROVE);
        }
    }

    /** {@code rollout pause}. */
    @Command(name = "pause", description = "Holds the weight; evidence is judged as before.")
    static final class Pause extends RolloutOrderCommand {
        Pause() {
            super(Order.PAUSE);
        }
    }

    /** {@code rollout continue}. */
    @Command(name = "continue", description = "Lets a rollout go on that was paused.")
    static final class Continue extends RolloutOrderCommand {
        Continue() {
            super(Order.RESUME);
        }
    }

    /** {@code rollout abort}. */
    @Command(name = "abort", description = "Gives all traffic back to the stable version, now.")
    static final class Abort extends RolloutOrderCommand {
        Abort() {
            super(Order.ABORT);
        }
    }

    /** {@code rollout override}. */
    @Command(name = "override", description = "Says that a rule doesn't matter in this phase, but for its limits.")
    static final class Override extends RolloutOrderCommand {
        @Option(names = "--rule", paramLabel = "NAME", required = true, description = "Which rule.")
        private String rule;

        Override() {
            super(Order.OVERRIDE);
        }

        @java.lang.Override
        String metric() {
            return rule;
        }
    }
}
