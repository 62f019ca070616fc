package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * An expression that Prometheus evaluates: {@code $sides} stands for the matchers of a side, {@code $window} for the length of the
 * window. Prometheus estimates growths from the samples inside of the window, so those of adjacent windows don't add up.
 */
record PromqlExpression(String written, String text) {
    private static final String WINDOW = "$window";

    static PromqlExpression of(String written, Map<String, String> labels, Window window) {
        if (!written.contains(Selector.SIDES)) {
            throw UnansweredException.wrong("the expression has no " + Selector.SIDES
                    + ", so every side would get the same number: write it between the braces of each metric, such as errors_total{"
                    + Selector.SIDES + "}");
        }
        return new PromqlExpression(
                written,
                written.replace(Selector.SIDES, Selector.matchers(labels)).replace(WINDOW, window.millis() + "ms"));
    }

    CompletionStage<Answer> value(Function<String, CompletionStage<PrometheusReply>> ask) {
        return ask.apply(text).thenApply(reply -> {
            checkType(reply.type());
            return reply.series().isEmpty() ? new Answer.Nothing() : new Answer.Value(single(reply.series()));
        });
    }

    CompletionStage<Answer> increase(Function<String, CompletionStage<PrometheusReply>> ask) {
        if (!written.contains(WINDOW)) {
            throw UnansweredException.wrong("the expression has no " + WINDOW
                    + ", so it is no growth in the window: write, for example, increase(errors_total{" + Selector.SIDES
                    + "}[" + WINDOW + "])");
        }
        return value(ask)
                .thenApply(answer -> answer instanceof Answer.Value value
                        ? Growths.of(value.value(), "the expression's value")
                        : answer);
    }

    private static void checkType(String type) {
        if (!type.equals("vector") && !type.equals("scalar")) {
            throw UnansweredException.wrong("one number was expected; the expression gives a "
                    + (type.equals("matrix") ? "range of samples (leave out its last brackets)" : type));
        }
    }

    /** @throws UnansweredException if there are several */
    static double single(List<Series> all) {
        if (all.size() > 1) {
            throw UnansweredException.wrong("one series was expected, and there are " + all.size() + ", such as "
                    + all.get(0).shown() + " and " + all.get(1).shown() + "; add them up, for example with sum(…)");
        }
        Series only = all.get(0);
        return only.size() == 0 ? Double.NaN : only.values()[only.size() - 1];
    }
}
