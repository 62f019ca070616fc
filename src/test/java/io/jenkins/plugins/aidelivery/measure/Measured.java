package io.jenkins.plugins.aidelivery.measure;

/** Measures for tests, a line each. */
public final class Measured {
    private static final Source SOMEWHERE = new Source("report.json", "tool", "/here");

    private Measured() {}

    /** So many of so many; more is better. */
    public static Measure share(String name, long successes, long trials) {
        return of(name, Amount.share(successes, trials, Direction.HIGHER));
    }

    /** So many of so many; fewer is better. */
    public static Measure badShare(String name, long failures, long trials) {
        return of(name, Amount.share(failures, trials, Direction.LOWER));
    }

    /** A share of which nothing else is known; more is better. */
    public static Measure ratio(String name, double value) {
        return of(name, Amount.value(value, Unit.RATIO, Direction.HIGHER));
    }

    /** A duration of which nothing else is known; less is better. */
    public static Measure seconds(String name, double value) {
        return of(name, Amount.value(value, Unit.SECONDS, Direction.LOWER));
    }

    public static Measure bytes(String name, double value) {
        return of(name, Amount.value(value, Unit.BYTES, Direction.LOWER));
    }

    /** How many; fewer is better. */
    public static Measure count(String name, long value) {
        return of(name, Amount.count(value, Direction.LOWER));
    }

    public static Measure points(String name, double value) {
        return of(name, Amount.value(value, Unit.POINTS, Direction.HIGHER));
    }

    public static Measure number(String name, double value, Direction direction) {
        return of(name, Amount.value(value, Unit.NUMBER, direction));
    }

    /** A mean duration with its precision; less is better. */
    public static Measure meanSeconds(String name, double value, long n, double standardError) {
        return of(name, Amount.value(value, Unit.SECONDS, Direction.LOWER).with(new Sampling.Mean(n, standardError)));
    }

    /** An AUC, an F1: as precise as a share of so many trials. */
    public static Measure figure(String name, double value, long n) {
        return of(name, Amount.value(value, Unit.RATIO, Direction.HIGHER).with(new Sampling.Share(n, n)));
    }

    public static Measure of(String name, Amount amount) {
        return Measure.ok(MeasureId.of(name), amount, SOMEWHERE);
    }

    /** The same of a part of the data. */
    public static Measure slice(Measure measure, String column, String value) {
        return Measure.of(
                new MeasureId(measure.name(), measure.slice().with(column, value)),
                measure.amount(),
                measure.status(),
                measure.source());
    }

    /** The same in another file. */
    public static Measure in(String file, Measure measure) {
        return measure.with(new Source(file, "tool", ""));
    }

    /** The same measure compared with the version before on the same rows. */
    public static Measure paired(Measure measure, double baseline, long n, double standardError) {
        return measure.with(new Paired(
                baseline,
                measure.amount().value() - baseline,
                new Sampling.Mean(n, standardError),
                new Paired.Test("McNemar", 0.04)));
    }
}
