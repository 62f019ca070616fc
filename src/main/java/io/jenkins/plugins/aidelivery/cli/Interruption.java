package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.Rollouts;
import java.io.Console;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens to a rollout whose command is told to end: a person at a terminal is asked; otherwise it goes back, because nobody would decide
 * any more. The process ends when it has.
 */
final class Interruption {
    private static final long MOST_MINUTES = 10;

    private final Rollouts.Running rollout;
    private final String person;
    private final LiveView view;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::came, "interruption");

    private Interruption(Rollouts.Running rollout, String person, LiveView view) {
        this.rollout = rollout;
        this.person = person;
        this.view = view;
    }

    static Interruption during(Rollouts.Running rollout, String person, LiveView view) {
        Interruption interruption = new Interruption(rollout, person, view);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void came() {
        Console console = System.console();
        if (console != null) {
            view.say("Roll back (r), or leave it as it is, with nobody who decides (l)?");
            if ("l".equalsIgnoreCase(console.readLine())) {
                view.say("Left as it is: 'rollout resume " + rollout.id() + "' goes on.");
                return;
            }
        }
        try {
            view.say("rolling back: the command was told to end");
            rollout.order(RolloutEvent.Order.ABORT, person, "the command was told to end", "");
            if (!done.await(MOST_MINUTES, TimeUnit.MINUTES)) {
                view.say("not rolled back yet: 'rollout resume " + rollout.id() + "' goes on");
            }
        } catch (IOException e) {
            view.say("can't be rolled back: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rollout is over, and all is written. */
    void end() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what let this end.
            view.say("ended as told");
        }
    }
}
