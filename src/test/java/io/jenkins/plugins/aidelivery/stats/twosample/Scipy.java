package io.jenkins.plugins.aidelivery.stats.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.stats.TestResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The values of reference.json, which generate.py beside it made with scipy. */
final class Scipy {
    private static final JsonNode ALL = load();

    private Scipy() {}

    static JsonNode cases(String name) {
        JsonNode found = ALL.path(name);
        assertThat(found.isMissingNode()).as(name).isFalse();
        return found;
    }

    static Pooled samples(JsonNode one) {
        return Pooled.ofSamples(numbers(one.get("x")), numbers(one.get("y")));
    }

    static Categories categories(JsonNode one) {
        return Categories.of(counts(one.get("r")), counts(one.get("c")));
    }

    static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(i).asDouble();
        }
        return numbers;
    }

    static long[] counts(JsonNode node) {
        long[] counts = new long[node.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = node.get(i).asLong();
        }
        return counts;
    }

    /** A statistic: to 1e-9 of it. */
    static void agrees(double got, JsonNode wanted) {
        double value = wanted.asDouble();
        assertThat(got).isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-13));
    }

    /** A statistic and its p-value, to 1e-6 and to 1e-6 of it where it is small. */
    static void agrees(TestResult got, JsonNode wanted) {
        agrees(got.statistic(), wanted.get(0));
        double p = wanted.get(1).asDouble();
        assertThat(got.pValue()).isCloseTo(p, within(1e-6 * p + 1e-15));
    }

    private static JsonNode load() {
        try (InputStream in = Scipy.class.getResourceAsStream("reference.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
