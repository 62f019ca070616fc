package io.jenkins.plugins.aidelivery.report;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Draws results: as fragments that Jenkins puts into its own frame, or as files that need nothing else. The templates
 * are compiled with the plugin and escape everything that they are given; and no name turns the direction of a text.
 */
public final class Pages {
    private static final TemplateEngine TEMPLATES = precompiled();

    private Pages() {}

    /**
     * Without a directory of classes the engine takes them from whatever class loader the thread has that asks first,
     * and never again from another: in Jenkins that may be one that knows no plugin.
     */
    private static TemplateEngine precompiled() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader ours = Pages.class.getClassLoader();
        thread.setContextClassLoader(ours);
        try {
            return TemplateEngine.createPrecompiled(
                    null, ContentType.Html, ours, "io.jenkins.plugins.aidelivery.report.template");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A scorecard without the frame around it. */
    public static String scorecard(Scorecard scorecard) {
        return render("scorecard.jte", Map.of("view", new ScorecardView(scorecard)));
    }

    /** A scorecard as one HTML file that can be archived or mailed. */
    public static String scorecardFile(Scorecard scorecard) {
        ScorecardView view = new ScorecardView(scorecard);
        return file(
                PageTexts.text("scorecard.title", view.subject()),
                Styles.SCORECARD,
                output -> TEMPLATES.render("scorecard.jte", Map.of("view", view), output));
    }

    /** A drift report without the frame around it. Its style sheets are those of all pages and {@code drift.css}. */
    public static String drift(DriftReport report) {
        return drift(report, List.of());
    }

    /**
     * A drift report without the frame around it.
     *
     * @param history of its columns, as far as there is any
     */
    public static String drift(DriftReport report, List<ColumnHistory> history) {
        return render("drift.jte", Map.of("view", new DriftView(report, history)));
    }

    /** A drift report as one HTML file that can be archived or mailed. */
    public static String driftFile(DriftReport report) {
        return driftFile(report, List.of());
    }

    /**
     * A drift report as one HTML file that can be archived or mailed.
     *
     * @param history of its columns, as far as there is any
     */
    public static String driftFile(DriftReport report, List<ColumnHistory> history) {
        DriftView view = new DriftView(report, history);
        return file(
                PageTexts.text("drift.title", view.subject()),
                Styles.DRIFT,
                output -> TEMPLATES.render("drift.jte", Map.of("view", view), output));
    }

    /** A rollout without the frame around it. Its style sheets are those of all pages and {@code rollout.css}. */
    public static String rollout(RolloutReport report) {
        return render("rollout.jte", Map.of("view", new RolloutView(report)));
    }

    /** A rollout as one HTML file that can be archived or mailed. */
    public static String rolloutFile(RolloutReport report) {
        RolloutView view = new RolloutView(report);
        return file(
                PageTexts.text("rollout.title", view.subject()),
                Styles.ROLLOUT,
                output -> TEMPLATES.render("rollout.jte", Map.of("view", view), output));
    }

    /** Several results as one HTML file. */
    public static String demoFile(DemoPage page) {
        return file(
                PageTexts.text("demo.title"),
                Styles.DEMO,
                output -> TEMPLATES.render("demo.jte", Map.of("page", page), output));
    }

    private static String file(String title, String css, Content content) {
        return render("standalone.jte", Map.of("title", title, "css", css, "content", content))
                .stripLeading();
    }

    /**
     * The results of a job over its builds: a chart and a table.
     *
     * @param points the oldest first
     * @param buildUrl where builds are: their number and a slash are appended
     * @param exists whether a build is still there; one that isn't gets no link
     */
    public static String trend(List<TrendPoint> points, String buildUrl, IntPredicate exists) {
        return render("trend.jte", Map.of("view", new TrendView(points, buildUrl, exists)));
    }

    /** The chart alone. */
    public static String trendChart(List<TrendPoint> points) {
        return render("trendChart.jte", Map.of("view", new TrendView(points, "", build -> false)));
    }

    private static String render(String template, Map<String, Object> parameters) {
        TemplateOutput output = new StringOutput(16 << 10);
        TEMPLATES.render(template, parameters, output);
        return PageTexts.harmless(output.toString());
    }

    /** Style sheets, read once. */
    private static final class Styles {
        static final String SCORECARD = resource("standalone.css") + resource("page.css");
        static final String DRIFT = SCORECARD + resource("drift.css");

        static final String ROLLOUT = SCORECARD + resource("rollout.css");
        static final String DEMO = DRIFT + resource("rollout.css") + resource("demo.css");

        private static String resource(String name) {
            try (InputStream in = Pages.class.getResourceAsStream(name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
