package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.stream.IntStream;

/** The scores of a column over builds, as SVG. */
public final class HistoryChart {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 100;

    private final List<ColumnHistory.Point> points;
    private final boolean isLimitOfScore;
    private final double top;

    /** @param isLimitOfScore whether the thresholds are of the score, so that they can be drawn beside it */
    HistoryChart(ColumnHistory history, boolean isLimitOfScore) {
        this.points = history.points().stream()
                .filter(point -> Double.isFinite(point.score()))
                .toList();
        this.isLimitOfScore = isLimitOfScore;
        this.top = points.stream()
                .mapToDouble(point -> Math.max(point.score(), isLimitOfScore ? point.threshold() : 0))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** One build alone is no history. */
    public boolean isEmpty() {
        return points.size() < 2;
    }

    public String caption() {
        ColumnHistory.Point last = points.get(points.size() - 1);
        return text(
                isLimitOfScore ? "drift.history.limit" : "drift.history",
                Integer.toString(points.size()),
                Figures.number(points.stream()
                        .mapToDouble(ColumnHistory.Point::score)
                        .min()
                        .orElse(0)),
                Figures.number(points.stream()
                        .mapToDouble(ColumnHistory.Point::score)
                        .max()
                        .orElse(0)),
                Figures.number(last.threshold()));
    }

    public String scorePath() {
        return path(points.stream().map(ColumnHistory.Point::score).toList());
    }

    /** Empty where the thresholds are no scores. */
    public String limitPath() {
        return isLimitOfScore
                ? path(points.stream().map(ColumnHistory.Point::threshold).toList())
                : "";
    }

    private String path(List<Double> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            path.append(i == 0 ? 'M' : 'L').append(x(i)).append(' ').append(y(values.get(i)));
        }
        return path.toString();
    }

    private int x(int index) {
        return WIDTH * index / (points.size() - 1);
    }

    private int y(double value) {
        double part = top > 0 && Double.isFinite(value) ? Math.max(0, Math.min(1, value / top)) : 0;
        return HEIGHT - (int) Math.round(part * HEIGHT);
    }

    /**
     * A build.
     *
     * @param title for the pointer
     */
    public record Dot(int x, int y, String tone, String title) {}

    public List<Dot> dots() {
        return IntStream.range(0, points.size())
                .mapToObj(i -> {
                    ColumnHistory.Point point = points.get(i);
                    return new Dot(
                            x(i),
                            y(point.score()),
                            DriftView.tone(point.outcome()),
                            "#" + point.build() + ": " + Figures.number(point.score()) + ", "
                                    + DriftView.word(point.outcome()));
                })
                .toList();
    }
}
