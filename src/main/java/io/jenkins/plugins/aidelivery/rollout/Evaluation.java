package io.jenkins.plugins.aidelivery.rollout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import java.util.List;

/**
 * One look at the evidence.
 *
 * @param from epoch milliseconds, not before the weight had settled
 * @param to epoch milliseconds
 * @param next when the next numbers are expected, epoch milliseconds; 0 if nobody can tell
 * @param readings what the sources said
 * @param verdicts what it means
 * @param decision what that comes to
 * @param reason a sentence
 */
public record Evaluation(
        long from,
        long to,
        long next,
        List<Reading> readings,
        List<MetricVerdict> verdicts,
        Decision decision,
        String reason) {
    public Evaluation {
        readings = List.copyOf(readings);
        verdicts = List.copyOf(verdicts);
    }

    Evaluation expecting(long numbers) {
        return new Evaluation(from, to, numbers, readings, verdicts, decision, reason);
    }

    /** Whether a metric that everything waits for gave no answer. */
    @JsonIgnore
    boolean isBlind() {
        return verdicts.stream().anyMatch(verdict -> verdict.isGating() && verdict.word() == MetricVerdict.Word.BLIND);
    }

    /** Whether nothing at all was read, so that nothing was judged. */
    @JsonIgnore
    boolean isMissed() {
        return readings.isEmpty() && isBlind();
    }

    /** The strongest evidence of harm of any metric that counts. */
    double harm() {
        return verdicts.stream()
                .filter(MetricVerdict::isGating)
                .mapToDouble(MetricVerdict::harm)
                .filter(harm -> !Double.isNaN(harm))
                .max()
                .orElse(1);
    }
}
