package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Mover;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Picture;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Decision;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Subject;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Drift reports as people meet them: no drift, some, too much, nothing to compare with, many columns, hostile names. */
final class SampleDriftReports {
    private static final long NOW = Instant.parse("2026-11-21T03:00:00Z").toEpochMilli();

    private SampleDriftReports() {}

    static DriftReport passing() {
        return report(
                Verdict.PASS,
                0,
                "2 of 2 judged columns show no drift",
                numbers("amount", Outcome.NO_DRIFT, 0.004),
                categories("country", Outcome.NO_DRIFT, 0.002));
    }

    static DriftReport conditional() {
        return report(
                Verdict.CONDITIONAL,
                0.25,
                "'age' drifted: 25 % of the judged columns, below 50 %",
                numbers("amount", Outcome.NO_DRIFT, 0.004),
                categories("country", Outcome.NO_DRIFT, 0.002),
                numbers("age", Outcome.DRIFT, 0.1248),
                numbers("tenure", Outcome.UNDERPOWERED, 0.0212));
    }

    static DriftReport rejecting() {
        return report(
                Verdict.FAIL,
                0.6,
                "'age', 'country', 'income' drifted: 60 % of the judged columns, not below 50 %",
                without("id", Outcome.IGNORED, "every value is there once, as in an identifier; name it to compare it"),
                numbers("amount", Outcome.NO_DRIFT, 0.004),
                without("empty", Outcome.NOT_COMPARABLE, "all cells are empty in the reference"),
                numbers("rate", Outcome.UNDECIDED, 0.0298),
                numbers("age", Outcome.DRIFT, 0.1248),
                categories("country", Outcome.DRIFT, 0.2131),
                missing());
    }

    /** With checks of the whole table: performance, quality, several columns together. */
    static DriftReport checked() {
        DriftReport columns = report(
                Verdict.FAIL,
                0,
                "Accuracy: 0.921 before, 0.843 now: a drop of 8.5 %, and no more than 5 % may be",
                numbers("amount", Outcome.NO_DRIFT, 0.004),
                categories("country", Outcome.NO_DRIFT, 0.002));
        return new DriftReport(
                columns.subject(), columns.evaluatedAt(), columns.decision(), columns.columns(), checks());
    }

    private static List<TableCheck> checks() {
        Score accuracy = new Score(
                "accuracy",
                "share of right predictions",
                "<",
                0.843,
                0.8295,
                0.8556,
                0.87495,
                null,
                1e-20,
                3e-20,
                null,
                0.017);
        Score area = new Score(
                "roc_auc",
                "area under the ROC curve",
                "<",
                0.951,
                0.944,
                0.958,
                0.90725,
                null,
                0.41,
                0.41,
                null,
                0.012);
        Score brier =
                new Score("brier", "Brier score", ">", 0.081, 0.077, 0.085, Double.NaN, null, null, null, null, null);
        Score duplicates = new Score(
                TableCheck.SHARE,
                "rows that are there twice",
                ">",
                0.0342,
                0.0342,
                0.0342,
                0.01,
                null,
                null,
                null,
                null,
                null);
        Score domain = new Score(
                "domain-classifier", "cross-validated", "≥", 0.51, 0.49, 0.53, 0.55, 0.54, 0.3, null, null, null);
        return List.of(
                new TableCheck(
                        "roc_auc",
                        TableCheck.Group.PERFORMANCE,
                        "ROC AUC",
                        Outcome.NO_DRIFT,
                        "0.955 before, 0.951 now: a drop of 0.4 % ≤ 5 %",
                        true,
                        area,
                        0.955,
                        List.of()),
                new TableCheck(
                        "accuracy",
                        TableCheck.Group.PERFORMANCE,
                        "Accuracy",
                        Outcome.DRIFT,
                        "0.921 before, 0.843 now: a drop of 8.5 %, and no more than 5 % may be",
                        true,
                        accuracy,
                        0.921,
                        List.of(new Mover("fraud taken for none", 0.04, 0.11))),
                new TableCheck(
                        "brier",
                        TableCheck.Group.PERFORMANCE,
                        "Brier score",
                        Outcome.IGNORED,
                        "0.06 before; no limit was set",
                        false,
                        brier,
                        0.06,
                        List.of()),
                new TableCheck(
                        "leakage",
                        TableCheck.Group.QUALITY,
                        "Rows of the reference",
                        Outcome.NOT_COMPARABLE,
                        "both tables must be in one place",
                        false,
                        null,
                        null,
                        List.of()),
                new TableCheck(
                        "duplicates",
                        TableCheck.Group.QUALITY,
                        "Duplicate rows",
                        Outcome.DRIFT,
                        "103 of 3,000 rows are there before",
                        false,
                        duplicates,
                        0.0002,
                        List.of()),
                new TableCheck(
                        "domain",
                        TableCheck.Group.MULTIVARIATE,
                        "Domain classifier",
                        Outcome.NO_DRIFT,
                        "AUC 0.51 < 0.55",
                        false,
                        domain,
                        null,
                        List.of(new Mover("age and income", 0.2, 0.21))));
    }

    static DriftReport skipped() {
        return new DriftReport(
                new Subject("fraud", "", 0, "today.parquet", 3000, "default"),
                NOW,
                new Decision(Verdict.SKIPPED, 0, 0.5, List.of("there is no reference and no baseline to compare with")),
                List.of());
    }

    /** Names, categories and sentences as somebody writes them who wants to break the page. */
    static DriftReport hostile() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7} \u202e👾 {{x}}";
        ColumnDrift real = categories(evil, Outcome.DRIFT, 0.2131);
        ColumnDrift column = new ColumnDrift(
                evil,
                Kind.TEXT,
                Outcome.DRIFT,
                evil,
                real.score(),
                5000,
                3000,
                Map.of(evil, 1.0),
                List.of(new Mover(evil, 0.1, 0.3)),
                new Picture(List.of(evil, "\u2067שלום"), List.of(0.4, 0.6), List.of(0.7, 0.3), false),
                List.of(evil));
        return new DriftReport(
                new Subject(evil, evil, 5000, evil, 3000, evil),
                NOW,
                new Decision(Verdict.FAIL, 1, 0.5, List.of(evil)),
                List.of(
                        column,
                        numbers("n".repeat(200), Outcome.DRIFT, 0.3),
                        without("عمود", Outcome.NOT_COMPARABLE, "the column is missing now"),
                        categories("\u202eexe.txt", Outcome.NO_DRIFT, 0.001)));
    }

    static DriftReport thousand() {
        return many(1000, 12);
    }

    /** So many columns, of which some drifted. */
    static DriftReport many(int columns, int drifted) {
        return report(
                Verdict.CONDITIONAL,
                (double) drifted / columns,
                drifted + " columns drifted",
                IntStream.range(0, columns)
                        .mapToObj(i -> i % (columns / drifted) == 0 && i / (columns / drifted) < drifted
                                ? numbers("feature_" + i, Outcome.DRIFT, 0.1 + i * 1e-6)
                                : i % 2 == 0
                                        ? categories("feature_" + i, Outcome.NO_DRIFT, 0.004)
                                        : numbers("feature_" + i, Outcome.NO_DRIFT, 0.004))
                        .toArray(ColumnDrift[]::new));
    }

    /** scikit-learn's breast cancer data, means and diagnosis, as the cases came: the first 300 and the other 269. */
    static DriftReport real() {
        try (InputStream in = SampleDriftReports.class.getResourceAsStream("../stored/drift-1.json")) {
            return JsonFile.read(in.readAllBytes(), "drift-1.json", DriftReport.class, DriftReport.SCHEMA);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static DriftReport report(Verdict verdict, double share, String reason, ColumnDrift... columns) {
        return new DriftReport(
                new Subject("fraud", "train.parquet", 5000, "today.parquet", 3000, "default"),
                NOW,
                new Decision(verdict, share, 0.5, List.of(reason)),
                List.of(columns));
    }

    /** A column of numbers whose current values lie a little higher. */
    static ColumnDrift numbers(String name, Outcome outcome, double score) {
        List<String> labels = new ArrayList<>();
        List<Double> reference = new ArrayList<>();
        List<Double> current = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            labels.add(i == 0 ? "< 18" : Integer.toString(16 + 2 * i));
            reference.add(Math.exp(-(i - 14) * (i - 14) / 50.0) / 12.53);
            current.add(Math.exp(-(i - 16) * (i - 16) / 50.0) / 12.53);
        }
        boolean isOpen = outcome == Outcome.UNDECIDED;
        boolean isWeak = outcome == Outcome.UNDERPOWERED;
        String label = "Kolmogorov–Smirnov D";
        String reason = switch (outcome) {
            case DRIFT -> label + " " + score + " ≥ 0.03, p < 1e-12";
            case UNDECIDED -> label + " lies between " + score + " and 0.0304; the limit is 0.03";
            case UNDERPOWERED ->
                label + " " + score + "; chance alone gives up to 0.0413 with so few rows, needs n ≥ 4,134";
            default -> label + " " + score + " < 0.03";
        };
        return new ColumnDrift(
                name,
                Kind.NUMBER,
                outcome,
                reason,
                new Score(
                        "ks",
                        label,
                        "≥",
                        score,
                        score,
                        isOpen ? 0.0304 : score,
                        0.03,
                        0.0313,
                        outcome == Outcome.DRIFT ? 6.9e-26 : 0.4,
                        outcome == Outcome.DRIFT ? 1.7e-25 : 0.6,
                        isWeak ? 4134L : null,
                        null),
                5000,
                3000,
                new TreeMap<>(Map.of(
                        "reference mean", 39.8326,
                        "current mean", 42.932,
                        "reference deviation", 10.11,
                        "current deviation", 9.986)),
                List.of(new Mover("54 and more", 0.0884, 0.14566), new Mover("below 28", 0.1098, 0.0603)),
                new Picture(labels, reference, current, true),
                List.of("values from 12 to 97; the reference has 17 to 90"));
    }

    static ColumnDrift categories(String name, Outcome outcome, double score) {
        boolean drifted = outcome == Outcome.DRIFT;
        return new ColumnDrift(
                name,
                Kind.TEXT,
                outcome,
                "Jensen–Shannon distance " + score + (drifted ? " ≥ 0.05, p < 1e-12" : " < 0.05"),
                new Score(
                        "jensen-shannon",
                        "Jensen–Shannon distance (base 2)",
                        "≥",
                        score,
                        score,
                        score,
                        0.05,
                        0.0274,
                        drifted ? 1e-60 : 0.86,
                        drifted ? 4e-60 : 0.87,
                        null,
                        null),
                5000,
                3000,
                new TreeMap<>(Map.of("categories", 4.0, "new categories", 1.0)),
                List.of(new Mover("PL", 0, 0.088), new Mover("DE", 0.511, 0.456)),
                new Picture(
                        List.of("DE", "FR", "CH", "PL"),
                        List.of(0.511, 0.285, 0.204, 0.0),
                        List.of(0.456, 0.272, 0.184, 0.088),
                        false),
                drifted ? List.of("1 new category") : List.of());
    }

    /** A column whose values are alike, but many of which are missing. */
    static ColumnDrift missing() {
        ColumnDrift alike = numbers("income", Outcome.NO_DRIFT, 0.0113);
        return new ColumnDrift(
                alike.name(),
                alike.kind(),
                Outcome.DRIFT,
                "missing values went from 2.4 % to 11.3 % of the rows",
                alike.score(),
                4880,
                2662,
                alike.statistics(),
                alike.movers(),
                alike.picture(),
                List.of());
    }

    static ColumnDrift without(String name, Outcome outcome, String reason) {
        return new ColumnDrift(name, Kind.OTHER, outcome, reason, null, 0, 0, Map.of(), List.of(), null, List.of());
    }

    /** The score of one column over twelve builds. */
    static List<ColumnHistory> history(String column) {
        return List.of(new ColumnHistory(
                column,
                IntStream.rangeClosed(1, 12)
                        .mapToObj(build -> new ColumnHistory.Point(
                                build,
                                build < 11 ? 0.01 + 0.001 * (build % 3) : 0.02 * (build - 5),
                                0.03,
                                build < 11 ? Outcome.NO_DRIFT : Outcome.DRIFT))
                        .toList()));
    }
}
