package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.GateSpec.BaselineLimit;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Paired;
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
        boolean proofWanted = confidence.isPresent();
        if (candidate.pairedComparison().isPresent()) {
            Paired paired = candidate.paired();
            if (!Double.isFinite(paired.baseline()) || !Double.isFinite(paired.difference())) {
                return Check.error("the comparison with the version before has no finite value");
            }
            Optional<Interval> difference = Intervals.ofDifference(paired, level);
            return judge(
                    candidate.amount(), new Before(paired.baseline(), difference, how(paired)), proofWanted, level);
        }
        if (accepted.isEmpty()) {
            return Check.notCompared("no baseline to compare with yet");
        }
        Amount baseline = accepted.get().amount();
        if (baseline.unit() != candidate.amount().unit()) {
            return Check.error("the baseline's value is in " + baseline.unit().text() + ", the candidate's in "
                    + candidate.amount().unit().text());
        }
        Optional<Interval> difference = Intervals.ofDifference(candidate.amount(), baseline, level);
        return judge(candidate.amount(), new Before(baseline.value(), difference, ""), proofWanted, level);
    }

    /**
     * What a candidate is held against.
     *
     * @param value of the version before
     * @param difference interval of candidate minus that; empty where nobody knows
     * @param how it was compared, for people; may be empty
     */
    private record Before(double value, Optional<Interval> difference, String how) {}

    private static String how(Paired paired) {
        Paired.Test test = paired.test();
        return " on the same rows"
                + (test == null ? "" : " (" + test.name() + ", p " + Figures.number(test.pValue()) + ")");
    }

    private Check judge(Amount candidate, Before before, boolean proofWanted, double level) {
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
        double worsening = sign * (candidate.value() - before.value());
        double slack = SLACK * Math.max(Math.abs(before.value()), Math.abs(candidate.value()));
        double tolerance = limit.tolerance().value() * (limit.relative() ? Math.abs(before.value()) : 1) + slack;
        Texts texts = new Texts(candidate, before, worsening <= tolerance);
        Optional<Interval> worse = before.difference().map(d -> sign > 0 ? d : new Interval(-d.high(), -d.low()));

        if (proofWanted && worse.isEmpty()) {
            return Check.inconclusive(
                    texts.moved + "; how sure this is can't be said, because the evidence doesn't tell"
                            + " how many observations are behind it");
        }
        if ((proofWanted ? worse.get().high() : worsening) <= tolerance) {
            return Check.pass(worsening <= 0 ? texts.moved : texts.moved + " ≤ " + texts.allowed);
        }
        if (worse.map(Interval::low).orElse(worsening) > tolerance) {
            return Check.fail(
                    texts.moved + " > " + texts.allowed,
                    Figures.format(worsening - tolerance, candidate.unit()) + " beyond what is tolerated");
        }
        String why = worsening <= tolerance
                ? ", but that isn't proved to be " + text(limit)
                : " > " + texts.allowed + ", but chance explains it";
        return Check.inconclusive(texts.moved + why + ": difference "
                + shown(before.difference().get(), candidate) + " at " + Figures.percent(level));
    }

    /** The change and what is allowed of it, as texts that show which is more. */
    private final class Texts {
        private final String moved;
        private final String allowed;

        Texts(Amount candidate, Before before, boolean within) {
            double change = candidate.value() - before.value();
            Figures.Two texts = limit.relative()
                    ? inPercent(change, before.value(), within)
                    : absolute(Math.abs(change), candidate, within);
            // From nothing to something there is no percentage.
            String by = limit.relative() && before.value() == 0
                    ? Figures.format(Math.abs(change), candidate.unit())
                    : texts.first();
            this.moved = "was " + Figures.format(before.value(), candidate.unit()) + before.how() + ": "
                    + (change == 0 ? "unchanged" : (change < 0 ? "drop " : "rise ") + by);
            this.allowed = texts.second();
        }

        private Figures.Two inPercent(double change, double baseline, boolean within) {
            double share = baseline == 0 ? Double.POSITIVE_INFINITY : Math.abs(change / baseline);
            double tolerance = limit.tolerance().value();
            return within
                    ? new Figures.Two(Figures.percent(share), Figures.percent(tolerance))
                    : Figures.percentsApart(share, tolerance);
        }

        private Figures.Two absolute(double size, Amount candidate, boolean within) {
            double tolerance = limit.tolerance().value();
            return within
                    ? new Figures.Two(
                            Figures.format(size, candidate.unit()), Figures.format(tolerance, candidate.unit()))
                    : Figures.apart(size, tolerance, candidate.unit());
        }
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

    private static String shown(Interval difference, Amount candidate) {
        return "[" + signed(difference.low(), candidate) + ", " + signed(difference.high(), candidate) + "]";
    }

    private static String signed(double value, Amount candidate) {
        return (value > 0 ? "+" : "") + Figures.format(value, candidate.unit());
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
