package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.Run;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import io.jenkins.plugins.aidelivery.store.Trend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * All of our results of one build. What build.xml holds is enough for the build's own page; everything else is in a file
 * per result, which is read when somebody looks.
 */
@ExportedBean
public final class AiDeliveryRunAction implements RunAction2 {
    static final String URL = "ai-delivery";

    private static final Logger LOGGER = Logger.getLogger(AiDeliveryRunAction.class.getName());

    private CopyOnWriteArrayList<ResultSummary> results = new CopyOnWriteArrayList<>();
    private transient Run<?, ?> run;

    /** The action of a build, which is added if it isn't there. */
    static AiDeliveryRunAction of(Run<?, ?> run) {
        synchronized (run) {
            AiDeliveryRunAction action = run.getAction(AiDeliveryRunAction.class);
            if (action == null) {
                action = new AiDeliveryRunAction();
                action.onAttached(run);
                run.addAction(action);
            }
            return action;
        }
    }

    private Object readResolve() {
        if (results == null) {
            results = new CopyOnWriteArrayList<>();
        }
        // Without an id there is no file to show.
        results.removeIf(result -> result == null || result.getId() == null);
        return this;
    }

    /**
     * Stores a result and what belongs to it, then announces them.
     *
     * @return the result's id in this build
     */
    synchronized String store(NewResult result) throws IOException {
        String kind = result.kind().id();
        long before = results.stream()
                .filter(earlier -> kind.equals(earlier.getKind()))
                .count();
        String id = before == 0 ? kind : kind + "-" + (before + 1);
        for (Map.Entry<String, Object> besides : result.besides().entrySet()) {
            JsonFile.write(file(id + "." + besides.getKey()), besides.getValue());
        }
        JsonFile.write(file(id), result.content());
        results.add(result.summary(id));
        run.save();
        appendToTrend(id, result);
        return id;
    }

    /** The trend is a convenience; a result is not lost with it. */
    private void appendToTrend(String id, NewResult result) {
        try {
            Trend trend = AiDeliveryJobAction.trend(run.getParent());
            trend.append(result.point(id, run.getNumber()));
            trend.trim(AiDeliveryConfiguration.resultsToKeep());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The trend of " + run.getParent().getFullName() + " was not written");
        }
    }

    private Path file(String name) {
        return file(run, name);
    }

    /** @param name a result's id, with what else there is of it behind a dot */
    static Path file(Run<?, ?> run, String name) {
        return run.getRootDir().toPath().resolve(URL).resolve(name + ".json");
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Exported(visibility = 2)
    public List<ResultSummary> getResults() {
        return List.copyOf(results);
    }

    /** Whether their names have to tell them apart. */
    public boolean isSeveral() {
        return results.size() > 1;
    }

    /** The result's page at {@code ai-delivery/<id>/}; null if there is none. */
    public ResultPage getDynamic(String id) {
        return results.stream()
                .filter(result -> result.getId().equals(id))
                .findFirst()
                .map(result -> new ResultPage(run, result))
                .orElse(null);
    }

    /** The one that is shown at once, if there is only one. */
    public ResultPage getOnlyPage() {
        return results.size() == 1 ? getDynamic(results.get(0).getId()) : null;
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        this.run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        this.run = r;
    }

    /** Null hides the link: if nothing could be stored, there is nothing to see. */
    @Override
    public String getIconFileName() {
        return results.isEmpty() ? null : "symbol-ribbon";
    }

    @Override
    public String getDisplayName() {
        return Texts.text("action.displayName");
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
