package io.jenkins.plugins.aidelivery.evidence.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.List;
import org.junit.Test;

/** What readers of several tools know of durations and of metrics' names. */
public class MetricsTest {
    @Test
    public void quantilesLieBetweenTheirNeighbours() {
        Durations durations = new Durations();
        for (int i = 20; i >= 1; i--) {
            durations.add(i);
        }
        assertThat(durations.quantile(0)).isEqualTo(1);
        assertThat(durations.quantile(1)).isEqualTo(20);
        assertThat(durations.quantile(0.5)).isEqualTo(10.5);
        // numpy.quantile(range(1, 21), 0.95)
        assertThat(durations.quantile(0.95)).isCloseTo(19.05, within(1e-12));
        Durations one = new Durations();
        one.add(3);
        assertThat(one.quantile(0.95)).isEqualTo(3);
    }

    @Test
    public void knowsTheUsualMetrics() {
        for (String metric : List.of(
                "acc",
                "acc_norm",
                "exact_match",
                "val_accuracy",
                "f1_macro",
                "f1_score",
                "roc_auc",
                "pass@1",
                "eval.recall")) {
            assertThat(KnownMetrics.direction(metric)).as(metric).isEqualTo(Direction.HIGHER);
            assertThat(KnownMetrics.unit(metric, 0.5)).as(metric).isEqualTo(Unit.RATIO);
            assertThat(KnownMetrics.unit(metric, 80)).as(metric).isEqualTo(Unit.NUMBER);
        }
        for (String metric : List.of("loss", "val_loss", "word_perplexity", "rmse", "brier_score")) {
            assertThat(KnownMetrics.direction(metric)).as(metric).isEqualTo(Direction.LOWER);
            assertThat(KnownMetrics.unit(metric, 0.5)).as(metric).isEqualTo(Unit.NUMBER);
        }
        for (String metric :
                List.of("rows", "", "accept", "learning_rate", "x".repeat(100_000), "acc" + "_norm".repeat(10_000))) {
            assertThat(KnownMetrics.direction(metric)).isEqualTo(Direction.NONE);
            assertThat(KnownMetrics.unit(metric, 0.5)).isEqualTo(Unit.NUMBER);
        }
        assertThat(KnownMetrics.direction("rouge1")).isEqualTo(Direction.HIGHER);
    }
}
