package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drift report as the lines of a console: the verdict, the columns that matter, what to do. Never many lines. */
public final class DriftConsole {
    private static final int MOST_COLUMNS = 6;
    private static final int MOST_CHECKS = 3;
    private static final int MOST_GOOD = 4;
    private static final int MOST_REASONS = 3;
    private static final int MOST_ADVICE = 2;
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST = 240;

    private DriftConsole() {}

    /** The lines, without {@link ConsoleBlock#PREFIX} and without line ends or control characters. */
    public static List<String> of(DriftReport report) {
        DriftView view = new DriftView(report);
        List<String> lines = new ArrayList<>();
        String verdict = report.decision().verdict() + "  " + view.share();
        lines.add(padded("drift " + label(view.subject()), 56)
                + (view.limit().isEmpty() ? verdict : verdict + " (" + view.limit() + ")"));
        lines.add("  " + compared(view));
        checks(lines, view);
        columns(lines, view);
        view.reasons().stream().limit(MOST_REASONS).forEach(reason -> lines.add("  why: " + reason));
        more(lines, "  why: ", view.reasons().size() - MOST_REASONS, "reason");
        view.advice().stream().limit(MOST_ADVICE).forEach(advice -> lines.add("  what to do: " + advice));
        return lines.stream().map(DriftConsole::line).toList();
    }

    private static String compared(DriftView view) {
        String current = label(view.current()) + " " + view.currentRows();
        return view.hasReference()
                ? current + " against " + label(view.reference()) + " " + view.referenceRows() + ", preset "
                        + view.preset() + (view.counts().isEmpty() ? "" : ": " + view.counts())
                : current;
    }

    /** Those that matter line by line, the others counted. */
    private static void checks(List<String> lines, DriftView view) {
        List<TableCheckView> all =
                view.checks().stream().flatMap(group -> group.checks().stream()).toList();
        List<TableCheckView> loud = all.stream()
                .filter(check -> check.outcome() != Outcome.NO_DRIFT && check.outcome() != Outcome.IGNORED)
                .sorted(Comparator.comparingInt(check -> DriftView.rank(check.outcome())))
                .toList();
        for (TableCheckView check : loud.subList(0, Math.min(MOST_CHECKS, loud.size()))) {
            lines.add("  " + label(check.title()) + ": " + check.reason() + "  "
                    + check.word().toUpperCase(Locale.ROOT));
        }
        more(lines, "  ", loud.size() - MOST_CHECKS, "check");
        List<TableCheckView> good = all.stream()
                .filter(check -> check.outcome() == Outcome.NO_DRIFT && check.isWorthALine())
                .toList();
        if (!good.isEmpty()) {
            lines.add("  good: "
                    + good.stream().limit(MOST_GOOD).map(DriftConsole::figure).collect(Collectors.joining(", "))
                    + (good.size() > MOST_GOOD ? " and " + (good.size() - MOST_GOOD) + " more" : ""));
        }
    }

    /** {@code Accuracy 0.912 (0.921)}. */
    private static String figure(TableCheckView check) {
        boolean isMeasured = !check.now().equals(TableCheckView.NONE);
        return label(check.title())
                + (isMeasured ? " " + check.now() : "")
                + (isMeasured && !check.before().equals(TableCheckView.NONE) ? " (" + check.before() + ")" : "");
    }

    private static void columns(List<String> lines, DriftView view) {
        List<ColumnDriftView> columns = view.columns().stream()
                .filter(column -> column.outcome() != Outcome.NO_DRIFT && column.outcome() != Outcome.IGNORED)
                .toList();
        int width = columns.stream()
                .limit(MOST_COLUMNS)
                .mapToInt(column -> name(column).length())
                .max()
                .orElse(0);
        for (ColumnDriftView column : columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))) {
            lines.add("  " + padded(name(column), width + 2) + column.reason()
                    + column.topMover().map(mover -> "; " + mover).orElse("") + "  "
                    + column.word().toUpperCase(Locale.ROOT));
        }
        more(lines, "  ", columns.size() - MOST_COLUMNS, "column");
    }

    private static void more(List<String> lines, String before, int more, String what) {
        if (more > 0) {
            lines.add(before + "and " + more + " more " + what + (more == 1 ? "" : "s") + ", see the page");
        }
    }

    private static String name(ColumnDriftView column) {
        return shortened(ConsoleBlock.line(column.name()), LONGEST_NAME);
    }

    /** No name is so long that the verdict behind it is cut off. */
    private static String label(String text) {
        return shortened(ConsoleBlock.line(text), LONGEST_LABEL);
    }

    private static String line(String text) {
        return ConsoleBlock.line(shortened(text, LONGEST));
    }

    static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + "  " : text + " ".repeat(width - text.length());
    }
}
