package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Pages of metrics that we read ourselves, without a Prometheus: each time that is asked for is answered by the reading that was
 * nearest to it, so that what ends one window begins the next. What happened before the first reading is not known.
 */
final class OpenMetricsSource implements MetricSource {
    /** Every step from one reading to the next counts, however long it took. */
    private static final long NO_LIMIT = Long.MAX_VALUE / 4;

    /**
     * Where a side's numbers are.
     *
     * @param page which may be that of several sides
     * @param labels that its series have there; none if the page is its own
     */
    record Place(ScrapedPage page, Map<String, String> labels) {}

    private final Map<Side, Place> places;
    private final Timing timing;

    OpenMetricsSource(Map<Side, Place> places, Timing timing) {
        this.places = Map.copyOf(places);
        this.timing = timing;
    }

    @Override
    public CompletionStage<Answer> read(Query query, Side side, Window window) {
        Place place = Optional.ofNullable(places.get(side))
                .orElseThrow(() -> UnansweredException.wrong(
                        "nothing is said about where the metrics of " + SideLabels.key(side) + " are"));
        Selector selector = selector(query, place);
        Predicate<Map<String, String>> matchers = new LabelMatchers(selector.matchers());
        Predicate<Map<String, String>> wanted =
                labels -> selector.name().equals(labels.get(Series.NAME)) && matchers.test(labels);
        return place.page()
                .of(selector.name(), window.to())
                .thenApply(scrapes -> answer(query.kind(), scrapes, wanted, window));
    }

    private static Selector selector(Query query, Place place) {
        Selector selector = Selector.parse(query.text())
                .filter(some -> !some.name().isEmpty())
                .orElseThrow(() -> UnansweredException.wrong(
                        "the name of a metric was expected, perhaps with labels, such as errors_total{code=\"500\"}"));
        Selector own = query.kind() == Query.Kind.HISTOGRAM ? selector.withSuffix("_bucket") : selector;
        return place.labels().isEmpty() ? own : own.of(place.labels());
    }

    private Answer answer(Query.Kind kind, List<Scrape> scrapes, Predicate<Map<String, String>> wanted, Window window) {
        Scrape end = nearest(scrapes, window.to())
                .orElseThrow(() -> UnansweredException.blind("the page was not read within "
                        + timing.interval().toSeconds() + " s of the window's end, and its past is not kept there"));
        return switch (kind) {
            case INCREASE, HISTOGRAM -> growth(kind, scrapes, end, wanted, window);
            case VALUE -> value(end, wanted);
            case SAMPLES -> samples(series(scrapes, wanted), window);
            case TEXTS -> throw UnansweredException.wrong("a page of metrics has numbers only, no texts");
        };
    }

    private Answer growth(
            Query.Kind kind, List<Scrape> scrapes, Scrape end, Predicate<Map<String, String>> wanted, Window window) {
        Scrape begin = nearest(scrapes, window.from())
                .filter(scrape -> scrape.at() < end.at())
                .orElseThrow(() -> UnansweredException.blind(
                        scrapes.get(0).at() >= end.at()
                                ? "first look: how much it grows is known from the second one on"
                                : "the page was not read when the window began, and its past is not kept there"));
        List<Series> all = series(
                scrapes.stream()
                        .filter(scrape -> scrape.at() >= begin.at() && scrape.at() <= end.at())
                        .toList(),
                wanted);
        if (all.isEmpty()) {
            return new Answer.Nothing();
        }
        // The page was seen without it, so it began at zero.
        Growth growth = new Growth(new Window(begin.at(), end.at()), NO_LIMIT, (series, at) -> true);
        return kind == Query.Kind.INCREASE ? Counters.increase(all, growth) : Counters.histogram(all, growth);
    }

    private static Answer value(Scrape end, Predicate<Map<String, String>> wanted) {
        List<Series> all = series(List.of(end), wanted);
        return all.isEmpty() ? new Answer.Nothing() : new Answer.Value(PromqlExpression.single(all));
    }

    private static Answer samples(List<Series> all, Window window) {
        if (all.isEmpty()) {
            return new Answer.Nothing();
        }
        return SampleList.of(all, window);
    }

    private Optional<Scrape> nearest(List<Scrape> scrapes, long time) {
        Scrape best = null;
        for (Scrape scrape : scrapes) {
            // Of two that are as near, the later one.
            if (best == null || Math.abs(scrape.at() - time) <= Math.abs(best.at() - time)) {
                best = scrape;
            }
        }
        return Optional.ofNullable(best)
                .filter(scrape ->
                        Math.abs(scrape.at() - time) <= timing.interval().toMillis());
    }

    private static List<Series> series(List<Scrape> scrapes, Predicate<Map<String, String>> wanted) {
        Set<Map<String, String>> names = new LinkedHashSet<>();
        scrapes.forEach(
                scrape -> scrape.values().keySet().stream().filter(wanted).forEach(names::add));
        List<Series> all = new ArrayList<>();
        for (Map<String, String> labels : names) {
            long[] times = new long[scrapes.size()];
            double[] values = new double[scrapes.size()];
            int size = 0;
            for (Scrape scrape : scrapes) {
                Double value = scrape.values().get(labels);
                if (value != null) {
                    times[size] = scrape.at();
                    values[size++] = value;
                }
            }
            all.add(new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size)));
        }
        return all;
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
