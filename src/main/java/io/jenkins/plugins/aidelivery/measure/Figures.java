package io.jenkins.plugins.aidelivery.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/**
 * Numbers as people read them: enough figures to see a difference, no more, always with a decimal point, and with a
 * minus sign that is one. Not for machines.
 */
public final class Figures {
    private static final String NONE = "–";

    /** Figures of a number that stands alone. */
    private static final int USUAL = 4;

    /** A double has no more. */
    private static final int MOST = 17;

    /** What is printed as reaching a threshold has reached it, but rounding of the last bits takes nothing away. */
    private static final double SCORE_SLACK = 1e-9;

    private Figures() {}

    /**
     * A value with its unit: {@code 0.931}, {@code 41 ms}, {@code 1.5 GiB}, {@code 120 /s}, {@code 88.4 points}.
     *
     * @param value in the unit's base, may be NaN (shown as a dash)
     */
    public static String format(double value, Unit unit) {
        return format(value, unit, USUAL);
    }

    private static String format(double value, Unit unit, int figures) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        return switch (unit) {
            case RATIO, NUMBER, COUNT -> number(value, figures);
            case SECONDS -> seconds(value, figures);
            case BYTES -> bytes(value, figures);
            case PER_SECOND -> number(value, figures) + " /s";
            case POINTS -> number(value, figures) + " points";
            case DOLLARS -> (value < 0 ? "−$" : "$") + number(Math.abs(value), figures);
        };
    }

    /**
     * Two texts.
     *
     * @param first of the first value
     * @param second of the second value
     */
    public record Two(String first, String second) {}

    /** Two values that are compared: the texts differ if the values do, with as few figures as that takes. */
    public static Two apart(double first, double second, Unit unit) {
        return apart(
                first, second, USUAL, figures -> new Two(format(first, unit, figures), format(second, unit, figures)));
    }

    /** A share in per cent with the figures of a number that stands alone: {@code 95.24 %}. */
    public static String share(double value) {
        return share(value, USUAL);
    }

    private static String share(double value, int figures) {
        return Double.isFinite(value) ? number(value * 100, figures) + " %" : NONE;
    }

    /** Two shares that are compared. */
    public static Two sharesApart(double first, double second) {
        return apart(first, second, USUAL, figures -> new Two(share(first, figures), share(second, figures)));
    }

    /** Two changes in per cent that are compared. */
    public static Two percentsApart(double first, double second) {
        return apart(first, second, 1, decimals -> new Two(percent(first, decimals), percent(second, decimals)));
    }

    private static Two apart(double first, double second, int least, IntFunction<Two> shown) {
        Two texts = shown.apply(least);
        for (int figures = least + 1; figures <= MOST && first != second; figures++) {
            if (!texts.first().equals(texts.second())) {
                return texts;
            }
            texts = shown.apply(figures);
        }
        return texts;
    }

    /** Four significant figures below 1,000 and whole numbers, grouped, from there on. */
    public static String number(double value) {
        return number(value, USUAL);
    }

    private static String number(double value, int figures) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(figures));
        if (rounded.abs().compareTo(new BigDecimal(1000)) >= 0) {
            rounded = new BigDecimal(value).setScale(Math.max(0, rounded.scale()), RoundingMode.HALF_EVEN);
        }
        double size = rounded.abs().doubleValue();
        return size >= 1e15 || size < 1e-4 ? scientific(value, figures) : grouped(plain(rounded));
    }

    private static String scientific(double value, int figures) {
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(figures == USUAL ? USUAL - 1 : figures))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return plain(rounded.movePointLeft(exponent)) + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().toPlainString().replace('-', '−');
    }

    /** A share in per cent: {@code 0.7 %}, {@code 95 %}. */
    public static String percent(double share) {
        return percent(share, 1);
    }

    private static String percent(double share, int decimals) {
        return Double.isFinite(share) ? fixed(share * 100, decimals) + " %" : NONE;
    }

    /** At most so many decimals, without trailing zeros: 88.40 is 88.4, 90.0 is 90. */
    public static String fixed(double value, int decimals) {
        return fixed(value, decimals, RoundingMode.HALF_EVEN);
    }

    private static String fixed(double value, int decimals, RoundingMode rounding) {
        return Double.isFinite(value) ? plain(new BigDecimal(value).setScale(decimals, rounding)) : NONE;
    }

    /**
     * A score with one decimal, rounded down: 86.96 is shown as 86.9, because as 87 it would seem to reach a threshold of
     * 87 that it misses.
     */
    public static String score(double score) {
        return fixed(score + SCORE_SLACK, 1, RoundingMode.FLOOR);
    }

    /** A threshold of scores as it was written, for instance 87.25. */
    public static String threshold(double threshold) {
        return fixed(threshold, 6);
    }

    private static String seconds(double value, int figures) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0 s";
        }
        // From where the next unit's number begins once it is rounded: 999.96 ms is 1 s.
        if (size < 0.99995e-6) {
            return number(value * 1e9, figures) + " ns";
        }
        if (size < 0.99995e-3) {
            return number(value * 1e6, figures) + " µs";
        }
        if (size < 0.99995) {
            return number(value * 1e3, figures) + " ms";
        }
        if (size < 120) {
            return number(value, figures) + " s";
        }
        return size < 7200 ? number(value / 60, figures) + " min" : number(value / 3600, figures) + " h";
    }

    private static String bytes(double value, int figures) {
        double size = Math.abs(value);
        if (size < 1024) {
            return number(value, figures) + " B";
        }
        String[] names = {"KiB", "MiB", "GiB", "TiB"};
        double scaled = value / 1024;
        int name = 0;
        while (Math.abs(scaled) >= 1024 && name < names.length - 1) {
            scaled /= 1024;
            name++;
        }
        return number(scaled, figures) + " " + names[name];
    }

    private static String grouped(String digits) {
        int start = digits.startsWith("−") ? 1 : 0;
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int at = end - 3; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
