package io.jenkins.plugins.aidelivery.report;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Draws results: as fragments that Jenkins puts into its own frame, or as files that need nothing else. The templates
 * are compiled with the plugin and escape everything that they are given.
 */
public final class Pages {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.jenkins.plugins.aidelivery.report.template");

    private Pages() {}

    /** A scorecard without the frame around it. */
    public static String scorecard(Scorecard scorecard) {
        return render("scorecard.jte", Map.of("view", new ScorecardView(scorecard)));
    }

    /** A scorecard as one HTML file that can be archived or mailed. */
    public static String scorecardFile(Scorecard scorecard) {
        ScorecardView view = new ScorecardView(scorecard);
        Content content = output -> TEMPLATES.render("scorecard.jte", Map.of("view", view), output);
        return render(
                        "standalone.jte",
                        Map.of(
                                "title",
                                PageTexts.text("scorecard.title", view.subject()),
                                "css",
                                Styles.STANDALONE,
                                "content",
                                content))
                .stripLeading();
    }

    /**
     * The results of a job over its builds: a chart and a table.
     *
     * @param points the oldest first
     * @param buildUrl where builds are: their number and a slash are appended
     */
    public static String trend(List<TrendPoint> points, String buildUrl) {
        return render("trend.jte", Map.of("view", new TrendView(points, buildUrl)));
    }

    /** The chart alone. */
    public static String trendChart(List<TrendPoint> points) {
        return render("trendChart.jte", Map.of("view", new TrendView(points, "")));
    }

    private static String render(String template, Map<String, Object> parameters) {
        TemplateOutput output = new StringOutput(16 << 10);
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }

    /** Style sheets, read once. */
    private static final class Styles {
        static final String STANDALONE = resource("standalone.css") + resource("page.css");

        private static String resource(String name) {
            try (InputStream in = Pages.class.getResourceAsStream(name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
