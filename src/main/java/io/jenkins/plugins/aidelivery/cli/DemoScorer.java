package io.jenkins.plugins.aidelivery.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of the example: a logistic regression or Gaussian naive Bayes whose coefficients are in a {@code model.json}. It computes
 * what the example's {@code scorer/model.py} does.
 */
final class DemoScorer {
    private static final double USUAL_THRESHOLD = 0.5;

    private final JsonNode model;
    private final List<String> features = new ArrayList<>();

    private DemoScorer(JsonNode model) {
        this.model = model;
        model.path("features").forEach(name -> features.add(name.asText()));
    }

    /** @throws IOException with a sentence, if there is no model that is known here */
    static DemoScorer read(Path file) throws IOException {
        JsonNode model = JsonFile.MAPPER.readTree(file.toFile());
        String kind = model.path("kind").asText();
        if (!kind.equals("logistic") && !kind.equals("naive_bayes")) {
            throw new IOException(
                    file + " has a model of the kind '" + kind + "'; logistic or naive_bayes was expected");
        }
        return new DemoScorer(model);
    }

    /**
     * The probability that the tumour is malignant.
     *
     * @throws IllegalArgumentException with a sentence, if a feature is missing or no number
     */
    double score(JsonNode row) {
        double[] values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = row.path(features.get(i));
            if (!value.isNumber()) {
                throw new IllegalArgumentException("a number was expected: " + features.get(i));
            }
            values[i] = value.asDouble();
        }
        return sigmoid(model.path("kind").asText().equals("logistic") ? linear(values) : bayes(values));
    }

    String predict(double score) {
        return score >= model.path("threshold").asDouble(USUAL_THRESHOLD) ? "malignant" : "benign";
    }

    private double linear(double[] values) {
        double total = model.path("intercept").asDouble();
        for (int i = 0; i < values.length; i++) {
            total += (values[i] - at("mean", i)) / at("scale", i) * at("weights", i);
        }
        return total;
    }

    private double at(String list, int index) {
        return model.path(list).path(index).asDouble();
    }

    /** The logarithm of how much more probable the second class is. */
    private double bayes(double[] values) {
        double[] logs = new double[2];
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.log(at("prior", k));
            for (int i = 0; i < values.length; i++) {
                double variance = model.path("variances").path(k).path(i).asDouble();
                double away = values[i] - model.path("means").path(k).path(i).asDouble();
                logs[k] -= (Math.log(2 * Math.PI * variance) + away * away / variance) / 2;
            }
        }
        return logs[1] - logs[0];
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
