package io.jenkins.plugins.aidelivery.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.ToDoubleFunction;

/** The values of reference.json, which generate.py beside it made with mpmath, scipy and statsmodels. */
final class Reference {
    private static final JsonNode ALL = load();

    private Reference() {}

    static JsonNode cases(String name) {
        JsonNode found = ALL.at("/" + name);
        assertThat(found.isMissingNode()).as(name).isFalse();
        return found.has("cases") ? found.get("cases") : found;
    }

    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(node.get(i));
        }
        return numbers;
    }

    /** Compares a function with every case of a distribution. */
    static void agrees(String distribution, double tolerance, ToDoubleFunction<JsonNode> function) {
        for (JsonNode one : cases("distributions/" + distribution)) {
            double wanted = number(one.get("value"));
            double got = function.applyAsDouble(one);
            // Below the normal doubles there are fewer digits to compare.
            double scale = Math.max(Math.abs(wanted), Double.MIN_NORMAL);
            double error = wanted == got ? 0 : Math.abs(got - wanted) / scale;
            assertThat(error).as("%s %s: %s", distribution, one, got).isLessThan(tolerance);
        }
    }

    /** Checks a number against a case's, at 1e-9 of it. */
    static void agrees(double got, JsonNode wanted) {
        double value = number(wanted);
        assertThat(got).isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-300));
    }

    static void agrees(Interval got, JsonNode wanted) {
        // An end at 0 may be the difference of two equal numbers.
        assertThat(got.low()).isCloseTo(number(wanted.get(0)), within(1e-9 * Math.abs(number(wanted.get(0))) + 1e-15));
        assertThat(got.high()).isCloseTo(number(wanted.get(1)), within(1e-9 * Math.abs(number(wanted.get(1))) + 1e-15));
    }

    private static JsonNode load() {
        try (InputStream in = Reference.class.getResourceAsStream("reference.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
