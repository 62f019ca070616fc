package io.jenkins.plugins.aidelivery.rollout.router;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts of both sides, told in the OpenMetrics text format 1.0. */
final class ProxyMetrics {
    static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** Seconds; from quick models to language models. */
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final Map<ProxySide, Counts> sides = new EnumMap<>(ProxySide.class);

    private static final class Counts {
        private final Map<Integer, LongAdder> byCode = new ConcurrentSkipListMap<>();
        private final LongAdder errors = new LongAdder();
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final DoubleAdder seconds = new DoubleAdder();

        Counts() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }
    }

    ProxyMetrics() {
        for (ProxySide side : ProxySide.values()) {
            sides.put(side, new Counts());
        }
    }

    /**
     * A request has ended.
     *
     * @param code that the client was told
     * @param isError whether that is the side's fault
     * @param seconds from its beginning to the last byte
     */
    void count(ProxySide side, int code, boolean isError, double seconds) {
        Counts counts = sides.get(side);
        counts.byCode.computeIfAbsent(code, any -> new LongAdder()).increment();
        if (isError) {
            counts.errors.increment();
        }
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts.buckets[bucket].increment();
        counts.seconds.add(seconds);
    }

    String text(double percent) {
        StringBuilder text = new StringBuilder("# TYPE proxy_requests counter\n");
        sides.forEach(
                (side, counts) -> counts.byCode.forEach((code, count) -> text.append("proxy_requests_total{side=\"")
                        .append(side)
                        .append("\",code=\"")
                        .append(code)
                        .append("\"} ")
                        .append(count.sum())
                        .append('\n')));
        text.append("# TYPE proxy_errors counter\n");
        sides.forEach((side, counts) -> line(text, "proxy_errors_total", side, String.valueOf(counts.errors.sum())));
        text.append("# TYPE proxy_request_duration_seconds histogram\n"
                + "# UNIT proxy_request_duration_seconds seconds\n");
        sides.forEach((side, counts) -> histogram(text, side, counts));
        text.append("# TYPE proxy_weight_percent gauge\n");
        line(text, "proxy_weight_percent", ProxySide.CANARY, Percent.text(percent));
        line(text, "proxy_weight_percent", ProxySide.STABLE, Percent.text(Percent.ALL - percent));
        return text.append("# EOF\n").toString();
    }

    private static void histogram(StringBuilder text, ProxySide side, Counts counts) {
        long below = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            below += counts.buckets[i].sum();
            text.append("proxy_request_duration_seconds_bucket{side=\"")
                    .append(side)
                    .append("\",le=\"")
                    .append(i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf")
                    .append("\"} ")
                    .append(below)
                    .append('\n');
        }
        line(
                text,
                "proxy_request_duration_seconds_sum",
                side,
                String.format(Locale.ROOT, "%.6f", counts.seconds.sum()));
        line(text, "proxy_request_duration_seconds_count", side, String.valueOf(below));
    }

    private static void line(StringBuilder text, String name, ProxySide side, String value) {
        text.append(name)
                .append("{side=\"")
                .append(side)
                .append("\"} ")
                .append(value)
                .append('\n');
    }
}
