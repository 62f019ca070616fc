package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric of k6 in one form, whichever of its three k6 wrote.
 *
 * @param name without its tags
 * @param slice its tags, {@code http_req_duration{scenario:api}}
 * @param contents what its numbers are
 * @param values statistics by k6's own name
 * @param thresholds what the script demanded of it
 * @param place in the file
 */
record K6Metric(
        String name, Slice slice, Contents contents, JsonEntry values, List<Threshold> thresholds, String place) {
    K6Metric {
        thresholds = List.copyOf(thresholds);
    }

    /** A demand of the script, and whether it was kept. */
    record Threshold(String expression, boolean kept) {}

    /** What a metric collects, and its unit. */
    record Contents(Type type, Kind kind) {}

    /** k6's metric types. */
    enum Type {
        TREND,
        RATE,
        COUNTER,
        GAUGE
    }

    /** k6's {@code contains}. */
    enum Kind {
        TIME,
        DATA,
        DEFAULT
    }

    /**
     * @param title the name with tags in braces
     * @param value the object of the metric; with {@code values} of its own in k6's newer forms, else flat
     */
    static K6Metric of(String title, JsonEntry value) throws EvidenceException {
        int brace = title.indexOf('{');
        boolean tagged = brace > 0 && title.endsWith("}");
        String name = tagged ? title.substring(0, brace) : title;
        Slice slice = tagged ? tags(title.substring(brace + 1, title.length() - 1)) : Slice.ALL;
        JsonEntry own = value.at("values");
        JsonEntry values = own.isPresent() ? own : value;
        Type type = type(value.at("type"), values);
        return new K6Metric(
                name,
                slice,
                new Contents(type, kind(value.at("contains").text(), name)),
                values,
                thresholds(value.at("thresholds")),
                value.place());
    }

    private static Slice tags(String text) {
        Slice slice = Slice.ALL;
        for (String tag : text.split(",")) {
            int colon = tag.indexOf(':');
            slice = colon < 0
                    ? slice.with("tag", tag.strip())
                    : slice.with(
                            tag.substring(0, colon).strip(),
                            tag.substring(colon + 1).strip());
        }
        return slice;
    }

    private static Type type(JsonEntry written, JsonEntry values) throws EvidenceException {
        return switch (written.text()) {
            case "trend" -> Type.TREND;
            case "rate" -> Type.RATE;
            case "counter" -> Type.COUNTER;
            case "gauge" -> Type.GAUGE;
            case "" -> type(values);
            default -> throw written.expected("a type of metric");
        };
    }

    /** The flat form has no types. */
    private static Type type(JsonEntry values) {
        if (values.at("passes").isPresent()) {
            return Type.RATE;
        }
        if (values.at("value").isPresent()) {
            return Type.GAUGE;
        }
        return values.at("count").isPresent() && values.at("rate").isPresent() ? Type.COUNTER : Type.TREND;
    }

    /** The flat form does not say it, so only k6's own metrics are known; a custom trend may be milliseconds or not. */
    private static Kind kind(String contains, String name) {
        return switch (contains) {
            case "time" -> Kind.TIME;
            case "data" -> Kind.DATA;
            case "default" -> Kind.DEFAULT;
            default -> {
                if (name.matches("data_(sent|received)|browser_data_(sent|received)")) {
                    yield Kind.DATA;
                }
                boolean time =
                        name.matches("http_req_(duration|blocked|connecting|tls_handshaking|sending|waiting|receiving)"
                                + "|(iteration|group)_duration|grpc_req_duration|ws_(connecting|ping|session_duration)"
                                + "|browser_http_req_duration|browser_web_vital_(fcp|fid|inp|lcp|ttfb)");
                yield time ? Kind.TIME : Kind.DEFAULT;
            }
        };
    }

    /**
     * handleSummary writes {@code {"rate<0.01": {"ok": false}}}, --summary-export {@code {"rate<0.01": true}}, and both
     * mean that it was crossed (k6 issue 1498).
     */
    private static List<Threshold> thresholds(JsonEntry written) throws EvidenceException {
        List<Threshold> thresholds = new ArrayList<>();
        for (JsonEntry threshold : written.children()) {
            boolean kept = threshold.node().isObject() ? threshold.at("ok").isTrue() : !threshold.isTrue();
            thresholds.add(new Threshold(threshold.name(), kept));
        }
        return thresholds;
    }

    /** Rates: how often it was true. */
    long hits() throws EvidenceException {
        return values.at("passes").isPresent()
                ? values.at("passes").count()
                : values.at("matches").count();
    }

    /** Rates: how often it was asked. */
    long trials() throws EvidenceException {
        return values.at("passes").isPresent()
                ? values.at("passes").count() + values.at("fails").count()
                : values.at("total").count();
    }
}
