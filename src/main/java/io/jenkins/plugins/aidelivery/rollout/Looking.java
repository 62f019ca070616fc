package io.jenkins.plugins.aidelivery.rollout;

import java.util.Optional;

/** When evidence is looked at next, and which window of it. */
final class Looking {
    /** So many intervals late, windows are made up for one by one; fewer are one window. */
    private static final int LATE = 3;

    private Looking() {}

    private static long interval(RolloutState state) {
        long interval = state.plan().times().interval();
        return state.isSlow() ? interval / 2 : interval;
    }

    /** When the next window ends: an interval after it begins, or as soon as there are numbers, if that is about then. */
    static long due(RolloutState state) {
        long begin = state.evidence().next();
        if (isFirst(state.evidence())) {
            return begin + 1;
        }
        long interval = interval(state);
        long numbers = state.last().map(Evaluation::next).orElse(0L);
        boolean near = numbers > begin && numbers <= begin + interval + interval / 2;
        return near ? numbers : begin + interval;
    }

    /** After a gap there is no waiting for a whole window. */
    private static boolean isFirst(Evidence evidence) {
        return evidence.unjudged() && !evidence.isMissed();
    }

    /** Asks the router, then judges; empty if that was done for now. */
    static Optional<Command> next(RolloutState state, long now) {
        Evidence evidence = state.evidence();
        long begin = evidence.next();
        long due = due(state);
        if (now < due) {
            return Optional.empty();
        }
        Traffic traffic = state.traffic();
        if (traffic.unlooked() || traffic.seenAt() < due) {
            return Optional.of(new Command.Look());
        }
        long interval = state.plan().times().interval();
        if (now - begin > state.plan().times().blindFor() + interval) {
            return Optional.of(new Command.Miss(begin, now - interval));
        }
        return Optional.of(new Command.Judge(begin, now - begin >= LATE * interval ? begin + interval : now));
    }
}
