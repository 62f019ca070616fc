package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a difference is shown.
 *
 * @param picture both distributions
 * @param movers what makes most of the difference
 */
record Picturing(ColumnDrift.Picture picture, List<ColumnDrift.Mover> movers) {
    /** Nothing that could be shown. */
    static final Picturing NONE = new Picturing(ColumnDrift.Picture.NONE, List.of());

    private static final int BARS = 12;
    private static final int MOVERS = 5;

    /** Less of all rows moves nothing. */
    private static final double LEAST = 1e-4;

    /** @param minimum rows without which nothing is shown by itself */
    static Picturing of(NumberPair pair, long minimum) {
        Bars bars = minimum > 1 ? Bars.chart(pair, minimum) : Bars.chart(pair);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            String below = bars.edges().length == 0 ? bars.label(i) : "< " + Figures.number(bars.edges()[0]);
            labels.add(i == 0 ? below : Figures.number(bars.edges()[i - 1]));
        }
        boolean same = minimum > 1 || pair.isExact() && pair.size() <= BARS;
        Bars deciles = same ? bars : Bars.of(pair, Convention.Binning.REFERENCE_DECILES);
        List<String> names =
                IntStream.range(0, deciles.size()).mapToObj(deciles::label).toList();
        return new Picturing(
                new ColumnDrift.Picture(labels, list(bars.referenceShares()), list(bars.currentShares()), true),
                movers(names, deciles.referenceShares(), deciles.currentShares()));
    }

    static Picturing of(CategoryPair pair) {
        double n = IntStream.range(0, pair.size())
                .mapToDouble(i -> pair.reference()[i])
                .sum();
        double m = IntStream.range(0, pair.size())
                .mapToDouble(i -> pair.current()[i])
                .sum();
        double[] reference = IntStream.range(0, pair.size())
                .mapToDouble(i -> pair.reference()[i] / n)
                .toArray();
        double[] current = IntStream.range(0, pair.size())
                .mapToDouble(i -> pair.current()[i] / m)
                .toArray();
        List<String> labels = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        double restOne = 0;
        double restOther = 0;
        for (int i = 0; i < pair.size(); i++) {
            if (i < BARS - 1 || pair.size() == BARS) {
                labels.add(pair.names().get(i));
                one.add(reference[i]);
                other.add(current[i]);
            } else {
                restOne += reference[i];
                restOther += current[i];
            }
        }
        if (restOne + restOther > 0) {
            labels.add(CategoryPair.OTHER);
            one.add(restOne);
            other.add(restOther);
        }
        return new Picturing(
                new ColumnDrift.Picture(labels, one, other, false), movers(pair.names(), reference, current));
    }

    private static List<ColumnDrift.Mover> movers(List<String> names, double[] reference, double[] current) {
        return IntStream.range(0, names.size())
                .filter(i -> Math.abs(current[i] - reference[i]) >= LEAST)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(current[i] - reference[i])))
                .limit(MOVERS)
                .map(i -> new ColumnDrift.Mover(names.get(i), reference[i], current[i]))
                .toList();
    }

    private static List<Double> list(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
