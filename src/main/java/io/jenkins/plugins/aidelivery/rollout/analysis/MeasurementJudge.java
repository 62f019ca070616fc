package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.Optional;

/**
 * Counts measurements of a value that failed, succeeded, were neither, or didn't come, as an analysis run of Argo Rollouts does
 * ({@code analysis/analysis.go}, v1.8): with the difference that no measurement at all is no success.
 */
final class MeasurementJudge implements RuleJudge {
    private static final double SECOND = 1000;

    private final Rule.Gauge rule;
    private final Measurements limits;
    private final Verdicts verdicts;
    private long stretch = -1;
    private long begun;
    private int failed;
    private int succeeded;
    private int inconclusive;
    private int errorsInARow;
    private int successesInARow;

    MeasurementJudge(Rule.Gauge rule, double alpha) {
        this.rule = rule;
        this.limits = rule.measurements();
        this.verdicts = new Verdicts(rule.frame(), alpha);
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            begun = look.from();
            failed = 0;
            succeeded = 0;
            inconclusive = 0;
            errorsInARow = 0;
            successesInARow = 0;
        }
        if (look.from() < begun + limits.delay()) {
            return verdicts.insufficient("not measured before " + Words.time(limits.delay()), Figures.NONE);
        }
        Optional<String> blind = reading.blind();
        double value = value(reading, look);
        if (!isOver()) {
            count(blind.isPresent(), value);
        }
        Figures figures = new Figures(value, Double.NaN, measured(), Double.NaN, Double.NaN);
        return verdict(blind, figures);
    }

    private static double value(Reading reading, Look look) {
        Answer answer = reading.canary().isEmpty()
                ? new Answer.Nothing()
                : reading.canary().get(0);
        if (answer instanceof Answer.Increase increase) {
            return increase.by() / (look.millis() / SECOND);
        }
        return answer instanceof Answer.Value single ? single.value() : Double.NaN;
    }

    /** An error is no measurement; anything else ends a row of errors, and anything but a success ends a row of these. */
    private void count(boolean blind, double value) {
        if (blind) {
            errorsInARow++;
            successesInARow = 0;
            return;
        }
        errorsInARow = 0;
        boolean broken = rule.limits().stream().anyMatch(limit -> limit.isBeyond(value));
        if (!Double.isFinite(value)) {
            inconclusive++;
            successesInARow = 0;
        } else if (broken) {
            failed++;
            successesInARow = 0;
        } else {
            succeeded++;
            successesInARow++;
        }
    }

    private int measured() {
        return failed + succeeded + inconclusive;
    }

    private boolean isOver() {
        return limits.count() > 0 && measured() >= limits.count();
    }

    private MetricVerdict verdict(Optional<String> blind, Figures figures) {
        String counts = failed + " failed, " + succeeded + " succeeded, " + inconclusive + " inconclusive";
        if (errorsInARow > limits.errors()) {
            return verdicts.broken(errorsInARow + " measurements in a row didn't come: " + blind.orElse(""), figures);
        }
        if (limits.failures() >= 0 && failed > limits.failures()) {
            return verdicts.broken(counts + ": more than " + limits.failures() + " failed", figures);
        }
        if (limits.inconclusive() >= 0 && inconclusive > limits.inconclusive()) {
            return verdicts.say(
                    Word.HARM, Double.NaN, counts + ": more than " + limits.inconclusive() + " said nothing", figures);
        }
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        if (limits.successes() > 0 && successesInARow >= limits.successes()) {
            return verdicts.say(Word.SAFE, 1, successesInARow + " succeeded in a row", figures);
        }
        boolean enough = limits.count() > 0
                ? isOver()
                : succeeded >= Math.max(1, rule.frame().exposure());
        boolean onlySuccesses = limits.successes() > 0;
        return enough && !onlySuccesses && succeeded > 0
                ? verdicts.say(Word.NO_HARM_SEEN, 1, counts, figures)
                : verdicts.insufficient(counts + ", not enough yet", figures);
    }
}
