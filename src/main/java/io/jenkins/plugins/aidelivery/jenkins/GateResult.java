package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.report.PageTexts;
import io.jenkins.plugins.aidelivery.report.ScorecardView;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.util.Map;

/**
 * A scorecard and the measures behind it.
 *
 * @param spec the specification's name
 */
record GateResult(String spec, Scorecard scorecard, Baseline measures) implements NewResult {
    @Override
    public ResultKind<Scorecard> kind() {
        return ResultKind.GATE;
    }

    @Override
    public Object content() {
        return scorecard;
    }

    @Override
    public Map<String, Object> besides() {
        return Map.of("measures", measures);
    }

    @Override
    public ResultSummary summary(String id) {
        return new ResultSummary(
                        id,
                        kind(),
                        new ScorecardView(scorecard).subject(),
                        scorecard.verdict().name(),
                        scorecard.decision().score(),
                        scorecard.decision().threshold())
                .withSpec(spec);
    }

    @Override
    public TrendPoint point(String id, int build) {
        double score = scorecard.decision().score();
        return new TrendPoint(
                kind().id(),
                build,
                id,
                scorecard.evaluatedAt(),
                scorecard.subject().model(),
                scorecard.subject().environment(),
                scorecard.verdict().name(),
                Double.isFinite(score) ? score : null,
                scorecard.decision().threshold());
    }

    /** {@code Conditional: 88.4 of 100 points, needs 87}. */
    static String text(ResultSummary summary) {
        double score = summary.getScore() == null ? Double.NaN : summary.getScore();
        return PageTexts.verdict(summary.getVerdict()) + ": "
                + PageTexts.text("scorecard.score", Figures.score(score)) + ", "
                + PageTexts.text("scorecard.needs", Figures.threshold(summary.getThreshold()));
    }
}
