package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.BaselineLimit;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.stats.Interval;
import java.util.Optional;

/**
 * Holds a measure against the accepted version's, respecting chance (M5): a change beyond the tolerance fails only if
 * chance doesn't explain it; with a confidence of its own, a criterion asks for proof that the tolerance is kept.
 */
final class BaselineCheck {
    private static final double SLACK = 1e-12;

    private final BaselineLimit limit;
    private final double defaultConfidence;

    /** @param defaultConfidence of the test whether a change is chance */
    BaselineCheck(BaselineLimit limit, double defaultConfidence) {
        this.limit = limit;
        this.defaultConfidence = defaultConfidence;
    }

    /**
     * @param accepted the baseline's measure, if there is one; a paired comparison of the candidate's takes its place
     * @param confidence at which the tolerance must be proved; empty to fail only what is proved
     */
    Check check(Measure candidate, Optional<Measure> accepted, Optional<Double> confidence) {
        double level = confidence.orElse(defaultConfidence);
        if (candidate.pairedComparison().isPresent()) {
            var paired = candidate.paired();
            return decide(
                    candidate.amount(),
                    paired.baseline(),
                    Intervals.ofDifference(paired, level),
                    confidence.isPresent(),
                    level);
        }
        if (accepted.isEmpty()) {
            return Check.notCompared("no baseline to compare with yet");
        }
        Amount baseline = accepted.get().amount();
        if (baseline.unit() != candidate.amount().unit()) {
            return Check.error("the baseline's value is in " + baseline.unit().text() + ", the candidate's in "
                    + candidate.amount().unit().text());
        }
        return decide(
                candidate.amount(),
                baseline.value(),
                Intervals.ofDifference(candidate.amount(), baseline, level),
                confidence.isPresent(),
                level);
    }

    private Check decide(
            Amount candidate, double baseline, Optional<Interval> difference, boolean proofWanted, double level) {
        int sign = worseSign(candidate.direction());
        if (sign == 0) {
            return Check.error(
                    "nobody said which way this measure gets better: give max-drop or max-rise instead of tolerance");
        }
        if (!limit.relative() && limit.tolerance().value() != 0) {
            Optional<String> mismatch = LimitCheck.mismatch(
                    candidate.unit(), limit.tolerance(), Figures.format(candidate.value(), candidate.unit()));
            if (mismatch.isPresent()) {
                return Check.error(mismatch.get());
            }
        }
        double tolerance = limit.tolerance().value() * (limit.relative() ? Math.abs(baseline) : 1);
        double change = candidate.value() - baseline;
        double worsening = sign * change;
        double slack = SLACK * Math.max(Math.abs(baseline), Math.abs(candidate.value()));
        String was = "was " + Figures.format(baseline, candidate.unit()) + ": ";
        String shown = was + moved(change, baseline, candidate);
        String allowed = Figures.format(limit.tolerance().value(), candidate.unit());
        String bound = limit.relative() ? Figures.percent(limit.tolerance().value()) : allowed;
        double least = difference.map(d -> sign > 0 ? d.low() : -d.high()).orElse(worsening);
        double most = difference.map(d -> sign > 0 ? d.high() : -d.low()).orElse(worsening);
        boolean within = worsening <= tolerance + slack;

        if (proofWanted && difference.isEmpty()) {
            return Check.inconclusive(shown + "; how sure this is can't be said, because the evidence doesn't tell how"
                    + " many observations are behind it");
        }
        if (proofWanted ? most <= tolerance + slack : within) {
            return Check.pass(change * sign <= 0 ? shown : shown + " ≤ " + bound);
        }
        if (least > tolerance + slack) {
            return Check.fail(
                    shown + " > " + bound,
                    Figures.format(worsening - tolerance, candidate.unit()) + " beyond what is tolerated");
        }
        String interval = difference
                .map(d -> " [" + signed(d.low(), candidate) + ", " + signed(d.high(), candidate) + "]")
                .orElse("");
        String why = within ? " ≤ " + bound + ", but that isn't proved" : " > " + bound + ", but chance explains it";
        return Check.inconclusive(shown + why + ": difference" + interval + " at " + Figures.percent(level));
    }

    /** +1 if a rise is limited, −1 if a drop is, 0 if that is unknown. */
    private int worseSign(Direction direction) {
        return switch (limit.change()) {
            case DROP -> -1;
            case RISE -> 1;
            case WORSE ->
                switch (direction) {
                    case HIGHER -> -1;
                    case LOWER -> 1;
                    case NONE -> 0;
                };
        };
    }

    private String moved(double change, double baseline, Amount candidate) {
        if (change == 0) {
            return "unchanged";
        }
        String word = change < 0 ? "drop " : "rise ";
        return limit.relative() && baseline != 0
                ? word + Figures.percent(Math.abs(change / baseline))
                : word + Figures.format(Math.abs(change), candidate.unit());
    }

    private static String signed(double value, Amount candidate) {
        return (value > 0 ? "+" : "") + Figures.format(value, candidate.unit()).replace('-', '−');
    }

    /** The limit for people: {@code drop ≤ 1 %}. */
    static String text(BaselineLimit limit) {
        String tolerance = limit.relative()
                ? Figures.percent(limit.tolerance().value())
                : limit.tolerance().toString();
        return switch (limit.change()) {
            case WORSE -> "no more than " + tolerance + " worse";
            case DROP -> "drop ≤ " + tolerance;
            case RISE -> "rise ≤ " + tolerance;
        };
    }
}
