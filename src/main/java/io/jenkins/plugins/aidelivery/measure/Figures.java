package io.jenkins.plugins.aidelivery.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: enough figures to see a difference, no more, always with a decimal point. */
public final class Figures {
    private Figures() {}

    /**
     * A value with its unit: {@code 0.931}, {@code 41 ms}, {@code 1.5 GiB}, {@code 120 /s}, {@code 88.4 points}.
     *
     * @param value in the unit's base, may be NaN (shown as a dash)
     */
    public static String format(double value, Unit unit) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return switch (unit) {
            case RATIO, NUMBER -> number(value);
            case COUNT -> number(value);
            case SECONDS -> seconds(value);
            case BYTES -> bytes(value);
            case PER_SECOND -> number(value) + " /s";
            case POINTS -> number(value) + " points";
            case DOLLARS -> "$" + number(value);
        };
    }

    /** Four significant figures below 1,000 and whole numbers, grouped, from there on. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e15 || size < 1e-4) {
            return new BigDecimal(value)
                    .round(new MathContext(3))
                    .toString()
                    .replace("E+", "e")
                    .replace("E", "e");
        }
        if (size >= 1000) {
            return grouped(
                    new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toPlainString());
        }
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A share in per cent: {@code 0.7 %}, {@code 95 %}. */
    public static String percent(double share) {
        return Double.isFinite(share) ? fixed(share * 100, 1) + " %" : "–";
    }

    /** At most so many decimals, without trailing zeros: a score of 88.40 is 88.4, one of 90.0 is 90. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0 s";
        }
        if (size < 1e-6) {
            return number(value * 1e9) + " ns";
        }
        if (size < 1e-3) {
            return number(value * 1e6) + " µs";
        }
        if (size < 1) {
            return number(value * 1e3) + " ms";
        }
        if (size < 120) {
            return number(value) + " s";
        }
        return size < 7200 ? number(value / 60) + " min" : number(value / 3600) + " h";
    }

    private static String bytes(double value) {
        double size = Math.abs(value);
        if (size < 1024) {
            return number(value) + " B";
        }
        String[] names = {"KiB", "MiB", "GiB", "TiB"};
        double scaled = value / 1024;
        int name = 0;
        while (Math.abs(scaled) >= 1024 && name < names.length - 1) {
            scaled /= 1024;
            name++;
        }
        return number(scaled) + " " + names[name];
    }

    private static String grouped(String digits) {
        int start = digits.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
