package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Picture;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Both distributions of a column as SVG paths: the reference an area, the current data a line, so that they are told apart
 * without their colours. The same paths serve the small and the large picture.
 */
public final class DriftChart {
    /** Units of a bar's width and of the plot's height. */
    private static final int BAR = 10;

    private static final int HEIGHT = 200;

    /** Between the bars of categories. */
    private static final int GAP = 1;

    /** Up to so many bars each has its label in the middle; more have some of their edges labelled. */
    private static final int FEW = 6;

    private static final int LABELS = 4;
    private static final int LONGEST = 12;

    /** An axis ends at one of these times a power of ten; halves of them are short to write, too. */
    private static final double[] ROUND = {1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10};

    private final Picture picture;
    private final double top;

    DriftChart(Picture picture) {
        this.picture = picture;
        this.top = top(DoubleStream.concat(stream(picture.reference()), stream(picture.current()))
                .max()
                .orElse(1));
    }

    private static DoubleStream stream(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }

    private static double top(double most) {
        if (!(most > 0)) {
            return 1;
        }
        double scale = Math.pow(10, Math.floor(Math.log10(most)));
        return DoubleStream.of(ROUND)
                .map(round -> round * scale)
                .filter(end -> end >= most * (1 - 1e-9))
                .findFirst()
                .orElse(most);
    }

    private int bars() {
        return Math.min(
                picture.labels().size(),
                Math.min(picture.reference().size(), picture.current().size()));
    }

    public boolean isEmpty() {
        return bars() == 0;
    }

    /** Whether neighbouring bars touch, as in a histogram. */
    public boolean isOrdered() {
        return picture.ordered();
    }

    public String viewBox() {
        return "0 0 " + BAR * bars() + " " + HEIGHT;
    }

    /** The reference as an area. */
    public String area() {
        StringBuilder path = new StringBuilder(isOrdered() ? "M0 " + HEIGHT : "");
        for (int i = 0; i < bars(); i++) {
            int y = y(picture.reference().get(i));
            if (isOrdered()) {
                path.append('V').append(y).append('H').append(BAR * (i + 1));
            } else {
                path.append('M').append(BAR * i + GAP).append(' ').append(HEIGHT);
                path.append('V').append(y).append('h').append(BAR - 2 * GAP);
                path.append('V').append(HEIGHT).append('z');
            }
        }
        return isOrdered() ? path.append('V').append(HEIGHT).append('z').toString() : path.toString();
    }

    /** The current data as a line; of categories, a piece for each. */
    public String line() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars(); i++) {
            int y = y(picture.current().get(i));
            if (isOrdered() && i > 0) {
                path.append('V').append(y).append('H').append(BAR * (i + 1));
            } else {
                path.append('M')
                        .append(BAR * i)
                        .append(' ')
                        .append(y)
                        .append('h')
                        .append(BAR);
            }
        }
        return path.toString();
    }

    /** From the top; what has any share at all is seen to have it. */
    private int y(double share) {
        double height = Double.isFinite(share) ? Math.max(0, Math.min(1, share / top)) * HEIGHT : 0;
        return HEIGHT - (int) (height > 0 ? Math.max(1, Math.round(height)) : 0);
    }

    /** The share at the upper end of the axis. */
    public String topLabel() {
        return Figures.percent(top);
    }

    public String middleLabel() {
        return Figures.percent(top / 2);
    }

    /**
     * A label below the plot.
     *
     * @param x where, in per cent of the width
     * @param anchor which end of the text that is: start, middle or end
     * @param text what it says
     */
    public record Tick(String x, String anchor, String text) {}

    /** Labels of the horizontal axis. */
    public List<Tick> ticks() {
        int bars = bars();
        if (bars <= FEW) {
            return IntStream.range(0, bars)
                    .mapToObj(i -> new Tick(percent(i + 0.5, bars), "middle", shortened(i)))
                    .toList();
        }
        // The first bar is open: its label says below what it lies, which the second says as well.
        int step = (bars - 1 + LABELS - 1) / LABELS;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 1; i < bars; i += step) {
            double x = (double) i / bars;
            ticks.add(new Tick(percent(i, bars), x < 0.1 ? "start" : x > 0.9 ? "end" : "middle", shortened(i)));
        }
        return ticks;
    }

    private String shortened(int bar) {
        String label = picture.labels().get(bar);
        int end = label.offsetByCodePoints(0, Math.min(LONGEST, label.codePointCount(0, label.length())));
        return end == label.length() ? label : label.substring(0, end) + "…";
    }

    private static String percent(double part, int whole) {
        long tenths = Math.round(1000 * part / whole);
        return tenths / 10 + "." + tenths % 10;
    }

    /**
     * A category with its bars.
     *
     * @param label what it is called
     * @param referenceWidth 0 … 100
     * @param currentWidth 0 … 100
     * @param reference share in words
     * @param current share in words
     */
    public record Row(String label, int referenceWidth, int currentWidth, String reference, String current) {}

    /** The bars one below the other, which leaves room for names. */
    public List<Row> rows() {
        return IntStream.range(0, bars())
                .mapToObj(i -> {
                    double reference = picture.reference().get(i);
                    double current = picture.current().get(i);
                    Figures.Two shares = Figures.percentsApart(reference, current);
                    return new Row(
                            picture.labels().get(i), width(reference), width(current), shares.first(), shares.second());
                })
                .toList();
    }

    private int width(double share) {
        return (HEIGHT - y(share)) * 100 / HEIGHT;
    }

    /** What is seen, for those who don't see it. */
    public String summary(String column) {
        return text("drift.chart", column, topLabel());
    }
}
