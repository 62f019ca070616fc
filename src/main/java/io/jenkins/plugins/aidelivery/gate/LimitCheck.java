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
        return confidence.map(level -> withInterval(limit, level, lower)).orElseGet(() -> plain(limit, lower));
    }

    private Check plain(Quantity limit, boolean lower) {
        double value = amount.value();
        if (keeps(value, limit.value(), lower)) {
            return Check.pass(show(value, limit) + kept(lower) + show(limit.value(), limit));
        }
        Figures.Two shown = inPercent(limit)
                ? Figures.sharesApart(value, limit.value())
                : Figures.apart(value, limit.value(), amount.unit());
        return Check.fail(shown.first() + missed(lower) + shown.second(), gap(limit, lower));
    }

    private Check withInterval(Quantity limit, double level, boolean lower) {
        Optional<Interval> interval = Intervals.of(amount, level);
        String at = " at " + Figures.percent(level);
        if (interval.isEmpty()) {
            return Check.inconclusive(show(amount.value(), limit) + ": how sure this is can't be said" + at
                    + ", because the evidence doesn't tell how many observations are behind it");
        }
        double bound = limit.value();
        double low = interval.get().low();
        double high = interval.get().high();
        String shown = show(amount.value(), limit) + " [" + show(low, limit) + ", " + show(high, limit) + "]";
        if (keeps(lower ? low : high, bound, lower)) {
            return Check.pass(shown + kept(lower) + show(bound, limit) + at);
        }
        if (!keeps(lower ? high : low, bound, lower)) {
            return Check.fail(shown + missed(lower) + show(bound, limit) + at, gap(limit, lower));
        }
        return Check.inconclusive(shown + " reaches over " + show(bound, limit) + at + needs(bound, level));
    }

    /** How many observations would decide it, if the value stayed what it is. */
    private String needs(double bound, double level) {
        long n = Intervals.observations(amount);
        double distance = Math.abs(amount.value() - bound);
        if (n == 0 || distance <= SLACK * Math.max(1, Math.abs(bound))) {
            return "";
        }
        double needed = Intervals.trialsFor(amount, bound, level).orElseGet(() -> {
            // The half that points to the limit shrinks with the root of the number of observations.
            Interval interval = Intervals.unbounded(amount, level).orElseThrow();
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
        return mismatch(amount.unit(), limit, Figures.format(amount.value(), amount.unit()));
    }

    /** Why a limit can't be held against a measure of some unit; a wrong unit would pass or fail everything. */
    static Optional<String> mismatch(Unit unit, Quantity limit, String value) {
        String written = Figures.number(limit.value()).replace('−', '-');
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

    private String gap(Quantity limit, boolean lower) {
        double gap = Math.abs(amount.value() - limit.value());
        String size = inPercent(limit)
                ? Figures.number(gap * 100) + " percentage points"
                : Figures.format(gap, amount.unit());
        return size + (lower ? " too low" : " too high");
    }

    private static String kept(boolean lower) {
        return lower ? " ≥ " : " ≤ ";
    }

    private static String missed(boolean lower) {
        return lower ? " < " : " > ";
    }

    /** Beside a limit that was written in per cent: 1 ≥ 1 would leave open what is 1. */
    private String show(double value, Quantity limit) {
        return inPercent(limit) ? Figures.share(value) : Figures.format(value, amount.unit());
    }

    /** Whether a limit was written in per cent. */
    static boolean inPercent(Quantity limit) {
        return limit.unit() == Unit.RATIO;
    }
}
