package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A comparison, and the profile of the data that was compared.
 *
 * @param environment empty where there is none
 */
record DriftResult(DriftReport report, DatasetProfile current, String environment) implements NewResult {
    private static final int PERCENT = 100;

    @Override
    public ResultKind<DriftReport> kind() {
        return ResultKind.DRIFT;
    }

    @Override
    public Object content() {
        return report;
    }

    @Override
    public Map<String, Object> besides() {
        return Map.of("profile", current);
    }

    @Override
    public ResultSummary summary(String id) {
        String subject = environment.isEmpty()
                ? report.subject().name()
                : report.subject().name() + " (" + environment + ")";
        return new ResultSummary(
                        id,
                        kind(),
                        subject,
                        report.decision().verdict().name(),
                        share(),
                        PERCENT * report.decision().threshold())
                .withColumns(report.driftedFeatures(), report.judgedFeatures());
    }

    @Override
    public TrendPoint point(String id, int build) {
        double share = share();
        return new TrendPoint(
                kind().id(),
                build,
                id,
                report.evaluatedAt(),
                report.subject().name(),
                environment,
                report.decision().verdict().name(),
                Double.isFinite(share) ? share : null,
                PERCENT * report.decision().threshold());
    }

    /** In per cent; NaN if nothing was compared. */
    private double share() {
        return isSkipped() ? Double.NaN : PERCENT * report.decision().share();
    }

    private boolean isSkipped() {
        return report.decision().verdict() == DriftReport.Verdict.SKIPPED;
    }

    /** {@code Some drift: 2 of 12 columns, 17 % (limit 50 %)}. */
    static String text(ResultSummary summary) {
        String word = word(summary.getVerdict());
        if (summary.getScore() == null) {
            return word;
        }
        return Texts.text(
                "drift.columns",
                word,
                Long.toString(summary.getDriftedColumns()),
                Long.toString(summary.getJudgedColumns()),
                Figures.percent(summary.getScore() / PERCENT),
                Figures.percent(summary.getThreshold() / PERCENT));
    }

    /** A stored verdict's word; one that this version doesn't know stands for itself. */
    private static String word(String verdict) {
        boolean known = Stream.of(DriftReport.Verdict.values())
                .anyMatch(each -> each.name().equals(verdict));
        return known ? Texts.text("drift.verdict." + verdict) : verdict;
    }
}
