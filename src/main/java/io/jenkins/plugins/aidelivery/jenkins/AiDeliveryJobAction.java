package io.jenkins.plugins.aidelivery.jenkins;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.store.Trend;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/** A job's results over its builds. Reads one file, opens no build. */
public final class AiDeliveryJobAction implements Action {
    private static final Logger LOGGER = Logger.getLogger(AiDeliveryJobAction.class.getName());
    private static final int SHOWN = 50;

    private final Job<?, ?> job;

    AiDeliveryJobAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Where a job keeps what outlives its builds. */
    static Path directory(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(AiDeliveryRunAction.URL);
    }

    static Trend trend(Job<?, ?> job) {
        return new Trend(directory(job).resolve("trend.jsonl"));
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The job's results by their kinds, as far as there are any. */
    public List<Kind> getKinds() {
        return ResultKind.ALL.stream()
                .map(kind -> new Kind(kind, points(kind)))
                .filter(kind -> !kind.points.isEmpty())
                .toList();
    }

    /** Results of one kind. */
    public final class Kind {
        private final ResultKind<?> kind;
        private final List<TrendPoint> points;

        private Kind(ResultKind<?> kind, List<TrendPoint> points) {
            this.kind = kind;
            this.points = points;
        }

        public String getTitle() {
            return Texts.text("trend." + kind.id());
        }

        /** The chart for the job's own page. */
        public String getChart() {
            return Pages.trendChart(points);
        }

        /**
         * Chart and table.
         *
         * @param rootUrl Jenkins' own path, without a slash at the end
         */
        public String page(String rootUrl) {
            Path builds = job.getBuildDir().toPath();
            return Pages.trend(
                    points,
                    rootUrl + "/" + job.getUrl(),
                    build -> Files.isDirectory(builds.resolve(Integer.toString(build))));
        }
    }

    private List<TrendPoint> points(ResultKind<?> kind) {
        try {
            return trend(job).last(SHOWN, kind.id());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The trend of " + job.getFullName() + " can't be read");
            return List.of();
        }
    }

    @Override
    public String getIconFileName() {
        return "symbol-ribbon";
    }

    @Override
    public String getDisplayName() {
        return Texts.text("action.displayName");
    }

    @Override
    public String getUrlName() {
        return AiDeliveryRunAction.URL;
    }

    /** Adds the action to jobs that have results, by the mere existence of their file. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return trend(job).exists() ? List.of(new AiDeliveryJobAction(job)) : List.of();
        }
    }
}
