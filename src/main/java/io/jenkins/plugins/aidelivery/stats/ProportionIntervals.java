package io.jenkins.plugins.aidelivery.stats;

public final class ProportionIntervals {
    private ProportionIntervals() {}

    public static Interval wilson(double s, double n, double c) {
        double z = 1.959963984540054;
        double p = s / n;
        double d = 1 + z * z / n;
        double m = (p + z * z / (2 * n)) / d;
        double h = z / d * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(Math.max(0, m - h), Math.min(1, m + h));
    }

    public static Interval newcombe(double a, double n, double b, double m, double c) {
        Interval x = wilson(a, n, c), y = wilson(b, m, c);
        double p = a / n, q = b / m;
        return new Interval(
                p - q - Math.hypot(p - x.low(), y.high() - q), p - q + Math.hypot(x.high() - p, q - y.low()));
    }
}
