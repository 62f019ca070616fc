package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A check of the whole table as its page shows it: every figure a text. */
public final class TableCheckView {
    /** What a reader asks first comes first. */
    static final List<TableCheck.Group> ORDER =
            List.of(TableCheck.Group.PERFORMANCE, TableCheck.Group.QUALITY, TableCheck.Group.MULTIVARIATE);

    static final String NONE = "–";

    private final TableCheck check;

    TableCheckView(TableCheck check) {
        this.check = check;
    }

    /**
     * Checks of one kind, under one heading.
     *
     * @param title the heading
     * @param checks what matters first
     */
    public record Group(String title, List<TableCheckView> checks) {
        public Group {
            checks = List.copyOf(checks);
        }
    }

    static List<Group> groups(List<TableCheck> checks) {
        return ORDER.stream()
                .map(group -> new Group(
                        text("drift.checks." + group.name()),
                        checks.stream()
                                .filter(check -> check.group() == group)
                                .sorted(Comparator.comparingInt(check -> DriftView.rank(check.outcome())))
                                .map(TableCheckView::new)
                                .toList()))
                .filter(group -> !group.checks().isEmpty())
                .toList();
    }

    Outcome outcome() {
        return check.outcome();
    }

    /** Whether its figure is of interest though nothing is wrong: of good data there is nothing to say. */
    boolean isWorthALine() {
        return check.group() != TableCheck.Group.QUALITY;
    }

    /** Whether it says how something is, and how it was. */
    boolean isCompared() {
        return check.score() != null && check.reference() != null && check.outcome() != Outcome.IGNORED;
    }

    public String title() {
        return check.title();
    }

    public boolean isCritical() {
        return check.critical();
    }

    public String word() {
        return text("drift.check.outcome." + check.outcome().name());
    }

    public String tone() {
        return DriftView.tone(check.outcome());
    }

    public String reason() {
        return check.reason();
    }

    private Optional<Score> score() {
        return Optional.ofNullable(check.score());
    }

    /** The same quantity in the reference. */
    public String before() {
        if (check.reference() == null) {
            return NONE;
        }
        return score().map(score -> apart(check.reference(), score.value()).first())
                .orElseGet(() -> shown(check.reference()));
    }

    /** With as many figures as it takes to see on which side of the limit it lies. */
    public String now() {
        return score().map(score -> Double.isNaN(score.threshold())
                        ? shown(score.value())
                        : apart(score.value(), score.threshold()).first())
                .orElse(NONE);
    }

    /** What the quantity lies between, as far as so many rows can tell. */
    public String interval() {
        return score().filter(score -> score.low() < score.high())
                .map(score -> "[" + shown(score.low()) + ", " + shown(score.high()) + "]")
                .orElse("");
    }

    /** When it is an alarm; empty where nothing was held against it. */
    public String limit() {
        return score().filter(score -> !Double.isNaN(score.threshold()))
                .map(score -> score.rule() + " " + shown(score.threshold()))
                .orElse(NONE);
    }

    public String p() {
        return score().map(score -> score.adjusted() == null ? score.p() : score.adjusted())
                .map(ColumnDriftView::p)
                .orElse(NONE);
    }

    /** The smallest change that so many rows show in most cases; empty where that is not known or doesn't matter. */
    public String detectable() {
        return score().map(Score::detectable)
                .map(effect -> text("drift.check.detectable", shown(effect)))
                .orElse("");
    }

    /** What makes most of it. */
    public List<ColumnDriftView.MoverView> movers() {
        // Of all columns together, a column's part is a weight, and no share of rows that changed.
        return check.movers().stream()
                .map(mover -> check.group() == TableCheck.Group.MULTIVARIATE
                        ? new ColumnDriftView.MoverView(
                                mover.label(), text("drift.check.weight", Figures.percent(mover.current())))
                        : ColumnDriftView.MoverView.of(mover))
                .toList();
    }

    private boolean isShare() {
        return score().filter(score -> score.method().equals(TableCheck.SHARE)).isPresent();
    }

    private String shown(double value) {
        return isShare() ? Figures.percent(value) : Figures.number(value);
    }

    private Figures.Two apart(double one, double other) {
        return isShare() ? Figures.percentsApart(one, other) : Figures.apart(one, other, Unit.NUMBER);
    }
}
