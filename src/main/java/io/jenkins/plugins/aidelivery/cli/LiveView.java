package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import java.io.PrintWriter;

/** Lines of what happens; on a terminal, below them, one that says how it stands and is written again and again. */
final class LiveView implements AutoCloseable {
    private static final String ERASE = "\r\u001B[2K";
    private static final int WIDTH = 30;
    private static final int LONGEST = 110;
    private static final double ALL = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private String last = "";

    LiveView(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void say(String line) {
        out.println((terminal ? ERASE : "") + ConsoleBlock.line(line));
        if (terminal) {
            out.print(last);
        }
        out.flush();
    }

    synchronized void show(RolloutState state) {
        if (!terminal || state.stage().isFinal()) {
            return;
        }
        String line = ConsoleBlock.line(bar(state.seen()) + "  " + state.stage() + "  "
                + state.last().map(evaluation -> evaluation.reason()).orElse(state.reason()));
        last = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        out.print(ERASE + last);
        out.flush();
    }

    private static String bar(double weight) {
        if (Double.isNaN(weight)) {
            return "?";
        }
        int full = (int) Math.round(weight / ALL * WIDTH);
        return "█".repeat(full) + "░".repeat(WIDTH - full) + " " + weight + " %";
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            out.print(ERASE);
            out.flush();
        }
    }
}
