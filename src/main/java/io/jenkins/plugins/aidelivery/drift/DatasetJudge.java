package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what the columns together mean. */
final class DatasetJudge {
    private static final int MOST_NAMED = 5;

    private final DriftSettings settings;
    private final List<ColumnDrift> columns;
    private final List<TableCheck> checks;
    private final List<String> rejections = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    DatasetJudge(DriftSettings settings, List<ColumnDrift> columns, List<TableCheck> checks) {
        this.settings = settings;
        this.columns = columns;
        this.checks = checks;
    }

    DriftReport.Decision decision() {
        double all = weight(Outcome.DRIFT)
                + weight(Outcome.NO_DRIFT)
                + weight(Outcome.UNDERPOWERED)
                + weight(Outcome.UNDECIDED);
        double share = all > 0 ? weight(Outcome.DRIFT) / all : 0;
        double possible = all > 0 ? 1 - weight(Outcome.NO_DRIFT) / all : 0;
        List<ColumnDrift> drifted = features(Outcome.DRIFT);
        if (all == 0 && !isAnythingElseJudged()) {
            rejections.add("no column could be judged");
        }
        for (ColumnDrift column : drifted) {
            if (settings.rule(column.name()).critical()) {
                rejections.add("critical column '" + column.name() + "' drifted: " + column.reason());
            }
        }
        model();
        if (!drifted.isEmpty()) {
            String sentence = names(drifted) + " drifted: " + Figures.percent(share) + " of the judged columns, "
                    + (share >= settings.share() ? "not below " : "below ") + Figures.percent(settings.share());
            (share >= settings.share() ? rejections : doubts).add(sentence);
        }
        checks();
        unfit();
        List<ColumnDrift> unsure = unsure(features());
        if (share < settings.share() && possible >= settings.share() && all > 0) {
            doubts.add(names(unsure) + " can't be told: with "
                    + (unsure.size() == 1 ? "it " : "them ") + Figures.percent(possible)
                    + " of the judged columns may have drifted");
        }
        List<String> reasons = new ArrayList<>(rejections);
        reasons.addAll(doubts);
        Verdict verdict = !rejections.isEmpty() ? Verdict.FAIL : !doubts.isEmpty() ? Verdict.CONDITIONAL : Verdict.PASS;
        if (reasons.isEmpty()) {
            List<ColumnDrift> open = unsure(columns);
            reasons.add(of(Outcome.NO_DRIFT).size() + " of " + judgedColumns() + " judged columns show no drift"
                    + (open.isEmpty() ? "" : "; too few rows to tell for " + names(open)) + performance());
        }
        return new DriftReport.Decision(verdict, share, settings.share(), reasons);
    }

    /** The model's own columns count for themselves: among a hundred features their drift would be lost. */
    private void model() {
        for (ColumnDrift column : columns) {
            boolean critical = settings.rule(column.name()).critical();
            boolean isOpen = column.outcome() == Outcome.UNDERPOWERED || column.outcome() == Outcome.UNDECIDED;
            if (!column.isFeature() && (column.outcome() == Outcome.DRIFT || isOpen && critical)) {
                String what = column.role() == Role.TARGET ? "target" : "prediction";
                String sentence = isOpen
                        ? "whether critical " + what + " '" + column.name() + "' drifted can't be told: "
                                + column.reason()
                        : (critical ? "critical " : "") + what + " drift in '" + column.name() + "': "
                                + column.reason();
                (critical && !isOpen ? rejections : doubts).add(sentence);
            }
        }
    }

    /** What a pass means for predictions; empty where nobody looked at them. */
    private String performance() {
        List<TableCheck> good = checks.stream()
                .filter(check -> check.group() == TableCheck.Group.PERFORMANCE && check.outcome() == Outcome.NO_DRIFT)
                .toList();
        if (good.isEmpty()) {
            return "";
        }
        boolean estimated = good.stream().allMatch(check -> check.id().startsWith(PerformanceJudge.ESTIMATED));
        return estimated
                ? "; predictions are as good as they were, as far as scores tell"
                : "; predictions are as good as they were";
    }

    private boolean isAnythingElseJudged() {
        return Stream.concat(
                        columns.stream().filter(column -> !column.isFeature()).map(ColumnDrift::outcome),
                        checks.stream().map(TableCheck::outcome))
                .anyMatch(Outcome::isJudged);
    }

    /** What can't be checked though it was asked for is as bad as a column that can't be compared. */
    private void checks() {
        for (TableCheck check : checks) {
            String sentence = check.title() + ": " + check.reason();
            switch (check.outcome()) {
                case DRIFT -> (check.critical() ? rejections : doubts).add(sentence);
                case NOT_COMPARABLE -> {
                    if (settings.missing() != DriftSettings.Missing.IGNORE) {
                        (settings.missing() == DriftSettings.Missing.FAIL ? rejections : doubts).add(sentence);
                    }
                }
                case UNDECIDED, UNDERPOWERED -> {
                    if (check.critical()) {
                        doubts.add(sentence);
                    }
                }
                default -> {
                    // Nothing speaks against it, or it was not to be judged.
                }
            }
        }
    }

    private void unfit() {
        List<ColumnDrift> unfit = of(Outcome.NOT_COMPARABLE);
        if (unfit.isEmpty() || settings.missing() == DriftSettings.Missing.IGNORE) {
            return;
        }
        List<String> sentences = unfit.stream()
                .limit(MOST_NAMED)
                .map(column -> "column '" + column.name() + "' can't be compared: " + column.reason())
                .collect(Collectors.toCollection(ArrayList::new));
        if (unfit.size() > MOST_NAMED) {
            sentences.add(unfit.size() - MOST_NAMED + " more columns can't be compared");
        }
        (settings.missing() == DriftSettings.Missing.FAIL ? rejections : doubts).addAll(sentences);
    }

    private int judgedColumns() {
        return of(Outcome.NO_DRIFT).size()
                + of(Outcome.DRIFT).size()
                + unsure(columns).size();
    }

    private static List<ColumnDrift> unsure(List<ColumnDrift> some) {
        return Stream.of(Outcome.UNDECIDED, Outcome.UNDERPOWERED)
                .flatMap(outcome -> some.stream().filter(column -> column.outcome() == outcome))
                .toList();
    }

    private List<ColumnDrift> features() {
        return columns.stream().filter(ColumnDrift::isFeature).toList();
    }

    private List<ColumnDrift> features(Outcome outcome) {
        return of(outcome).stream().filter(ColumnDrift::isFeature).toList();
    }

    private List<ColumnDrift> of(Outcome outcome) {
        return columns.stream().filter(column -> column.outcome() == outcome).toList();
    }

    private double weight(Outcome outcome) {
        return features(outcome).stream()
                .mapToDouble(column -> settings.rule(column.name()).weight())
                .sum();
    }

    private static String names(List<ColumnDrift> some) {
        String named = some.stream()
                .limit(MOST_NAMED)
                .map(column -> "'" + column.name() + "'")
                .collect(Collectors.joining(", "));
        return some.size() <= MOST_NAMED ? named : named + " and " + (some.size() - MOST_NAMED) + " more";
    }
}
