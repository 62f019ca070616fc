package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import java.util.ArrayList;
import java.util.List;

/** A rollout as the last lines of a console: what it came to, why, its phases, what to do. Never many lines. */
final class RolloutSummary {
    private static final int LONGEST = 240;
    private static final int LONGEST_LABEL = 64;
    private static final int MOST_PHASES = 12;
    private static final int MOST_ADVICE = 3;
    private static final int MOST_REASONS = 3;
    private static final int WIDTH = 56;
    private static final int NAME = 12;

    private RolloutSummary() {}

    /** @param page its address; empty if it has none */
    static List<String> of(RolloutReport report, String page) {
        RolloutView view = new RolloutView(report);
        List<String> lines = new ArrayList<>();
        String name = "rollout " + DriftConsole.shortened(ConsoleBlock.line(view.subject()), LONGEST_LABEL);
        lines.add(padded(name, WIDTH) + view.outcomeName() + "  " + view.outcomeWord() + ", after " + view.lasted());
        lines.add("  " + view.first());
        if (!view.second().isEmpty()) {
            lines.add("  " + view.second());
        }
        if (!view.waiting().isEmpty()) {
            lines.add("  waits for " + view.waiting()
                    + view.waitingUntil().map(time -> " until " + time.text()).orElse("") + view.waitingEnd());
        }
        phases(lines, view.phases());
        more(lines, "  what to do: ", view.advice(), MOST_ADVICE);
        report.whetherBack().ifPresent(judged -> {
            lines.add("  should it go back? " + view.necessityWord() + " (" + view.confidence() + ")");
            more(lines, "    ", judged.reasons(), MOST_REASONS);
        });
        if (!page.isEmpty()) {
            lines.add("  page: " + page);
        }
        return lines.stream()
                .map(line -> DriftConsole.shortened(ConsoleBlock.line(line), LONGEST))
                .toList();
    }

    private static void phases(List<String> lines, List<RolloutPhaseView> phases) {
        int left = phases.size() - MOST_PHASES;
        if (left > 0) {
            lines.add("  " + Figures.number(left) + " phases before these, see the page");
        }
        phases.stream()
                .skip(Math.max(0, left))
                .map(phase -> "  " + padded(phase.name(), NAME) + padded(phase.weight(), NAME / 2)
                        + padded(phase.lasted(), NAME) + phase.word()
                        + (phase.reason().isEmpty() ? "" : ": " + phase.reason()))
                .forEach(lines::add);
    }

    private static void more(List<String> lines, String before, List<String> sentences, int most) {
        sentences.stream().limit(most).forEach(sentence -> lines.add(before + sentence));
        if (sentences.size() > most) {
            lines.add(before + "and " + (sentences.size() - most) + " more, see the page");
        }
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + "  " : text + " ".repeat(width - text.length());
    }
}
