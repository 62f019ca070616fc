package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Results over builds, as chart and table. */
public final class TrendView {
    /** The chart's inner size in its own units. */
    static final int WIDTH = 600;

    static final int HEIGHT = 160;

    private static final int MOST_ROWS = 50;
    private static final int PERCENT = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Words words;
    private final List<TrendPoint> points;
    private final String buildUrl;
    private final IntPredicate exists;

    /**
     * How results of a kind are talked about.
     *
     * @param score heading of what is measured
     * @param threshold heading of what that is held against
     * @param subject heading of what was judged
     * @param summary says what the chart shows
     */
    private record Words(String score, String threshold, String subject, String summary) {
        static final Words GATE = new Words("column.score", "column.needs", "column.subject", "trend.chart");
        static final Words DRIFT = new Words("column.drifted", "column.limit", "column.data", "trend.drift.chart");

        String shown(double value) {
            return this == DRIFT ? Figures.percent(value / PERCENT) : Figures.score(value);
        }
    }

    /** @param points of one kind */
    TrendView(List<TrendPoint> points, String buildUrl, IntPredicate exists) {
        this.words = points.stream().anyMatch(point -> point.kind().equals("drift")) ? Words.DRIFT : Words.GATE;
        this.exists = exists;
        this.points = List.copyOf(points);
        this.buildUrl = buildUrl;
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }

    /** What the chart shows, for those who don't see it. */
    public String summary() {
        DoubleSummaryStatistics scores = points.stream()
                .filter(point -> point.score() != null)
                .mapToDouble(TrendPoint::score)
                .summaryStatistics();
        return PageTexts.text(
                words.summary(),
                Integer.toString(points.size()),
                words.shown(scores.getMin()),
                words.shown(scores.getMax()));
    }

    /** Heading of the column of scores. */
    public String scoreHeading() {
        return PageTexts.text(words.score());
    }

    /** Heading of the column of thresholds. */
    public String thresholdHeading() {
        return PageTexts.text(words.threshold());
    }

    /** Heading of the column of subjects. */
    public String subjectHeading() {
        return PageTexts.text(words.subject());
    }

    /** One line per model and environment: what comes between two results of one may be another's. */
    public List<Line> lines() {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            if (isDrawn(points.get(i))) {
                places.computeIfAbsent(name(points.get(i)), name -> new ArrayList<>())
                        .add(i);
            }
        }
        return places.entrySet().stream()
                .map(line -> new Line(
                        line.getKey(),
                        path(line.getValue(), TrendView::score),
                        path(line.getValue(), TrendPoint::threshold)))
                .toList();
    }

    /**
     * A line of the chart.
     *
     * @param name for the pointer
     * @param scores as an SVG path
     * @param thresholds as an SVG path
     */
    public record Line(String name, String scores, String thresholds) {}

    private static String name(TrendPoint point) {
        return point.environment().isEmpty() ? point.subject() : point.subject() + " (" + point.environment() + ")";
    }

    private String path(List<Integer> places, ToDoubleFunction<TrendPoint> value) {
        StringBuilder path = new StringBuilder();
        for (int place : places) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(x(place, points.size()))
                    .append(' ')
                    .append(y(value.applyAsDouble(points.get(place))));
        }
        return path.toString();
    }

    private static String x(int index, int count) {
        return Figures.fixed(count == 1 ? WIDTH / 2.0 : (double) WIDTH * index / (count - 1), 1);
    }

    private static String y(double score) {
        return Figures.fixed(HEIGHT - HEIGHT * Math.max(0, Math.min(100, score)) / 100, 1);
    }

    /** Nothing judged is no points; nothing compared is not no drift. */
    private boolean isDrawn(TrendPoint point) {
        return words == Words.GATE || point.score() != null;
    }

    private static double score(TrendPoint point) {
        return point.score() == null ? 0 : point.score();
    }

    /** One dot per result. */
    public List<Dot> dots() {
        boolean several = lines().size() > 1;
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            TrendPoint point = points.get(i);
            if (!isDrawn(point)) {
                continue;
            }
            String build = "#" + point.build() + (several ? " " + name(point) : "");
            dots.add(new Dot(x(i, points.size()), y(score(point)), tone(point), build + ": " + shown(point)));
        }
        return dots;
    }

    /**
     * A result in the chart.
     *
     * @param title for the pointer
     */
    public record Dot(String x, String y, String tone, String title) {}

    /** The newest results first. */
    public List<Row> rows() {
        List<TrendPoint> newest =
                new ArrayList<>(points.subList(Math.max(0, points.size() - MOST_ROWS), points.size()));
        Collections.reverse(newest);
        return newest.stream()
                .map(point -> new Row(
                        "#" + point.build(),
                        exists.test(point.build())
                                ? buildUrl + point.build() + "/ai-delivery/" + point.result() + "/"
                                : "",
                        TIME.format(Instant.ofEpochMilli(point.at())),
                        point.subject(),
                        point.environment().isEmpty() ? "–" : point.environment(),
                        verdict(point),
                        tone(point),
                        points(point),
                        words == Words.DRIFT ? words.shown(point.threshold()) : Figures.threshold(point.threshold())))
                .toList();
    }

    /**
     * A row of the table.
     *
     * @param url empty if the build is gone
     */
    public record Row(
            String build,
            String url,
            String time,
            String subject,
            String environment,
            String verdict,
            String tone,
            String score,
            String threshold) {}

    private String verdict(TrendPoint point) {
        if (words == Words.GATE) {
            return PageTexts.verdict(point.verdict());
        }
        boolean known = Stream.of(DriftReport.Verdict.values())
                .anyMatch(each -> each.name().equals(point.verdict()));
        return known ? PageTexts.text("trend.drift." + point.verdict()) : point.verdict();
    }

    private String shown(TrendPoint point) {
        return verdict(point) + ", " + points(point);
    }

    private String points(TrendPoint point) {
        return point.score() == null ? "–" : words.shown(point.score());
    }

    private static String tone(TrendPoint point) {
        return Verdict.named(point.verdict()).map(ScorecardView::tone).orElse("none");
    }
}
