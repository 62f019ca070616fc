package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.performance.Estimate;
import io.jenkins.plugins.aidelivery.drift.performance.Metric;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Change;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One number for all metrics: by how many times its limit the one that lost most got worse; from 1 on it is more than may be.
 *
 * @param rules with limits
 * @param before by metric
 * @param now by metric
 */
record DriftScore(PerformanceRules rules, Map<Metric, Estimate> before, Map<Metric, Estimate> now) {
    /**
     * The check, which is not judged once more.
     *
     * @param estimated whether the current metrics are estimates
     */
    Optional<TableCheck> check(boolean estimated) {
        double most = Double.NaN;
        Metric worst = null;
        for (Map.Entry<Metric, Estimate> entry : now.entrySet()) {
            Metric metric = entry.getKey();
            Optional<Change> change = rules.of(metric).change();
            double allowed = change.isPresent() && before.containsKey(metric)
                    ? change.get().of(before.get(metric).value())
                    : 0;
            if (allowed > 0) {
                double times = Math.max(
                        0,
                        metric.worse(
                                        before.get(metric).value(),
                                        entry.getValue().value())
                                / allowed);
                if (!(times <= most)) {
                    most = times;
                    worst = metric;
                }
            }
        }
        if (worst == null) {
            return Optional.empty();
        }
        return Optional.of(new TableCheck(
                estimated ? "estimated_drift_score" : "drift_score",
                TableCheck.Group.PERFORMANCE,
                "Drift score" + (estimated ? " (estimated)" : ""),
                Outcome.IGNORED,
                most > 0
                        ? worst.label() + " got worse by " + Figures.number(most) + " times what may be"
                        : "nothing got worse",
                false,
                new Score(
                        "drift-score",
                        "largest change for the worse, in units of its limit",
                        ">",
                        most,
                        most,
                        most,
                        Double.NaN,
                        null,
                        null,
                        null,
                        null,
                        null),
                null,
                List.of()));
    }
}
