package io.jenkins.plugins.aidelivery.rollout.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Prometheus answers: read as it comes, because a range of many series is large.
 *
 * @param status such as {@code success}
 * @param error what it has against a question, or empty
 * @param warnings why the answer may not be all
 * @param type such as {@code vector}
 * @param series a scalar is one without labels
 */
record PrometheusReply(String status, String error, List<String> warnings, String type, List<Series> series) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SECOND = 1000;

    /** @throws IOException if it is not of the form that Prometheus documents */
    static PrometheusReply parse(String text) throws IOException {
        try (JsonParser in = JSON.createParser(text)) {
            return new Reader(in).reply();
        }
    }

    /** Reads one answer. */
    private static final class Reader {
        private final JsonParser in;
        private String status = "";
        private String error = "";
        private String type = "";
        private final List<String> warnings = new ArrayList<>();
        private final List<Series> series = new ArrayList<>();

        Reader(JsonParser in) {
            this.in = in;
        }

        PrometheusReply reply() throws IOException {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "status" -> status = in.getText();
                    case "error" -> error = in.getText();
                    case "warnings" -> warnings();
                    case "data" -> data();
                    default -> in.skipChildren();
                }
            }
            return new PrometheusReply(status, error, List.copyOf(warnings), type, List.copyOf(series));
        }

        private void warnings() throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                return;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                warnings.add(in.getText());
                in.skipChildren();
            }
        }

        private void data() throws IOException {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "resultType" -> type = in.getText();
                    case "result" -> result();
                    default -> in.skipChildren();
                }
            }
        }

        private void result() throws IOException {
            expect(in.currentToken(), JsonToken.START_ARRAY);
            JsonToken token = in.nextToken();
            if (token != null && token.isNumeric()) {
                Samples scalar = new Samples();
                long at = time();
                String text = in.nextTextValue();
                scalar.add(at, type.equals("string") ? Double.NaN : value(text));
                expect(in.nextToken(), JsonToken.END_ARRAY);
                series.add(scalar.of(Map.of()));
                return;
            }
            for (; token != JsonToken.END_ARRAY; token = in.nextToken()) {
                expect(token, JsonToken.START_OBJECT);
                series.add(series());
            }
        }

        private Series series() throws IOException {
            Map<String, String> labels = Map.of();
            Samples samples = new Samples();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "metric" -> labels = labels();
                    case "value" -> sample(samples);
                    case "values" -> {
                        expect(in.currentToken(), JsonToken.START_ARRAY);
                        while (in.nextToken() == JsonToken.START_ARRAY) {
                            sample(samples);
                        }
                    }
                    case "histogram", "histograms" ->
                        throw UnansweredException.wrong(
                                "the series are native histograms, which are not read; ask for classic ones, or for a number");
                    default -> in.skipChildren();
                }
            }
            return samples.of(labels);
        }

        private Map<String, String> labels() throws IOException {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            Map<String, String> labels = new TreeMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                labels.put(name, in.getText());
            }
            return labels;
        }

        private void sample(Samples samples) throws IOException {
            expect(in.currentToken(), JsonToken.START_ARRAY);
            in.nextToken();
            samples.add(time(), value(in.nextTextValue()));
            expect(in.nextToken(), JsonToken.END_ARRAY);
        }

        private long time() throws IOException {
            if (!in.currentToken().isNumeric()) {
                throw unexpected();
            }
            return Math.round(in.getDoubleValue() * SECOND);
        }

        private double value(String text) throws IOException {
            if (text == null) {
                throw unexpected();
            }
            try {
                return Numbers.parse(text);
            } catch (NumberFormatException e) {
                throw new IOException("'" + text + "' stands where a number was expected", e);
            }
        }

        private void expect(JsonToken token, JsonToken expected) throws IOException {
            if (token != expected) {
                throw unexpected();
            }
        }

        private IOException unexpected() {
            return new IOException("line " + in.currentTokenLocation().getLineNr() + " is not as Prometheus writes it");
        }
    }

    /** Samples that grow. */
    private static final class Samples {
        private long[] times = new long[8];
        private double[] values = new double[8];
        private int size;

        void add(long time, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            times[size] = time;
            values[size++] = value;
        }

        Series of(Map<String, String> labels) {
            return new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }
    }
}
