package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.gate.Outcome;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scorecard as the lines of a console: the verdict, each dimension with its criteria, what to do. */
public final class ConsoleBlock {
    /** In front of every line of a build's console. */
    public static final String PREFIX = "[AI Delivery] ";

    private static final int MOST_CRITERIA = 40;
    private static final int MOST_REASONS = 10;
    private static final int MOST_REMEDIES = 5;
    private static final int LONGEST = 2000;

    /** The gate's own: what misses a threshold by the last bits of a sum has reached it. */
    private static final double SLACK = 1e-9;

    private ConsoleBlock() {}

    /** The lines, without {@link #PREFIX} and without line ends or control characters. */
    public static List<String> of(Scorecard scorecard) {
        List<String> lines = new ArrayList<>();
        ScorecardView view = new ScorecardView(scorecard);
        lines.add(padded("gate " + view.subject(), 56) + scorecard.verdict() + "  score " + view.score() + " (needs "
                + view.threshold() + "), " + view.risk());
        int width = scorecard.dimensions().stream()
                .mapToInt(dimension -> dimension.name().length())
                .max()
                .orElse(0);
        int left = MOST_CRITERIA;
        for (DimensionResult dimension : scorecard.dimensions()) {
            left -= dimension(lines, dimension, width, left);
        }
        reasons(lines, scorecard);
        scorecard.recommendations().stream()
                .map(todo -> "  what to do: " + todo.about() + ": " + todo.remedy())
                .distinct()
                .limit(MOST_REMEDIES)
                .forEach(lines::add);
        lines.add("  " + view.comparison());
        return lines.stream().map(ConsoleBlock::line).toList();
    }

    private static int dimension(List<String> lines, DimensionResult dimension, int width, int most) {
        boolean reached = dimension.score() >= dimension.threshold() - SLACK;
        String head = "  " + padded(dimension.name(), width + 2) + Figures.score(dimension.score())
                + (Double.isFinite(dimension.score()) ? reached ? " ≥ " : " < " : " of ")
                + Figures.threshold(dimension.threshold());
        String first = padded(head, width + 20);
        String next = " ".repeat(first.length());
        int shown = 0;
        for (CriterionResult criterion : dimension.criteria()) {
            // What passes is summed up once there is too much to read.
            if (shown < most || criterion.outcome() != Outcome.PASS) {
                lines.add(first + criterion.title() + " " + criterion.reason() + "  " + word(criterion.outcome()));
                first = next;
                shown++;
            }
        }
        int hidden = dimension.criteria().size() - shown;
        if (hidden > 0) {
            lines.add(first + hidden + " more pass");
            first = next;
        }
        for (String penalty : dimension.penalties()) {
            lines.add(first + penalty);
            first = next;
        }
        return shown;
    }

    private static String word(Outcome outcome) {
        return outcome == Outcome.PASS ? "ok" : outcome.text().toUpperCase(Locale.ROOT);
    }

    private static void reasons(List<String> lines, Scorecard scorecard) {
        List<String> reasons = scorecard.decision().reasons();
        reasons.stream().limit(MOST_REASONS).forEach(reason -> lines.add("  why: " + reason));
        int more = reasons.size() - MOST_REASONS;
        if (more > 0) {
            lines.add("  why: and " + more + (more == 1 ? " more reason" : " more reasons") + ", see the page");
        }
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + "  " : text + " ".repeat(width - text.length());
    }

    /**
     * A text as a line of a console. Names come from outside: none may steer a terminal, begin a line of its own, or turn
     * the direction of what follows it.
     */
    public static String line(String text) {
        String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return line.replaceAll("[\\t\\n\\r\\x{85}\\p{Zl}\\p{Zp}]+", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?")
                .stripTrailing();
    }
}
