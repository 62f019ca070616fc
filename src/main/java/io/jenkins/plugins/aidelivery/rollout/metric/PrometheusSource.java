package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.metric.PrometheusApi.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BiFunction;

/** Questions to Prometheus. Growths are counted here from its samples; expressions are left to it. */
final class PrometheusSource implements MetricSource {
    /** As far as Prometheus itself looks back for the last sample of a series. */
    private static final Duration REACH = Duration.ofMinutes(5);

    private static final int REACH_INTERVALS = 4;

    /** Milliseconds. */
    private static final long TAKEN_IN = 500;

    private final PrometheusApi api;
    private final SideLabels sides;
    private final Timing timing;
    private final Duration delay;
    private final long reach;
    private final AtomicLongArray newest = new AtomicLongArray(Side.values().length);

    PrometheusSource(PrometheusApi api, SideLabels sides, Timing timing, Duration delay) {
        this.api = api;
        this.sides = sides;
        this.timing = timing;
        this.delay = delay;
        this.reach = Math.max(
                REACH.toMillis(),
                timing.interval().multipliedBy(REACH_INTERVALS).toMillis());
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window asked) {
        Map<String, String> labels = sides.of(side);
        Window window = new Window(asked.from() - delay.toMillis(), asked.to() - delay.toMillis());
        Optional<Selector> selector = Selector.parse(query.text()).map(all -> all.of(labels));
        Deadline deadline = Deadline.in(timing.timeout());
        return switch (query.kind()) {
            case INCREASE ->
                selector.isPresent()
                        ? counters(selector.get(), side, window, deadline, Counters::increase)
                        : PromqlExpression.of(query.text(), labels, window)
                                .increase(text -> api.query(text, window.to(), deadline));
            case HISTOGRAM ->
                counters(
                        selector.orElseThrow(
                                        () -> UnansweredException.wrong(
                                                "the name of a histogram was expected, perhaps with labels, such as http_seconds{code=\"200\"}"))
                                .withSuffix("_bucket"),
                        side,
                        window,
                        deadline,
                        Counters::histogram);
            case VALUE ->
                selector.isPresent()
                        ? value(selector.get(), window.to(), deadline)
                        : PromqlExpression.of(query.text(), labels, window)
                                .value(text -> api.query(text, window.to(), deadline));
            case SAMPLES ->
                samples(
                        selector.orElseThrow(
                                () -> UnansweredException.wrong(
                                        "the name of a metric was expected, perhaps with labels; single values of expressions are not there")),
                        window,
                        deadline);
            case TEXTS -> throw UnansweredException.wrong("Prometheus has numbers only, no texts");
        };
    }

    private CompletionStage<Answer> counters(
            Selector selector,
            Side side,
            Window window,
            Deadline deadline,
            BiFunction<List<Series>, Growth, Answer> count) {
        return history(selector, window, deadline).thenCompose(all -> {
            if (all.isEmpty()) {
                return CompletableFuture.completedFuture(new Answer.Nothing());
            }
            newest.accumulateAndGet(side.ordinal(), newest(all), Math::max);
            Growth.Births births = Growth.amongst(all, reach);
            Growth growth = new Growth(window, reach, births);
            boolean isStale = timing.isStale(newest(all), window.to());
            List<Series> unclear = isStale ? all : growth.born(all);
            return targets(unclear, isStale, window, deadline).thenApply(targets -> {
                if (isStale && !targets.isEnd(all, up -> !timing.isStale(newest(up), window.to()))) {
                    throw timing.stale(newest(all), window.to());
                }
                Growth.Births more = (series, at) -> births.isFromZero(series, at) || targets.isFromZero(series, at);
                return count.apply(all, new Growth(window, reach, more));
            });
        });
    }

    private CompletionStage<PrometheusTargets> targets(
            List<Series> of, boolean isWholeJob, Window window, Deadline deadline) {
        return PrometheusTargets.selector(of, isWholeJob)
                .map(selector -> history(selector, window, deadline))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()))
                .thenApply(known -> new PrometheusTargets(known, reach));
    }

    private CompletionStage<Answer> value(Selector selector, long at, Deadline deadline) {
        return api.query(selector.toString(), at, deadline).thenCompose(reply -> {
            List<Series> all = reply.series();
            if (all.isEmpty()) {
                // It may have ended a moment ago, with its target.
                return history(selector, new Window(at - 1, at), deadline).thenApply(before -> {
                    if (before.isEmpty()) {
                        return new Answer.Nothing();
                    }
                    throw UnansweredException.blind("stale: " + before.get(0).shown() + " ended "
                            + (at - newest(before)) / 1000.0 + " s before the window's end");
                });
            }
            double value = PromqlExpression.single(all);
            return api.query("timestamp(" + selector + ")", at, deadline).thenApply(times -> {
                double seconds = times.series().isEmpty() ? 0 : PromqlExpression.single(times.series());
                timing.checkFresh(Math.round(seconds * 1000), at);
                return new Answer.Value(value);
            });
        });
    }

    private CompletionStage<Answer> samples(Selector selector, Window window, Deadline deadline) {
        return history(selector, window, deadline).thenApply(all -> {
            if (all.isEmpty()) {
                return new Answer.Nothing();
            }
            timing.checkFresh(newest(all), window.to());
            return SampleList.of(all, window);
        });
    }

    /** All samples of the window, and those before it that tell how it began. */
    private CompletionStage<List<Series>> history(Selector selector, Window window, Deadline deadline) {
        return api.query(selector.over(window.millis() + reach), window.to(), deadline)
                .thenApply(PrometheusReply::series);
    }

    private static long newest(List<Series> all) {
        return all.stream().mapToLong(PrometheusSource::newest).max().orElse(0);
    }

    private static long newest(Series series) {
        return series.size() == 0 ? 0 : series.times()[series.size() - 1];
    }

    /** Prometheus needs a moment to take in what it has scraped. */
    @Override
    public OptionalLong nextSample(Side side) {
        long last = newest.get(side.ordinal());
        return last == 0
                ? OptionalLong.empty()
                : OptionalLong.of(last + timing.interval().toMillis() + delay.toMillis() + TAKEN_IN);
    }

    @Override
    public Duration resolution() {
        return timing.interval().plus(delay);
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
