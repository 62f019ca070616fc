package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The canary's weight over time, its phases as bands, and what was decided and ordered as numbered marks, whose words stand in a list
 * below.
 */
public final class RolloutTimeline {
    /** Units of the plot. */
    private static final double WIDTH = 1000;

    private static final double HEIGHT = 100;

    /** A band narrower than its name has none: in per cent of the width, by letter, as a phone shows it. */
    private static final double LETTER = 2.6;

    /** Marks nearer than that, in per cent of the width, stand below each other. */
    private static final double NEAR = 6.5;

    private static final int ROWS = 3;
    private static final int MOST_MARKS = 30;

    private final RolloutReport report;
    private final long from;
    private final long to;

    RolloutTimeline(RolloutReport report) {
        this.report = report;
        this.from = report.course().startedAt();
        this.to = Math.max(from + 1, report.course().asOf());
    }

    /** Whether any traffic has moved. */
    public boolean isEmpty() {
        return report.weights().isEmpty();
    }

    static double part(long at, long from, long to) {
        return Math.max(0, Math.min(1, (double) (at - from) / Math.max(1, to - from)));
    }

    /** In per cent of the width. */
    private String percent(long at) {
        return Figures.fixed(100 * part(at, from, to), 2);
    }

    private static String unit(double value) {
        return Figures.fixed(value, 1).replace('−', '-');
    }

    /** The weight as a line of steps; with a gap where nobody knows it. */
    public String line() {
        StringBuilder path = new StringBuilder();
        boolean known = false;
        for (RolloutReport.Step step : report.weights()) {
            double x = WIDTH * part(step.at(), from, to);
            if (known) {
                path.append('H').append(unit(x));
            }
            boolean now = !Double.isNaN(step.weight());
            if (now) {
                path.append(known ? "V" : "M" + unit(x) + " ").append(unit(y(step.weight())));
            }
            known = now;
        }
        return known ? path.append('H').append(unit(WIDTH)).toString() : path.toString();
    }

    /** What is below the line. */
    public String area() {
        StringBuilder path = new StringBuilder();
        List<RolloutReport.Step> steps = report.weights();
        for (int i = 0; i < steps.size(); i++) {
            if (!(steps.get(i).weight() > 0)) {
                continue;
            }
            double x = WIDTH * part(steps.get(i).at(), from, to);
            double end = i + 1 < steps.size() ? WIDTH * part(steps.get(i + 1).at(), from, to) : WIDTH;
            path.append('M').append(unit(x)).append(' ').append(unit(HEIGHT));
            path.append('V').append(unit(y(steps.get(i).weight()))).append('H').append(unit(end));
            path.append('V').append(unit(HEIGHT)).append('z');
        }
        return path.toString();
    }

    private static double y(double weight) {
        return HEIGHT - Math.max(0, Math.min(HEIGHT, weight));
    }

    /**
     * A phase behind the line.
     *
     * @param x in per cent of the width
     * @param width in per cent
     * @param middle in per cent
     * @param name empty where there is no room for it
     * @param title what it is, for the pointer
     * @param odd whether it is every other one
     * @param tone of what ended it
     */
    public record Band(String x, String width, String middle, String name, String title, boolean odd, String tone) {}

    public List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        for (RolloutReport.Phase phase : report.phases()) {
            long end = phase.endedAt() == 0 ? to : phase.endedAt();
            double width = 100 * (part(end, from, to) - part(phase.startedAt(), from, to));
            String name = RolloutWords.name(phase);
            bands.add(new Band(
                    percent(phase.startedAt()),
                    Figures.fixed(width, 2),
                    Figures.fixed(100 * part(phase.startedAt(), from, to) + width / 2, 2),
                    width >= LETTER * name.length() ? name : "",
                    name + ": " + RolloutTime.lasting(end - phase.startedAt()),
                    bands.size() % 2 == 1,
                    RolloutWords.tone(phase.decision(), phase.kind())));
        }
        return bands;
    }

    /**
     * Something worth a mark.
     *
     * @param number in the list below
     * @param x in per cent of the width
     * @param y in pixels
     * @param person whether a person did it
     * @param word in short
     * @param text why
     */
    public record Mark(
            int number, String x, int y, String tone, boolean person, RolloutTime time, String word, String text) {
        public int textY() {
            return y + 4;
        }

        public int top() {
            return y - RADIUS;
        }

        private static final int RADIUS = 9;
    }

    private record Deed(long at, String tone, boolean person, String word, String text) {}

    /** Decisions that ended a phase, and orders of people. */
    public List<Mark> marks() {
        List<Deed> deeds = new ArrayList<>();
        for (RolloutReport.Order order : report.orders()) {
            String metric = order.metric().isEmpty() ? "" : " (" + order.metric() + ")";
            String word = text("rollout.order." + order.order().name(), order.person()) + metric;
            deeds.add(new Deed(order.at(), "none", true, word, order.reason()));
        }
        for (RolloutReport.Phase phase : report.phases()) {
            boolean over = phase.endedAt() > 0;
            if (over) {
                String tone = RolloutWords.tone(phase.decision(), phase.kind());
                deeds.add(new Deed(
                        phase.endedAt(),
                        tone,
                        false,
                        RolloutWords.name(phase) + ": "
                                + RolloutWords.ending(phase, report.course().stage()),
                        phase.reason()));
            }
        }
        deeds.sort(java.util.Comparator.comparingLong(Deed::at));
        return placed(deeds.subList(Math.max(0, deeds.size() - MOST_MARKS), deeds.size()));
    }

    private List<Mark> placed(List<Deed> deeds) {
        double[] last = new double[ROWS];
        java.util.Arrays.fill(last, -NEAR);
        List<Mark> marks = new ArrayList<>();
        for (Deed deed : deeds) {
            double x = 100 * part(deed.at(), from, to);
            int row = 0;
            while (row < ROWS - 1 && x - last[row] < NEAR) {
                row++;
            }
            last[row] = x;
            int number = marks.size() + 1;
            marks.add(new Mark(
                    number,
                    Figures.fixed(Math.max(1.5, Math.min(98.5, x)), 2),
                    MARKS_FROM + row * MARK_HEIGHT,
                    deed.tone(),
                    deed.person(),
                    RolloutTime.beside(deed.at(), from),
                    deed.word(),
                    deed.text()));
        }
        return marks;
    }

    private static final int MARKS_FROM = 232;
    private static final int MARK_HEIGHT = 21;

    /** A time below the plot. */
    public record Tick(String x, String anchor, String text) {}

    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= 2; i++) {
            long at = from + (to - from) * i / 2;
            ticks.add(new Tick(
                    Integer.toString(50 * i),
                    i == 0 ? "start" : i == 2 ? "end" : "middle",
                    RolloutTime.beside(at, from).text()));
        }
        return ticks;
    }

    /** What is seen, for those who don't see it. */
    public String summary() {
        double peak = report.weights().stream()
                .mapToDouble(RolloutReport.Step::weight)
                .filter(weight -> !Double.isNaN(weight))
                .max()
                .orElse(0);
        return text(
                "rollout.timeline.summary",
                Integer.toString((int) report.phases().stream()
                        .filter(phase -> phase.kind() == Kind.PHASE)
                        .count()),
                Figures.number(peak),
                RolloutTime.lasting(to - from));
    }
}
