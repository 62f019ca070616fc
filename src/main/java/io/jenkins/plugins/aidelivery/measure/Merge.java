package io.jenkins.plugins.aidelivery.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** One measure out of all that the files hold under one name and slice. The order of the files decides nothing. */
final class Merge {
    /** Two tools that print the same number of the same data differ by rounding only. */
    private static final double SAME = 1e-6;

    /** Of several that can't be used, the one that puts most in doubt speaks for all. */
    private static final Comparator<Measure> WORST = Comparator.comparing(
                    (Measure measure) -> switch (measure.status().state()) {
                        case ERROR -> 0;
                        case STALE -> 1;
                        case MISSING -> 2;
                        case FAILED -> 3;
                        case OK -> 4;
                    })
            .thenComparing(measure -> measure.status().reason());

    private static final Comparator<Measure> BY_VALUE = Comparator.comparingDouble(
                    (Measure measure) -> measure.amount().value())
            .thenComparing(measure -> measure.amount().unit())
            .thenComparing(measure -> measure.amount().direction())
            .thenComparing(Merge::poverty);

    private final List<Measure> found;

    private Merge(List<Measure> found) {
        this.found = found;
    }

    /** @param found at least one, all of one name and slice, in the order in which they were read */
    static Measure of(List<Measure> found) {
        return found.size() == 1 ? found.get(0) : new Merge(found).merged();
    }

    private Measure merged() {
        Measure worst = found.stream().min(WORST).orElseThrow();
        if (!worst.status().isOk()) {
            return worst;
        }
        List<Direction> directions = named(measure -> measure.amount().direction());
        directions.remove(Direction.NONE);
        List<Unit> units = named(measure -> measure.amount().unit());
        if (directions.size() > 1 || units.size() > 1) {
            return contradiction(
                    units.size() > 1
                            ? "measured in different units, " + units.get(0).text() + " and "
                                    + units.get(1).text()
                            : "one report says that more is better, another that less is");
        }
        Amount amount = sum();
        List<Measure> parts = found.stream()
                .filter(measure -> isPart(measure.amount(), amount))
                .toList();
        if (!found.stream().allMatch(measure -> isPart(measure.amount(), amount) || isSame(measure.amount(), amount))) {
            return contradiction("measured " + times() + " with different results");
        }
        Direction direction = directions.isEmpty() ? Direction.NONE : directions.get(0);
        Amount directed = new Amount(amount.value(), amount.unit(), direction, amount.sampling());
        // A comparison row by row is one of the files' own; for a sum over files there is none.
        return parts.size() > 1
                ? Measure.ok(found.get(0).id(), directed, source(parts))
                : richest().with(directed);
    }

    /** What is said about a property, each once, in an order that is always the same. */
    private <T extends Comparable<T>> List<T> named(Function<Measure, T> property) {
        return new ArrayList<>(new TreeSet<>(found.stream().map(property).toList()));
    }

    /** Counts of all files together, or the total of all, or else the value of which most is known. */
    private Amount sum() {
        return counts().or(this::total).orElseGet(() -> richest().amount());
    }

    private Measure richest() {
        return found.stream().min(Comparator.comparing(Merge::poverty)).orElseThrow();
    }

    private Optional<Amount> counts() {
        List<Sampling.Counts> all = found.stream()
                .filter(measure -> measure.amount().sampling() instanceof Sampling.Counts)
                .map(measure -> (Sampling.Counts) measure.amount().sampling())
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Amount.share(
                        all.stream().mapToLong(Sampling.Counts::successes).sum(),
                        all.stream().mapToLong(Sampling.Counts::trials).sum(),
                        Direction.NONE));
    }

    private Optional<Amount> total() {
        List<Amount> all = found.stream()
                .map(Measure::amount)
                .filter(amount -> amount.sampling() instanceof Sampling.Total)
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Amount.total(
                        all.stream().mapToDouble(Amount::value).sorted().sum(),
                        all.get(0).unit(),
                        Direction.NONE));
    }

    /** Whether an amount went into a sum. */
    private static boolean isPart(Amount amount, Amount sum) {
        return sum.sampling() instanceof Sampling.Counts && amount.sampling() instanceof Sampling.Counts
                || sum.sampling() instanceof Sampling.Total && amount.sampling() instanceof Sampling.Total;
    }

    /** Orders by how much is known of the precision, and equals in an order that is always the same. */
    private static String poverty(Measure measure) {
        Sampling sampling = measure.amount().sampling();
        int rank = sampling instanceof Sampling.Counts
                ? 0
                : sampling instanceof Sampling.Total ? 1 : sampling instanceof Sampling.Unknown ? 3 : 2;
        return rank + " " + sampling + measure.source();
    }

    private static boolean isSame(Amount one, Amount other) {
        double scale = Math.max(Math.abs(one.value()), Math.abs(other.value()));
        return Math.abs(one.value() - other.value()) <= SAME * scale;
    }

    private static Source source(List<Measure> parts) {
        Source first = parts.get(0).source();
        return new Source(first.file() + " and " + (parts.size() - 1) + " more", first.tool(), first.pointer());
    }

    private String times() {
        return found.size() == 2 ? "twice" : found.size() + " times";
    }

    private Measure contradiction(String what) {
        Measure lowest = found.stream().min(BY_VALUE).orElseThrow();
        Measure highest = found.stream().max(BY_VALUE).orElseThrow();
        return lowest.with(Status.error(what + ": " + shown(lowest) + ", " + shown(highest)
                + "; give one of the evidence entries a 'name' or leave one out"));
    }

    private static String shown(Measure measure) {
        Amount amount = measure.amount();
        return Figures.format(amount.value(), amount.unit()) + " in "
                + measure.source().file();
    }
}
