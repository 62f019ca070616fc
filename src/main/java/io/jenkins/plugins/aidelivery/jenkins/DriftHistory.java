package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.report.ColumnHistory;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What earlier builds found in the columns of the same data. The trend says which results those are; no build is loaded. */
final class DriftHistory {
    private static final Logger LOGGER = Logger.getLogger(DriftHistory.class.getName());

    /** Each is a file that is read. */
    private static final int MOST_RESULTS = 20;

    private static final int SEARCHED = 500;

    private DriftHistory() {}

    /** The last results up to one of them, the oldest first. */
    static List<ColumnHistory> of(ResultKind.Place place) {
        Job<?, ?> job = place.run().getParent();
        Map<String, List<ColumnHistory.Point>> columns = new LinkedHashMap<>();
        for (TrendPoint result : sameData(place, job)) {
            report(job, result)
                    .ifPresent(report -> report.columns().stream()
                            .filter(column -> column.score() != null)
                            .forEach(column -> columns.computeIfAbsent(column.name(), name -> new ArrayList<>())
                                    .add(point(result.build(), column))));
        }
        return columns.entrySet().stream()
                .map(column -> new ColumnHistory(column.getKey(), column.getValue()))
                .toList();
    }

    /**
     * The last results without drift of builds before one, in any order.
     *
     * @param name of the data
     * @param most how many at most
     */
    static List<DriftReport> of(Run<?, ?> run, String name, String environment, int most) {
        Job<?, ?> job = run.getParent();
        List<DriftReport> reports = new ArrayList<>();
        try {
            List<TrendPoint> newestFirst = AiDeliveryJobAction.trend(job).last(SEARCHED, ResultKind.DRIFT.id());
            Collections.reverse(newestFirst);
            newestFirst.stream()
                    .filter(point -> point.subject().equals(name)
                            && point.environment().equals(environment)
                            && point.verdict().equals(DriftReport.Verdict.PASS.name()))
                    .limit(most)
                    .forEach(point -> report(job, point).ifPresent(reports::add));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The trend of " + job.getFullName() + " can't be read");
        }
        return reports;
    }

    private static ColumnHistory.Point point(int build, ColumnDrift column) {
        return new ColumnHistory.Point(
                build, column.score().value(), column.score().threshold(), column.outcome());
    }

    private static List<TrendPoint> sameData(ResultKind.Place place, Job<?, ?> job) {
        List<TrendPoint> same = new ArrayList<>();
        try {
            List<TrendPoint> newestFirst = AiDeliveryJobAction.trend(job).last(SEARCHED, ResultKind.DRIFT.id());
            Collections.reverse(newestFirst);
            for (TrendPoint point : newestFirst) {
                boolean isIt = point.build() == place.run().getNumber()
                        && point.result().equals(place.id());
                boolean isEarlier = !same.isEmpty()
                        && same.size() < MOST_RESULTS
                        && point.subject().equals(same.get(0).subject())
                        && point.environment().equals(same.get(0).environment());
                if (isIt || isEarlier) {
                    same.add(point);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The trend of " + job.getFullName() + " can't be read");
        }
        Collections.reverse(same);
        return same;
    }

    /** Nothing of a build that is gone, and nothing of a file that can't be read: its own page says why. */
    private static Optional<DriftReport> report(Job<?, ?> job, TrendPoint result) {
        Path file = job.getBuildDir()
                .toPath()
                .resolve(Integer.toString(result.build()))
                .resolve(AiDeliveryRunAction.URL)
                .resolve(result.result() + ".json");
        try {
            return Optional.of(JsonFile.read(file, DriftReport.class, DriftReport.SCHEMA));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
