package io.jenkins.plugins.aidelivery.drift.profile;

/**
 * What is added up of predicted numbers: of errors e = prediction - target, and of targets a = target - origin. The sums are exact, of
 * numbers that were rounded to whole ones of a unit: 2⁻³¹ of their range, where fourth powers play a part 2⁻¹⁵.
 *
 * @param rows with both numbers
 * @param origin that targets are counted from: the middle of the reference's
 * @param e Σe
 * @param absolute Σ|e|
 * @param e2 Σe²
 * @param e4 Σe⁴
 * @param a Σa
 * @param a2 Σa²
 * @param a3 Σa³
 * @param a4 Σa⁴
 * @param ae2 Σae²
 * @param a2e2 Σa²e²
 */
public record PredictionErrors(
        long rows,
        double origin,
        double e,
        double absolute,
        double e2,
        double e4,
        double a,
        double a2,
        double a3,
        double a4,
        double ae2,
        double a2e2) {
    PredictionErrors plus(PredictionErrors other) {
        if (Double.compare(origin, other.origin) != 0) {
            throw new IllegalArgumentException("targets that were counted from different origins can't be added");
        }
        return new PredictionErrors(
                rows + other.rows,
                origin,
                e + other.e,
                absolute + other.absolute,
                e2 + other.e2,
                e4 + other.e4,
                a + other.a,
                a2 + other.a2,
                a3 + other.a3,
                a4 + other.a4,
                ae2 + other.ae2,
                a2e2 + other.a2e2);
    }
}
