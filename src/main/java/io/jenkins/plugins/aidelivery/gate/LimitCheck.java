package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.stats.Interval;
import java.util.Optional;

/** Holds a minimum or a maximum against a measure: its plain value, or its whole confidence interval. */
final class LimitCheck {
    /** Sums of decimals miss their last bits; 0.1 + 0.2 is not above 0.3. */
    private static final double SLACK = 1e-12;

    private final Amount amount;

    LimitCheck(Amount amount) {
        this.amount = amount;
    }

    Check min(Quantity limit, Optional<Double> confidence) {
        return check(limit, confidence, true);
    }

    Check max(Quantity limit, Optional<Double> confidence) {
        return check(limit, confidence, false);
    }

    private Check check(Quantity limit, Optional<Double> confidence, boolean lower) {
        Optional<String> mismatch = mismatch(limit);
        if (mismatch.isPresent()) {
            return Check.error(mismatch.get());
        }
        double bound = limit.value();
        return confidence.map(level -> withInterval(bound, level, lower)).orElseGet(() -> plain(bound, lower));
    }

    private Check plain(double bound, boolean lower) {
        double value = amount.value();
        if (keeps(value, bound, lower)) {
            return Check.pass(show(value) + kept(lower) + show(bound));
        }
        Figures.Two shown = Figures.apart(value, bound, amount.unit());
        return Check.fail(shown.first() + missed(lower) + shown.second(), gap(value, bound, lower));
    }

    private Check withInterval(double bound, double level, boolean lower) {
        Optional<Interval> interval = Intervals.of(amount, level);
        String at = " at " + Figures.percent(level);
        if (interval.isEmpty()) {
            return Check.inconclusive(show(amount.value()) + ": how sure this is can't be said" + at
                    + ", because the evidence doesn't tell how many observations are behind it");
        }
        double worst = lower ? interval.get().low() : interval.get().high();
        double best = lower ? interval.get().high() : interval.get().low();
        String shown = show(amount.value()) + " " + show(interval.get());
        if (keeps(worst, bound, lower)) {
            return Check.pass(shown + kept(lower) + show(bound) + at);
        }
        if (!keeps(best, bound, lower)) {
            return Check.fail(shown + missed(lower) + show(bound) + at, gap(amount.value(), bound, lower));
        }
        return Check.inconclusive(shown + " reaches over " + show(bound) + at + needs(interval.get(), bound, level));
    }

    /** How many observations would decide it, if the value stayed what it is. */
    private String needs(Interval interval, double bound, double level) {
        long n = Intervals.observations(amount);
        double distance = Math.abs(amount.value() - bound);
        if (n == 0 || distance <= SLACK * Math.max(1, Math.abs(bound))) {
            return "";
        }
        double needed = Intervals.trialsFor(amount, bound, level).orElseGet(() -> {
            // The half that points to the limit shrinks with the root of the number of observations.
            double end = amount.value() < bound ? interval.high() : interval.low();
            return n * Math.pow((amount.value() - end) / distance, 2);
        });
        return ": needs n ≥ " + Figures.number(roundedUp(needed)) + " (has " + Figures.number(n) + ")";
    }

    /** To two significant figures: more would pretend that the value does stay. */
    private static double roundedUp(double n) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(n)) - 1));
        return Math.ceil(n / unit) * unit;
    }

    private Optional<String> mismatch(Quantity limit) {
        return mismatch(amount.unit(), limit, show(amount.value()));
    }

    /** Why a limit can't be held against a measure of some unit; a wrong unit would pass or fail everything. */
    static Optional<String> mismatch(Unit unit, Quantity limit, String value) {
        String written = Figures.number(limit.value());
        if (limit.unit() == unit) {
            return ratioOutOfRange(unit, limit);
        }
        if (limit.unit() == Unit.NUMBER) {
            if (unit.isAmbiguousWithoutUnit() && limit.value() != 0) {
                String example = unit == Unit.SECONDS ? written + "ms or " + written + "s" : written + "MB";
                return Optional.of("the limit " + written + " has no unit, but the measure (" + value
                        + ") has one: write " + example);
            }
            return ratioOutOfRange(unit, limit);
        }
        if (limit.unit() == Unit.RATIO && unit == Unit.NUMBER) {
            return Optional.empty();
        }
        return Optional.of("the limit " + limit + " is in " + limit.unit().text() + ", but the measure (" + value
                + ") is in " + unit.text());
    }

    private static Optional<String> ratioOutOfRange(Unit unit, Quantity limit) {
        if (unit == Unit.RATIO && (limit.value() < 0 || limit.value() > 1)) {
            return Optional.of("the measure is a share between 0 and 1, so a limit of " + Figures.number(limit.value())
                    + " would decide nothing; did you mean " + Figures.number(limit.value()) + "%?");
        }
        return Optional.empty();
    }

    private static boolean keeps(double value, double bound, boolean lower) {
        double slack = SLACK * Math.max(Math.abs(bound), Math.abs(value));
        return lower ? value >= bound - slack : value <= bound + slack;
    }

    private String gap(double value, double bound, boolean lower) {
        return show(Math.abs(value - bound)) + (lower ? " too low" : " too high");
    }

    private static String kept(boolean lower) {
        return lower ? " ≥ " : " ≤ ";
    }

    private static String missed(boolean lower) {
        return lower ? " < " : " > ";
    }

    private String show(double value) {
        return Figures.format(value, amount.unit());
    }

    private String show(Interval interval) {
        return "[" + show(interval.low()) + ", " + show(interval.high()) + "]";
    }
}
