package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Entry;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Trail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Who did what, when and why; what came of it is told with it. */
final class TrailHistory {
    private static final int MOST = 1_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long left;
    private long lines;

    /** Whether the last entry is of an action whose effect isn't known. */
    private boolean open;

    /** Whether the router has not been asked since it was told something. */
    private boolean unseen;

    void add(RolloutJournal.Line line) {
        RolloutEvent event = line.event();
        lines++;
        if (event instanceof RolloutEvent.Planned planned) {
            entry(
                    line,
                    "planned",
                    planned.plan().phases().size() + " phases, "
                            + planned.plan().rules().size() + " rules");
        } else if (event instanceof RolloutEvent.TakenOver taken) {
            gone();
            entry(line, "runner " + taken.epoch() + (taken.epoch() > 1 ? " took over" : " took it"), "");
        } else if (event instanceof RolloutEvent.Checked checked) {
            entry(line, "checked whether all is there", "");
            effect(checked.problems().isEmpty() ? "all is there" : String.join("; ", checked.problems()));
        } else if (event instanceof RolloutEvent.Intended intended) {
            entry(line, what(intended.action()), intended.reason());
            open = true;
            unseen = intended.action() instanceof Action.SetWeight;
        } else if (event instanceof RolloutEvent.Done) {
            effect("done");
        } else if (event instanceof RolloutEvent.Failed failed) {
            effect("failed: " + failed.problem());
            if (!unseen) {
                join();
            }
        } else if (event instanceof RolloutEvent.Seen seen) {
            seen(seen);
        } else if (event instanceof RolloutEvent.Entered entered) {
            entry(line, "now " + word(entered.stage()), entered.reason());
        } else if (event instanceof RolloutEvent.Ordered ordered) {
            String metric = ordered.metric().isEmpty() ? "" : " of " + ordered.metric();
            entry(line, "ordered: " + word(ordered.order()) + metric, ordered.reason());
        }
    }

    private void entry(RolloutJournal.Line line, String what, String why) {
        open = false;
        unseen = false;
        entries.addLast(new Entry(line.number(), line.at(), line.actor(), what, why, "", 1));
        if (entries.size() > MOST) {
            entries.removeFirst();
            left++;
        }
    }

    /** What the last runner had begun when it was gone. */
    private void gone() {
        if (open) {
            effect("not known: the runner was gone");
        }
    }

    private void seen(RolloutEvent.Seen seen) {
        if (unseen) {
            effect("the router says "
                    + (Double.isNaN(seen.weight()) ? "nothing: " + seen.problem() : percent(seen.weight())));
            unseen = false;
            join();
        }
    }

    private void effect(String text) {
        if (entries.isEmpty()) {
            return;
        }
        open = false;
        Entry last = entries.removeLast();
        String effect = last.effect().isEmpty() ? text : last.effect() + "; " + text;
        entries.addLast(new Entry(last.line(), last.at(), last.actor(), last.what(), last.why(), effect, last.times()));
    }

    /** What is tried again and again is told once. */
    private void join() {
        Entry last = entries.removeLast();
        Entry before = entries.peekLast();
        boolean again = before != null
                && before.what().equals(last.what())
                && before.why().equals(last.why())
                && before.effect().equals(last.effect());
        if (again) {
            entries.removeLast();
            last = new Entry(
                    before.line(),
                    before.at(),
                    before.actor(),
                    before.what(),
                    before.why(),
                    before.effect(),
                    before.times() + 1);
        }
        entries.addLast(last);
    }

    private static String what(Action action) {
        return action instanceof Action.SetWeight set
                ? "set the weight to " + percent(set.weight())
                : "ran " + ((Action.RunHook) action).hook().id();
    }

    private static String percent(double weight) {
        return Figures.number(weight) + " %";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Trail trail() {
        return new Trail(lines, left, false, List.copyOf(entries));
    }
}
