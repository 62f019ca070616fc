package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A page of metrics, and what it showed the last times we read it. */
final class ScrapedPage {
    private static final Map<String, String> HEADERS =
            Map.of("Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

    private static final int TRIES = 3;
    private static final int MOST_SCRAPES = 64;
    private static final int MOST_VALUES = 200_000;
    private static final int MOST_NAMES = 100;

    private final HttpCalls http;
    private final Endpoint endpoint;
    private final Timing timing;
    private final Set<String> names = new TreeSet<>();
    private final List<Scrape> scrapes = new ArrayList<>();
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private long runningSince;
    private Set<String> runningNames = Set.of();

    ScrapedPage(HttpCalls http, Endpoint endpoint, Timing timing) {
        this.http = http;
        this.endpoint = endpoint;
        this.timing = timing;
    }

    /**
     * What was read of a name so far, and now if its last reading was before a time that is not long ago.
     *
     * @return fails with an {@link UnansweredException} or {@link java.io.IOException}
     */
    CompletionStage<List<Scrape>> of(String name, long until) {
        long now = System.currentTimeMillis();
        boolean isPast = now - until > timing.interval().toMillis();
        return isPast || isRead(name, until)
                ? CompletableFuture.completedFuture(known(name))
                : scraped(name, until, now).thenApply(done -> known(name));
    }

    private synchronized boolean isRead(String name, long until) {
        return scrapes.stream()
                .anyMatch(scrape -> scrape.at() >= until && scrape.names().contains(name));
    }

    private synchronized List<Scrape> known(String name) {
        return scrapes.stream().filter(scrape -> scrape.names().contains(name)).toList();
    }

    /** Several questions about the same time are one reading. */
    private synchronized CompletableFuture<Void> scraped(String name, long until, long now) {
        if (!running.isDone() && runningSince >= until && runningNames.contains(name)) {
            return running;
        }
        if (!names.contains(name) && names.size() >= MOST_NAMES) {
            throw UnansweredException.wrong("more than " + MOST_NAMES + " metrics are asked of " + endpoint);
        }
        names.add(name);
        Set<String> wanted = Set.copyOf(names);
        runningSince = now;
        runningNames = wanted;
        running = http.send(endpoint, new HttpCalls.Call("GET", "", HEADERS, "", timing.timeout(), TRIES))
                .thenAccept(reply -> remember(Scrape.of(reply.text(), wanted, now)))
                .toCompletableFuture();
        return running;
    }

    private synchronized void remember(Scrape scrape) {
        int at = scrapes.size();
        while (at > 0 && scrapes.get(at - 1).at() > scrape.at()) {
            at--;
        }
        scrapes.add(at, scrape);
        while (scrapes.size() > MOST_SCRAPES || scrapes.size() > 2 && isTooMuch()) {
            scrapes.remove(0);
        }
    }

    private boolean isTooMuch() {
        return scrapes.stream().mapToInt(scrape -> scrape.values().size()).sum() > MOST_VALUES;
    }
}
