package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A drift report as its page shows it: what matters first, and of a thousand columns only what somebody would read. */
public final class DriftView {
    /** What matters most comes first. */
    private static final List<Outcome> ORDER = List.of(
            Outcome.DRIFT,
            Outcome.NOT_COMPARABLE,
            Outcome.UNDECIDED,
            Outcome.UNDERPOWERED,
            Outcome.NO_DRIFT,
            Outcome.IGNORED);

    /** Up to so many columns are one table; of more, those without drift fold away. */
    private static final int ONE_TABLE = 40;

    private static final int MOST_ROWS = 1000;
    private static final int MOST_DETAILS = 150;

    /** Parts that are unfolded from the beginning. */
    private static final int OPEN = 3;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DriftReport report;
    private final List<ColumnDriftView> columns;

    /** In the order of the columns. */
    private final List<ColumnDriftView> details;

    DriftView(DriftReport report) {
        this(report, List.of());
    }

    DriftView(DriftReport report, List<ColumnHistory> history) {
        this.report = report;
        Map<String, ColumnHistory> past = history.stream()
                .collect(Collectors.toMap(ColumnHistory::column, Function.identity(), (first, second) -> second));
        this.columns = IntStream.range(0, report.columns().size())
                .mapToObj(i -> new ColumnDriftView(
                        i + 1,
                        report.columns().get(i),
                        Optional.ofNullable(past.get(report.columns().get(i).name()))))
                .sorted(Comparator.comparingInt((ColumnDriftView column) -> rank(column.outcome()))
                        .thenComparingDouble(ColumnDriftView::chance)
                        .thenComparing(Comparator.comparingDouble(ColumnDriftView::urgency)
                                .reversed()))
                .toList();
        this.details = List.copyOf(shown().filter(column -> column.outcome() != Outcome.IGNORED)
                .filter(column -> columns.size() <= MOST_DETAILS || !isFolded(column))
                .limit(MOST_DETAILS)
                .toList());
    }

    static int rank(Outcome outcome) {
        return ORDER.indexOf(outcome);
    }

    static String word(Outcome outcome) {
        return text("drift.outcome." + outcome.name());
    }

    static String tone(Outcome outcome) {
        return switch (outcome) {
            case DRIFT, NOT_COMPARABLE -> "bad";
            case UNDECIDED, UNDERPOWERED -> "open";
            case NO_DRIFT -> "good";
            case IGNORED -> "none";
        };
    }

    /** The colour of a verdict: good, open, bad or none. */
    public static String tone(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "good";
            case CONDITIONAL -> "open";
            case FAIL -> "bad";
            case SKIPPED -> "none";
        };
    }

    /** What was compared, for headings. */
    public String subject() {
        return report.subject().name();
    }

    /** Whether that has a name of its own, which the tables don't say. */
    public boolean isNamed() {
        return !subject().equals(reference()) && !subject().equals(current());
    }

    public String verdictTone() {
        return tone(verdict());
    }

    /** The word in files and scripts: PASS, CONDITIONAL, FAIL, SKIPPED. */
    public String verdictName() {
        return verdict().name();
    }

    private Verdict verdict() {
        return report.decision().verdict();
    }

    /** The verdict for people. The same one has several causes, and it is these that tell what to do. */
    public String verdictWord() {
        boolean drifted = report.driftedFeatures() > 0;
        boolean unfit = report.count(Outcome.NOT_COMPARABLE) > 0;
        boolean reached = report.decision().share() >= report.decision().threshold();
        Optional<String> alarm = alarm(verdict() == Verdict.FAIL);
        boolean unchecked = report.checks().stream().anyMatch(check -> check.outcome() == Outcome.NOT_COMPARABLE);
        return switch (verdict()) {
            case PASS -> text("drift.verdict.none");
            case CONDITIONAL -> {
                if (drifted || alarm.isEmpty()) {
                    String other = unfit ? "drift.verdict.unfit" : unchecked ? "drift.verdict.unchecked" : "";
                    yield text(drifted ? "drift.verdict.some" : other.isEmpty() ? "drift.verdict.open" : other);
                }
                yield text("drift.verdict." + alarm.get());
            }
            case FAIL -> {
                if (alarm.isPresent()) {
                    yield text("drift.verdict." + alarm.get());
                }
                if (unchecked && !unfit && !drifted) {
                    yield text("drift.verdict.unchecked");
                }
                if (!drifted && report.count(Outcome.DRIFT) > 0 && !unfit) {
                    yield text("drift.verdict.critical");
                }
                if (drifted && reached) {
                    yield text("drift.verdict.all");
                }
                String one = drifted ? "drift.verdict.critical" : "drift.verdict.nothing";
                String other = drifted ? "drift.verdict.mixed" : "drift.verdict.unfit";
                yield text(unfit ? other : one);
            }
            case SKIPPED -> text("drift.verdict.skipped");
        };
    }

    /** What tells most of why the verdict is what it is, besides features: a check, or a column of the model. */
    private Optional<String> alarm(boolean rejects) {
        Optional<String> check = report.checks().stream()
                .filter(each -> each.outcome() == Outcome.DRIFT && (each.critical() || !rejects))
                .map(TableCheck::group)
                .min(Comparator.comparingInt(TableCheckView.ORDER::indexOf))
                .map(TableCheck.Group::name);
        return check.isPresent() || rejects
                ? check
                : report.columns().stream()
                        .filter(column -> !column.isFeature() && column.outcome() == Outcome.DRIFT)
                        .map(column -> column.role().name())
                        .findFirst();
    }

    /** How many columns the share of drifted ones is of. */
    long judged() {
        return report.judgedFeatures();
    }

    /** The one number: the share of drifted columns. */
    public String share() {
        if (judged() > 0) {
            return text("drift.share", shares().first());
        }
        return checks().stream()
                .flatMap(group -> group.checks().stream())
                .filter(TableCheckView::isCompared)
                .findFirst()
                .map(check -> text("drift.share.check", check.title(), check.now(), check.before()))
                .orElseGet(() -> text("drift.share.none"));
    }

    /** How many columns that are, and from where on the whole has drifted. */
    public String limit() {
        if (judged() == 0) {
            return "";
        }
        double plain = (double) report.driftedFeatures() / judged();
        boolean weighted = Math.abs(plain - report.decision().share()) > 1e-9;
        return text(
                weighted ? "drift.share.weighted" : "drift.share.count",
                Figures.number(report.driftedFeatures()),
                Figures.number(judged()),
                shares().second());
    }

    private Figures.Two shares() {
        return Figures.percentsApart(
                report.decision().share(), report.decision().threshold());
    }

    public String current() {
        return report.subject().current();
    }

    public String currentRows() {
        return text("drift.rows", Figures.number(report.subject().currentRows()));
    }

    public boolean hasReference() {
        return verdict() != Verdict.SKIPPED;
    }

    public String reference() {
        return report.subject().reference();
    }

    public String referenceRows() {
        return text("drift.rows", Figures.number(report.subject().referenceRows()));
    }

    public String preset() {
        return report.subject().preset();
    }

    /** How many columns came to what: {@code 3 drift, 1 not comparable, 2 no drift}. */
    public String counts() {
        return ORDER.stream()
                .filter(outcome -> report.count(outcome) > 0)
                .map(outcome -> Figures.number(report.count(outcome)) + " " + word(outcome))
                .collect(Collectors.joining(", "));
    }

    public String time() {
        return TIME.format(Instant.ofEpochMilli(report.evaluatedAt()));
    }

    public List<String> reasons() {
        return report.decision().reasons();
    }

    /** Checks of the whole table, by what they are about. */
    public List<TableCheckView.Group> checks() {
        return TableCheckView.groups(report.checks());
    }

    /** What somebody should do now, the most urgent first. */
    public List<String> advice() {
        return new DriftAdvice(report, columns).sentences();
    }

    /** All columns, what matters first. */
    List<ColumnDriftView> columns() {
        return columns;
    }

    /** The rows of the table that is always open. */
    public List<ColumnDriftView> open() {
        return shown().filter(column -> !isFolded(column)).toList();
    }

    /** The rows of the table that is folded away. */
    public List<ColumnDriftView> folded() {
        return shown().filter(this::isFolded).toList();
    }

    private Stream<ColumnDriftView> shown() {
        return columns.stream().limit(MOST_ROWS);
    }

    private boolean isFolded(ColumnDriftView column) {
        boolean quiet = column.outcome() == Outcome.NO_DRIFT || column.outcome() == Outcome.IGNORED;
        return quiet && columns.size() > ONE_TABLE;
    }

    public String foldedTitle() {
        return text("drift.folded", Figures.number(folded().size()));
    }

    /** What of so many columns is not on the page; empty if all is. */
    public String hidden() {
        int rows = columns.size() - MOST_ROWS;
        return rows > 0 ? text("drift.hidden", Figures.number(rows)) : "";
    }

    /** Columns with a part of their own below the tables. */
    public List<ColumnDriftView> details() {
        return details;
    }

    /** Whether a column has its own part, to which its row can lead. */
    public boolean isDetailed(ColumnDriftView column) {
        return details.contains(column);
    }

    /** Whether its part is unfolded from the beginning. */
    public boolean isOpen(ColumnDriftView column) {
        return column.outcome() == Outcome.DRIFT && columns.indexOf(column) < OPEN;
    }

    /** Why a column that somebody looks for is not among the details; empty if all are. */
    public String withoutDetails() {
        long without = columns.stream()
                        .filter(column -> column.outcome() != Outcome.IGNORED)
                        .count()
                - details.size();
        return without > 0 ? text("drift.withoutDetails", Figures.number(without)) : "";
    }
}
