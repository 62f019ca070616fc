package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What somebody who reads a drift report should do next. */
final class DriftAdvice {
    private static final int MOST_NAMED = 3;
    private static final int LONGEST_NAME = 64;

    private final DriftReport report;
    private final List<ColumnDriftView> columns;

    /** @param columns those of the report, what matters first */
    DriftAdvice(DriftReport report, List<ColumnDriftView> columns) {
        this.report = report;
        this.columns = columns;
    }

    /** The most urgent first; none if there is nothing to do. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (report.decision().verdict() == Verdict.SKIPPED) {
            return List.of(text("drift.todo.skipped"));
        }
        for (TableCheck.Group group : TableCheckView.ORDER) {
            List<String> titles = alarms(group);
            if (!titles.isEmpty()) {
                String key = "drift.todo." + group.name().toLowerCase(Locale.ROOT);
                sentences.add(text(key, titles(titles)));
            }
        }
        if (of(Outcome.DRIFT).size() > 0) {
            sentences.add(text("drift.todo.drift", first(of(Outcome.DRIFT))));
            sentences.add(text("drift.todo.accept"));
        }
        if (of(Outcome.NOT_COMPARABLE).size() > 0) {
            sentences.add(text("drift.todo.unfit", names(of(Outcome.NOT_COMPARABLE))));
        }
        if (of(Outcome.UNDECIDED).size() > 0) {
            sentences.add(text("drift.todo.undecided", names(of(Outcome.UNDECIDED))));
        }
        if (of(Outcome.UNDERPOWERED).size() > 0) {
            sentences.add(underpowered());
        }
        if (sentences.isEmpty() && report.decision().verdict() == Verdict.FAIL) {
            sentences.add(text("drift.todo.nothing"));
        }
        return sentences;
    }

    private List<String> alarms(TableCheck.Group group) {
        return report.checks().stream()
                .filter(check -> check.group() == group && check.outcome() == Outcome.DRIFT)
                .map(check -> "'" + DriftConsole.shortened(check.title(), LONGEST_NAME) + "'")
                .toList();
    }

    private static String titles(List<String> titles) {
        String first = titles.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return titles.size() <= MOST_NAMED
                ? first
                : text("drift.more", first, Figures.number(titles.size() - MOST_NAMED));
    }

    private String underpowered() {
        String names = names(of(Outcome.UNDERPOWERED));
        long needed = report.columns().stream()
                .map(ColumnDrift::score)
                .filter(Objects::nonNull)
                .map(ColumnDrift.Score::needed)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return needed > 0
                ? text("drift.todo.underpowered.needed", names, Figures.number(needed))
                : text("drift.todo.underpowered", names);
    }

    private List<ColumnDriftView> of(Outcome outcome) {
        return columns.stream().filter(column -> column.outcome() == outcome).toList();
    }

    private static String names(List<ColumnDriftView> some) {
        return some.size() <= MOST_NAMED
                ? first(some)
                : text("drift.more", first(some), Figures.number(some.size() - MOST_NAMED));
    }

    private static String first(List<ColumnDriftView> some) {
        return some.stream()
                .limit(MOST_NAMED)
                .map(column -> "'" + DriftConsole.shortened(column.name(), LONGEST_NAME) + "'")
                .collect(Collectors.joining(", "));
    }
}
