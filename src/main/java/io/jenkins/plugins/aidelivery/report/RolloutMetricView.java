package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Compared;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Metric;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Point;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Sides;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A rule's two sides over time: stable an area, the canary a line, and where it may lie around it. */
public final class RolloutMetricView {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;

    /** A limit so many times above what was seen is told and not drawn. */
    private static final double FAR = 2.5;

    private static final double ROOM = 1.15;

    private final Metric metric;
    private final long from;
    private final long to;
    private final double bottom;
    private final double top;

    RolloutMetricView(Metric metric, RolloutReport.Course course) {
        this.metric = metric;
        this.from = course.startedAt();
        this.to = Math.max(from + 1, course.asOf());
        double most = values().max().orElse(1);
        double least = values().min().orElse(0);
        double reach = limit().filter(limit -> limit.value() <= FAR * most)
                .map(RolloutReport.Bound::value)
                .orElse(0.0);
        // Scores lie close together far from zero; a share of nothing has its zero in sight.
        boolean floating = metric.compared() == Compared.DIFFERENCE && least > 0 && most < 2 * least;
        double spread = Math.max(most - least, Math.abs(most) * 0.02);
        this.bottom = floating ? least - spread : Math.min(0, least);
        double above = floating ? most + spread : Math.max(most, reach) * ROOM;
        this.top = above > bottom ? above : bottom + 1;
    }

    private DoubleStream values() {
        return metric.points().stream()
                .flatMapToDouble(point ->
                        DoubleStream.of(point.sides().canary(), point.sides().stable()))
                .filter(Double::isFinite);
    }

    private Optional<RolloutReport.Bound> limit() {
        return metric.limits().stream().findFirst();
    }

    private Point last() {
        return metric.points().get(metric.points().size() - 1);
    }

    /** One point alone is no course. */
    boolean isDrawn() {
        return metric.compared() != Compared.ASKED
                && metric.points().stream()
                                .filter(point -> Double.isFinite(point.sides().canary()))
                                .count()
                        > 1;
    }

    public String name() {
        return metric.rule();
    }

    public String label() {
        return metric.label();
    }

    public String tone() {
        return RolloutWords.tone(last().word());
    }

    public String word() {
        return RolloutWords.word(last().word());
    }

    /** Both sides at the end, in words. */
    public String caption() {
        Sides sides = lastKnown();
        String canary = figure(metric.unit(), sides.canary());
        return Double.isNaN(sides.stable())
                ? text("rollout.metric.alone", canary)
                : text("rollout.metric.both", canary, figure(metric.unit(), sides.stable()));
    }

    private Sides lastKnown() {
        for (int i = metric.points().size() - 1; i >= 0; i--) {
            if (Double.isFinite(metric.points().get(i).sides().canary())) {
                return metric.points().get(i).sides();
            }
        }
        return last().sides();
    }

    /** The limit in words, and that it is too far away to be seen, if it is. */
    public String limitText() {
        return limit().map(limit -> text(
                        limit.above() ? "rollout.metric.above" : "rollout.metric.below",
                        figure(metric.unit(), limit.value())))
                .orElse("");
    }

    static String figure(Unit unit, double value) {
        return unit == Unit.RATIO ? Figures.share(value) : Figures.format(value, unit);
    }

    public String topLabel() {
        return figure(metric.unit(), rounded(top));
    }

    public String bottomLabel() {
        return figure(metric.unit(), rounded(bottom));
    }

    private static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double scale = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 1);
        return Math.round(value / scale) * scale;
    }

    private double y(double value) {
        return HEIGHT - HEIGHT * Math.max(0, Math.min(1, (value - bottom) / (top - bottom)));
    }

    private double x(Point point) {
        return WIDTH * RolloutTimeline.part(point.at(), from, to);
    }

    private static String unit(double value) {
        return Figures.fixed(value, 1).replace('−', '-');
    }

    /** The canary, with gaps where nothing was known. */
    public String canaryPath() {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Point point : metric.points()) {
            double value = point.sides().canary();
            if (Double.isFinite(value)) {
                path.append(drawing ? 'L' : 'M')
                        .append(unit(x(point)))
                        .append(' ')
                        .append(unit(y(value)));
            }
            drawing = Double.isFinite(value);
        }
        return path.toString();
    }

    /** Stable, down to the floor. */
    public String stableArea() {
        return area(point -> point.sides().stable(), point -> bottom);
    }

    /** Where the canary may lie at all times at once; empty where no interval is known. */
    public String band() {
        return area(
                point -> end(point.sides(), point.sides().high()),
                point -> end(point.sides(), point.sides().low()));
    }

    private double end(Sides sides, double end) {
        return switch (metric.compared()) {
            case RATIO -> sides.stable() * end;
            case DIFFERENCE -> sides.stable() + end;
            case ITSELF -> end;
            case ASKED -> Double.NaN;
        };
    }

    private String area(ToDoubleFunction<Point> upper, ToDoubleFunction<Point> lower) {
        StringBuilder path = new StringBuilder();
        List<Point> points = metric.points();
        int start = 0;
        while (start < points.size()) {
            int end = start;
            while (end < points.size() && isKnown(points.get(end), upper, lower)) {
                end++;
            }
            if (end - start > 1) {
                append(path, points.subList(start, end), upper, lower);
            }
            start = end + 1;
        }
        return path.toString();
    }

    private static boolean isKnown(Point point, ToDoubleFunction<Point> upper, ToDoubleFunction<Point> lower) {
        return Double.isFinite(upper.applyAsDouble(point)) && Double.isFinite(lower.applyAsDouble(point));
    }

    private void append(
            StringBuilder path, List<Point> points, ToDoubleFunction<Point> upper, ToDoubleFunction<Point> lower) {
        for (int i = 0; i < points.size(); i++) {
            point(path, i == 0 ? 'M' : 'L', points.get(i), upper);
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            point(path, 'L', points.get(i), lower);
        }
        path.append('z');
    }

    private void point(StringBuilder path, char command, Point point, ToDoubleFunction<Point> value) {
        path.append(command).append(unit(x(point))).append(' ').append(unit(y(value.applyAsDouble(point))));
    }

    /** The limit, if it is near enough to be seen. */
    public String limitPath() {
        return limit().filter(limit -> limit.value() >= bottom && limit.value() <= top)
                .map(limit -> "M0 " + unit(y(limit.value())) + "H" + unit(WIDTH))
                .orElse("");
    }

    /** What is seen, for those who don't see it. */
    public String summary() {
        return text("rollout.metric.summary", name(), caption(), word());
    }
}
