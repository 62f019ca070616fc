package io.jenkins.plugins.aidelivery.rollout;

/** What the machine wants next. */
sealed interface Command {
    /** Nothing, until then at the latest; an order of a person may come before. */
    record Wait(long until) implements Command {}

    /** Changes the world. */
    record Perform(Action action, String reason) implements Command {}

    /** Is everything there that it takes? */
    record Check() implements Command {}

    /** Asks the router for the real weight. */
    record Look() implements Command {}

    /** Judges what was measured in a window. */
    record Judge(long from, long to) implements Command {}

    /** Nobody watched, for longer than can be made up for. */
    record Miss(long from, long to) implements Command {}

    /** Writes down that it is somewhere else now. */
    record Enter(Stage stage, int phase, String reason) implements Command {}

    /** Nothing any more. */
    record Finished() implements Command {}
}
