package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.Locale;

/** Numbers as Prometheus writes them. */
final class Numbers {
    private Numbers() {}

    /** @throws NumberFormatException if the text is no number */
    static double parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text);
        };
    }

    /** Java would also take 1f, 0x1p3 and spaces. */
    private static double decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw new NumberFormatException("'" + text + "' is no number");
            }
        }
        return Double.parseDouble(text);
    }
}
