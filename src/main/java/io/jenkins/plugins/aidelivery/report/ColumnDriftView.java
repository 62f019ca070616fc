package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Mover;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.Method;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A column of the compared tables as its page shows it: every figure a text, and keys by which a table is sorted. */
public final class ColumnDriftView {
    private static final String NONE = "–";
    private static final String REFERENCE = "reference ";
    private static final String CURRENT = "current ";

    /** Below everything that can be measured. */
    private static final String LAST = "-1";

    /** Less is not told apart. */
    private static final double LEAST_P = 1e-12;

    private final int number;
    private final ColumnDrift column;
    private final DriftChart chart;
    private final Optional<ColumnHistory> history;

    /** @param number its place in the report */
    ColumnDriftView(int number, ColumnDrift column, Optional<ColumnHistory> history) {
        this.number = number;
        this.column = column;
        this.chart = new DriftChart(column.picture());
        this.history = history;
    }

    Outcome outcome() {
        return column.outcome();
    }

    /** Not by its name, which may have spaces and anything else in it. */
    public String anchor() {
        return "column-" + number;
    }

    public String name() {
        return column.name();
    }

    /** Drift of what belongs to the model has a name of its own. */
    public String word() {
        return column.isFeature() || column.outcome() != Outcome.DRIFT
                ? DriftView.word(column.outcome())
                : text("drift.role." + column.role() + ".drift");
    }

    /** What the column is to the model; empty for a feature. */
    public String role() {
        return column.isFeature() ? "" : text("drift.role." + column.role());
    }

    public String tone() {
        return DriftView.tone(column.outcome());
    }

    public DriftChart chart() {
        return chart;
    }

    public Optional<HistoryChart> history() {
        return history.map(past ->
                        new HistoryChart(past, score().map(this::isOfScore).orElse(true)))
                .filter(past -> !past.isEmpty());
    }

    private Optional<Score> score() {
        return Optional.ofNullable(column.score());
    }

    private boolean isOfScore(Score score) {
        return !score.rule().startsWith("p");
    }

    /** How easily chance alone gives such a score, 0 … 1: comparable between methods, but the same for all that is plain. */
    double chance() {
        double p = score().flatMap(this::judgedBy).orElse(1.0);
        return p < LEAST_P ? 0 : p;
    }

    /** How many times its limit it is, as far as that is certain: what says more about drift than the score itself. */
    double urgency() {
        return score().map(score -> {
                    double times = isOfScore(score)
                            ? score.low() / score.threshold()
                            : score.threshold() / Math.max(score.p() == null ? 1 : score.p(), Double.MIN_NORMAL);
                    return Double.isNaN(times) ? 0 : times;
                })
                .orElse(0.0);
    }

    public String scoreText() {
        return score().map(score -> beside(score.value(), score)).orElse(NONE);
    }

    /** What the score certainly lies between; empty if it is exact. */
    public String interval() {
        return score().filter(score -> !score.isExact())
                .map(score -> "[" + beside(score.low(), score) + ", " + beside(score.high(), score) + "]")
                .orElse("");
    }

    /** With as many figures as it takes to see on which side of the limit it lies. */
    private String beside(double value, Score score) {
        return isOfScore(score)
                ? Figures.apart(value, score.threshold(), Unit.NUMBER).first()
                : Figures.number(value);
    }

    public String limit() {
        return score().map(score -> score.rule() + " " + Figures.number(score.threshold()))
                .orElse(NONE);
    }

    /** The p-value that was judged by. */
    public String p() {
        return score().flatMap(this::judgedBy).map(ColumnDriftView::p).orElse(NONE);
    }

    private Optional<Double> judgedBy(Score score) {
        return Optional.ofNullable(score.adjusted() == null ? score.p() : score.adjusted());
    }

    static String p(double p) {
        return p < LEAST_P ? "< 1e-12" : Figures.number(p);
    }

    public String rows() {
        return column.referenceRows() + column.currentRows() == 0
                ? NONE
                : change(column.referenceRows(), column.currentRows());
    }

    public String method() {
        return score().map(Score::convention).orElse(NONE);
    }

    public String reason() {
        return column.reason();
    }

    public List<String> findings() {
        return column.findings();
    }

    /** In words, the largest first: {@code 54 and more: 8.8 % → 14.6 %}. */
    public List<MoverView> movers() {
        return column.movers().stream().map(MoverView::of).toList();
    }

    /** The largest of them, where it is what made the column drift. */
    public Optional<MoverView> topMover() {
        return column.outcome() == Outcome.DRIFT && isBySize()
                ? movers().stream().findFirst()
                : Optional.empty();
    }

    /** What a table says beside the score and its limit: what moved most, or a reason that they don't tell. */
    public boolean isToldByFigures() {
        return column.outcome().isJudged() && isBySize() && !column.movers().isEmpty();
    }

    /** Whether the outcome comes from the score, and not, say, from values that are missing now. */
    private boolean isBySize() {
        return score().flatMap(score -> Method.named(score.method()))
                .map(method -> column.reason().startsWith(method.label()))
                .orElse(true);
    }

    /**
     * What makes a part of the difference.
     *
     * @param label a bin or category
     * @param change its shares
     */
    public record MoverView(String label, String change) {
        static MoverView of(Mover mover) {
            Figures.Two shares = Figures.percentsApart(mover.reference(), mover.current());
            return new MoverView(mover.label(), shares.first() + " → " + shares.second());
        }

        @Override
        public String toString() {
            return label + ": " + change;
        }
    }

    /** A number with what it is called. */
    public record Fact(String label, String value) {}

    /** All that was measured, for those who have ten minutes. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(text("drift.fact.rows"), rows()));
        Map<String, Double> statistics = column.statistics();
        statistics.forEach((name, value) -> {
            String other = name.startsWith(REFERENCE) ? CURRENT + name.substring(REFERENCE.length()) : "";
            boolean isSecond =
                    name.startsWith(CURRENT) && statistics.containsKey(REFERENCE + name.substring(CURRENT.length()));
            if (statistics.containsKey(other)) {
                facts.add(new Fact(name.substring(REFERENCE.length()), change(value, statistics.get(other))));
            } else if (!isSecond) {
                facts.add(new Fact(name, Figures.number(value)));
            }
        });
        score().ifPresent(score -> describe(score, facts));
        return facts;
    }

    private void describe(Score score, List<Fact> facts) {
        facts.add(new Fact(text("drift.fact.method"), score.convention()));
        facts.add(new Fact(
                text("drift.fact.score"),
                (scoreText() + " " + interval()).strip() + "; " + text("drift.limit", limit())));
        if (score.adjusted() != null && score.p() != null) {
            facts.add(new Fact("p", text("drift.p.adjusted", p(score.adjusted()), p(score.p()))));
        } else {
            judgedBy(score).ifPresent(p -> facts.add(new Fact("p", p(p))));
        }
        if (score.byChance() != null) {
            facts.add(new Fact(text("drift.fact.chance"), text("drift.upTo", Figures.number(score.byChance()))));
        }
        add(facts, "drift.fact.needed", score.needed());
        add(facts, "drift.fact.detectable", score.detectable());
    }

    private static void add(List<Fact> facts, String key, Number value) {
        if (value != null) {
            facts.add(new Fact(text(key), Figures.number(value.doubleValue())));
        }
    }

    private static String change(double reference, double current) {
        Figures.Two texts = Figures.apart(reference, current, Unit.NUMBER);
        return texts.first() + " → " + texts.second();
    }

    public String outcomeKey() {
        return Integer.toString(DriftView.rank(column.outcome()));
    }

    public String scoreKey() {
        return score().map(score -> key(score.value())).orElse(LAST);
    }

    public String limitKey() {
        return score().map(score -> key(score.threshold())).orElse(LAST);
    }

    /** By its logarithm, because the script of Jenkins that sorts knows no exponents. */
    public String pKey() {
        return score().flatMap(this::judgedBy)
                .map(p -> key(400 + Math.log10(Math.max(p, Double.MIN_NORMAL))))
                .orElse(LAST);
    }

    public String rowsKey() {
        return Long.toString(column.currentRows());
    }

    private static String key(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(9, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : LAST;
    }
}
