package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.Convention.Variant;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.VectorSample;
import io.jenkins.plugins.aidelivery.drift.profile.Vectors;
import io.jenkins.plugins.aidelivery.drift.rows.VectorFinding;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.Means;
import io.jenkins.plugins.aidelivery.stats.MultipleTesting;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A column of vectors, such as a language model's embeddings: by their means, or by a kernel, which sees more than means. */
final class VectorComparison {
    /** Standard deviations of the reference by which a component's mean has to move. */
    static final double COMPONENT_MOVES = 0.1;

    private final ColumnProfile reference;
    private final ColumnProfile current;
    private final DriftSettings settings;
    private final Optional<VectorFinding> finding;
    private final Vectors before;
    private final Vectors now;

    VectorComparison(
            ColumnProfile reference, ColumnProfile current, DriftSettings settings, Optional<VectorFinding> finding)
            throws NotComparableException {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
        this.finding = finding;
        this.before = vectors(reference, "in the reference");
        this.now = vectors(current, "now");
    }

    private static Vectors vectors(ColumnProfile column, String where) throws NotComparableException {
        Vectors vectors = column.asVectors()
                .orElseThrow(() -> new NotComparableException("columns of type " + column.type() + " can't be compared "
                        + where + ": this engine or an older profile gives none"));
        if (vectors.used() < 2) {
            throw new NotComparableException("fewer than two of its vectors can be used " + where
                    + words(vectors.faults()).map(words -> ": " + words).orElse(""));
        }
        return vectors;
    }

    /** What is wrong with some vectors; empty if nothing is. */
    private static Optional<String> words(VectorSample.Faults faults) {
        String words = "";
        if (faults.otherLength() > 0) {
            words += Figures.number(faults.otherLength()) + " of another length, ";
        }
        if (faults.incomplete() > 0) {
            words += Figures.number(faults.incomplete()) + " with components that are missing, NaN or beyond 1e140, ";
        }
        if (faults.none() > 0) {
            words += Figures.number(faults.none()) + " without components, ";
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(words.substring(0, words.length() - 2));
    }

    ColumnComparison comparison() throws NotComparableException {
        if (before.dimensions() != now.dimensions()) {
            throw new NotComparableException("its vectors had " + Figures.number(before.dimensions())
                    + " components in the reference and have " + Figures.number(now.dimensions()) + " now");
        }
        if (!(before.width() > 0) || !(before.spread() > 0)) {
            throw new NotComparableException(
                    "all vectors of the reference are equal: there is no spread to measure a difference by");
        }
        Convention convention = convention();
        ColumnComparison comparison = ColumnComparison.ofRows(
                new ColumnComparison.Columns(reference, current),
                convention,
                scored(convention),
                Picturing.NONE,
                statistics());
        words(before.faults()).ifPresent(words -> comparison.saying("not used in the reference: " + words));
        words(now.faults()).ifPresent(words -> comparison.saying("not used now: " + words));
        return comparison;
    }

    private Convention convention() throws NotComparableException {
        DriftSettings.ColumnRule rule = settings.rule(reference.name());
        Convention preset = settings.preset().ofVectors();
        Method method = rule.method().orElse(preset.method());
        if (!method.comparesVectors()) {
            throw new NotComparableException("the method " + method.id() + " doesn't compare vectors");
        }
        Convention chosen = method == preset.method() ? preset : Conventions.of(method);
        return rule.threshold().map(chosen::with).orElse(chosen);
    }

    private Scored scored(Convention convention) throws NotComparableException {
        double score = score(convention);
        if (!Double.isFinite(score)) {
            throw new NotComparableException("its vectors are too large, or their mean is zero, for the "
                    + convention.method().label());
        }
        Bracket bracket = new Bracket(score, score);
        if (convention.rule() != Rule.EFFECT_AND_SIGNIFICANCE) {
            return new Scored(bracket, OptionalDouble.empty(), OptionalDouble.empty());
        }
        if (convention.method() == Method.COMPONENT_SHARE) {
            double z = COMPONENT_MOVES / Math.sqrt(1.0 / before.used() + 1.0 / now.used());
            return new Scored(bracket, OptionalDouble.of(components().p()), OptionalDouble.of(2 * Normal.sf(z)));
        }
        VectorFinding chance = finding.orElseThrow(
                () -> new NotComparableException("what chance does to its vectors takes rows, and none were at hand"));
        return switch (convention.method()) {
            case MEAN_DISTANCE ->
                new Scored(
                        bracket,
                        OptionalDouble.of(chance.means().p()),
                        OptionalDouble.of(Math.sqrt(chance.means().quantile(settings.alpha()))
                                / (convention.variant() == Variant.RAW ? 1 : before.spread())));
            // 1 - cos is at most the squared distance over twice the product of the lengths.
            case COSINE_DISTANCE ->
                new Scored(
                        bracket,
                        OptionalDouble.of(chance.means().p()),
                        OptionalDouble.of(Math.min(
                                2, chance.means().quantile(settings.alpha()) / (2 * length(before) * length(now)))));
            default ->
                new Scored(
                        bracket,
                        OptionalDouble.of(chance.features().p()),
                        OptionalDouble.of(Math.max(
                                0,
                                chance.features().quantile(settings.alpha())
                                        - chance.features().mean())));
        };
    }

    private double score(Convention convention) {
        return switch (convention.method()) {
            case MEAN_DISTANCE -> convention.variant() == Variant.RAW ? apart() : apart() / before.spread();
            case COSINE_DISTANCE -> cosineDistance();
            case COMPONENT_SHARE -> components().share();
            default -> Math.max(0, before.meanDiscrepancy(now));
        };
    }

    /** Distance of the mean vectors. */
    private double apart() {
        double most = most();
        double squares = IntStream.range(0, before.dimensions())
                .mapToDouble(k -> (before.means().get(k) - now.means().get(k)) / most)
                .map(x -> x * x)
                .sum();
        return most * Math.sqrt(squares);
    }

    /** By which squares are neither lost nor beyond all. */
    private double most() {
        double most = IntStream.range(0, before.dimensions())
                .mapToDouble(k -> Math.max(
                        Math.abs(before.means().get(k)), Math.abs(now.means().get(k))))
                .max()
                .orElse(0);
        return most > 0 ? most : 1;
    }

    private double cosineDistance() {
        double most = most();
        double product = 0;
        double one = 0;
        double other = 0;
        for (int k = 0; k < before.dimensions(); k++) {
            double x = before.means().get(k) / most;
            double y = now.means().get(k) / most;
            product += x * y;
            one += x * x;
            other += y * y;
        }
        return 1 - product / Math.sqrt(one) / Math.sqrt(other);
    }

    /** Of the mean vector. */
    private static double length(Vectors vectors) {
        return Math.sqrt(IntStream.range(0, vectors.dimensions())
                .mapToDouble(k -> vectors.means().get(k) * vectors.means().get(k))
                .sum());
    }

    /** Components whose mean moved. */
    private record Components(double share, double p) {}

    private Components components() {
        int dimensions = before.dimensions();
        double[] p = IntStream.range(0, dimensions)
                .mapToDouble(k -> Means.welch(sample(before, k), sample(now, k)).pValue())
                .toArray();
        double[] adjusted = MultipleTesting.benjaminiHochberg(p);
        double share = IntStream.range(0, dimensions)
                        .filter(k -> adjusted[k] <= settings.alpha() && moves(k))
                        .count()
                / (double) dimensions;
        double least =
                IntStream.range(0, dimensions).mapToDouble(k -> p[k]).min().orElse(1);
        return new Components(share, Math.min(1, least * dimensions));
    }

    private boolean moves(int component) {
        double moved = Math.abs(before.means().get(component) - now.means().get(component));
        return moved >= COMPONENT_MOVES * before.deviation(component);
    }

    /** In deviations, because squares of large numbers have none. */
    private Means.Sample sample(Vectors vectors, int component) {
        double unit = Math.max(before.deviation(component), now.deviation(component));
        unit = unit > 0 ? unit : 1;
        double deviation = vectors.deviation(component) / unit;
        return new Means.Sample(vectors.means().get(component) / unit, deviation * deviation, vectors.used());
    }

    private Map<String, Double> statistics() {
        Map<String, Double> statistics = new TreeMap<>();
        statistics.put("reference vectors looked at", (double) before.looked());
        statistics.put("current vectors looked at", (double) now.looked());
        statistics.put("components", (double) before.dimensions());
        statistics.put("distance of the means / spread", apart() / before.spread());
        statistics.put("distance of the means", apart());
        statistics.put("cosine distance of the means", cosineDistance());
        statistics.put("share of components that moved", components().share());
        statistics.put("squared mean discrepancy", Math.max(0, before.meanDiscrepancy(now)));
        statistics.put("reference spread", before.spread());
        statistics.put("current spread", now.spread());
        statistics.values().removeIf(value -> !Double.isFinite(value));
        return statistics;
    }
}
