package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import io.jenkins.plugins.aidelivery.rollout.metric.Side;
import io.jenkins.plugins.aidelivery.rollout.metric.Window;
import java.util.Optional;

/** The traffic that a metric source has seen lately. */
public final class Observed {
    private static final double SECOND = 1000;

    private Observed() {}

    /**
     * Requests a second and the rate of events on the stable side.
     *
     * @param requests a second
     * @param rate 0 … 1
     */
    public record Lately(double requests, double rate) {}

    /** Of the first rule that counts; empty where nothing is known. Waits for the source. */
    public static Optional<Lately> stable(RolloutSpec spec, Window window) {
        return spec.plan().rules().stream()
                .filter(Rule.Rate.class::isInstance)
                .map(Rule.Rate.class::cast)
                .findFirst()
                .flatMap(rule -> {
                    double total = increase(spec, rule.total(), window);
                    double events = increase(spec, rule.events(), window);
                    return total > 0
                            ? Optional.of(new Lately(total / (window.millis() / SECOND), Math.min(1, events / total)))
                            : Optional.empty();
                });
    }

    private static double increase(RolloutSpec spec, Query query, Window window) {
        Answer answer = spec.metrics()
                .read(query, Side.STABLE, window)
                .toCompletableFuture()
                .join();
        return answer instanceof Answer.Increase increase ? increase.by() : 0;
    }
}
