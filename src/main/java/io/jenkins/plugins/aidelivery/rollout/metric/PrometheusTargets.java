package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus knows of the targets that series come from: {@code up}, which it writes itself at every scrape, and when their
 * processes started, which nearly every client library says.
 *
 * @param known both kinds of series
 * @param reach milliseconds
 */
record PrometheusTargets(List<Series> known, long reach) {
    private static final String UP = "up";
    private static final String START = "process_start_time_seconds";
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");
    private static final int SECOND = 1000;

    /** What to ask for, if the series say which targets they come from. */
    static Optional<Selector> selector(Collection<Series> of, boolean isWholeJob) {
        String jobs = values(of, "job");
        String instances = values(of, "instance");
        if (jobs.isEmpty() || instances.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Selector(
                "",
                "__name__=~" + Selector.quoted(UP + "|" + START) + ",job=~" + Selector.quoted(jobs)
                        + (isWholeJob ? "" : ",instance=~" + Selector.quoted(instances))));
    }

    private static String values(Collection<Series> of, String label) {
        TreeSet<String> values = new TreeSet<>();
        for (Series series : of) {
            String value = series.labels().get(label);
            if (value != null) {
                values.add(SPECIAL.matcher(value).replaceAll("\\\\$0"));
            }
        }
        return values.stream().collect(Collectors.joining("|"));
    }

    /**
     * Whether a series that has its first sample at a time began at zero: its target was scraped before without it, or its
     * process is younger than the reach. A target that is scraped for the first time, and runs for long, has counted things
     * that are not of now.
     */
    boolean isFromZero(Series born, long at) {
        return of(UP, born).anyMatch(up -> isUpBefore(up, at))
                || of(START, born).anyMatch(start -> isYoung(start, at));
    }

    private boolean isUpBefore(Series up, long at) {
        for (int i = up.until(at - reach - 1); i < up.until(at - 1); i++) {
            if (up.values()[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isYoung(Series start, long at) {
        int last = start.until(at) - 1;
        double started = last < 0 ? Double.NaN : start.values()[last] * SECOND;
        return started > at - reach;
    }

    /**
     * Whether series ended although nothing is wrong: their target still answers without them, or is no target any more while
     * Prometheus goes on with others of its job.
     */
    boolean isEnd(Collection<Series> ended, Predicate<Series> isFresh) {
        boolean works = known.stream().filter(is(UP)).anyMatch(isFresh);
        return works
                && ended.stream().allMatch(series -> {
                    List<Series> own = of(UP, series).toList();
                    return !own.isEmpty()
                            && own.stream().allMatch(up -> !isFresh.test(up) || up.values()[up.size() - 1] > 0);
                });
    }

    private Stream<Series> of(String name, Series series) {
        return known.stream().filter(is(name)).filter(target -> target.isTargetOf(series));
    }

    private static Predicate<Series> is(String name) {
        return series -> name.equals(series.labels().get(Series.NAME));
    }
}
