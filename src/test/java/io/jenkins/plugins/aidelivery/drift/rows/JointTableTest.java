package io.jenkins.plugins.aidelivery.drift.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.sql.RowSampler.TableRow;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.Test;

public class JointTableTest {
    private static final List<String> NUMBERS = List.of("x", "y", "z");
    private static final List<String> TEXTS = List.of("kind", "place");

    /** Rows whose columns always look the same, one by one. */
    private static List<TableRow> rows(Random random, int rows, double correlation, boolean paired) {
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    double x = random.nextGaussian();
                    double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                    int kind = random.nextInt(3);
                    int place = paired ? kind : random.nextInt(3);
                    return row("kind " + kind, "place " + place, x, Math.exp(y), Math.abs(random.nextGaussian()));
                })
                .toList();
    }

    private static TableRow row(String kind, String place, double... numbers) {
        return new TableRow(
                List.of(Optional.of(kind), Optional.of(place)),
                java.util.Arrays.stream(numbers).boxed().toList());
    }

    private static JointTable table(List<TableRow> reference, List<TableRow> current) {
        return new JointTable(TEXTS, NUMBERS, reference, current);
    }

    private static Separation classified(List<TableRow> reference, List<TableRow> current) {
        return table(reference, current)
                .look(Multivariate.DOMAIN_CLASSIFIER)
                .asArea()
                .orElseThrow();
    }

    private static Reconstruction reconstructed(List<TableRow> reference, List<TableRow> current) {
        return table(reference, current)
                .look(Multivariate.PRINCIPAL_COMPONENTS)
                .asReconstruction()
                .orElseThrow();
    }

    @Test
    public void aCorrelationThatTurnsAroundIsFound() {
        Random random = new Random(1);
        List<TableRow> before = rows(random, 1000, 0.8, false);
        List<TableRow> now = rows(random, 1000, -0.8, false);

        assertThat(classified(before, now).area()).isGreaterThan(0.75);
        assertThat(classified(before, now).p()).isLessThan(1e-12);
        assertThat(table(before, now).look(Multivariate.DOMAIN_CLASSIFIER).movers())
                .extracting(Moved::label)
                .startsWith("x", "y");

        Reconstruction error = reconstructed(before, now);
        assertThat(error.effect()).isGreaterThan(0.2);
        assertThat(error.p()).isLessThan(1e-6);
    }

    @Test
    public void soAreCategoriesThatGoTogetherNow() {
        Random random = new Random(2);
        List<TableRow> before = rows(random, 1000, 0, false);
        List<TableRow> now = rows(random, 1000, 0, true);
        assertThat(classified(before, now).area()).isGreaterThan(0.7);
        assertThat(table(before, now).look(Multivariate.DOMAIN_CLASSIFIER).movers())
                .extracting(Moved::label)
                .startsWith("place", "kind");
    }

    @Test
    public void numbersThatAreMissingElsewhereAreFound() {
        Random random = new Random(3);
        List<TableRow> before = rows(random, 600, 0.5, false);
        List<TableRow> now = before.stream()
                .map(row -> row(
                        row.texts().get(0).orElseThrow(),
                        row.texts().get(1).orElseThrow(),
                        row.numbers().get(0) > 0.7 ? Double.NaN : row.numbers().get(0),
                        row.numbers().get(1),
                        row.numbers().get(2)))
                .toList();
        assertThat(classified(before, now).p()).isLessThan(1e-6);
    }

    /** 600 pairs each: a standard error of 0.009. */
    @Test
    public void equalTablesAreCalledDifferentAsOftenAsTheLevelSays() {
        Random random = new Random(4);
        for (int size : new int[] {30, 80}) {
            double areas = 0;
            double errors = 0;
            for (int i = 0; i < 600; i++) {
                List<TableRow> before = rows(random, size, 0.6, true);
                List<TableRow> now = rows(random, size + 11, 0.6, true);
                areas += classified(before, now).p() <= 0.05 ? 1 / 600.0 : 0;
                errors += reconstructed(before, now).p() <= 0.05 ? 1 / 600.0 : 0;
            }
            assertThat(areas).as("classifier, %d", size).isBetween(0.023, 0.077);
            assertThat(errors).as("reconstruction, %d", size).isBetween(0.023, 0.083);
        }
    }

    @Test
    public void aTableComparedWithItselfIsTheSame() {
        List<TableRow> rows = rows(new Random(5), 300, 0.5, false);
        assertThat(classified(rows, rows).area()).isEqualTo(0.5);
        assertThat(reconstructed(rows, rows).effect()).isCloseTo(0, within(0.25));
    }

    @Test
    public void theOrderOfRowsMeansNothing() {
        Random random = new Random(6);
        List<TableRow> before = rows(random, 150, 0.5, false);
        List<TableRow> now = rows(random, 150, 0.4, false);
        List<TableRow> turned = new java.util.ArrayList<>(now);
        java.util.Collections.reverse(turned);
        for (Multivariate kind : Multivariate.values()) {
            JointFinding one = table(before, now).look(kind);
            JointFinding other = table(before, turned).look(kind);
            assertThat(other.area()).isEqualTo(one.area());
            assertThat(
                            other.reconstruction() == null
                                    ? 0
                                    : other.reconstruction().effect())
                    .isCloseTo(
                            one.reconstruction() == null
                                    ? 0
                                    : one.reconstruction().effect(),
                            within(1e-9));
        }
    }

    @Test
    public void constantsAndTheLargestNumbersAreNoTrouble() {
        Random random = new Random(7);
        Function<Double, List<TableRow>> rows = shift -> IntStream.range(0, 200)
                .mapToObj(i -> row(
                        "always",
                        i % 2 == 0 ? "a" : "b",
                        i % 50 == 0 ? 1e308 : i % 50 == 1 ? -1e308 : random.nextGaussian() + shift,
                        Double.NaN,
                        7))
                .toList();
        assertThat(classified(rows.apply(0.0), rows.apply(1.5)).area()).isGreaterThan(0.7);
        assertThat(reconstructed(rows.apply(0.0), rows.apply(0.0)).p()).isBetween(0.0, 1.0);
        List<TableRow> constant =
                IntStream.range(0, 50).mapToObj(i -> row("a", "b", 1, 2, 3)).toList();
        assertThat(classified(constant, constant).area()).isEqualTo(0.5);
        assertThat(table(constant, constant)
                        .look(Multivariate.PRINCIPAL_COMPONENTS)
                        .complaint())
                .isEqualTo("fewer than two columns of the reference vary");
    }

    @Test
    public void tooLittleToLookAtIsSaid() {
        List<TableRow> few = rows(new Random(8), 19, 0, false);
        assertThat(table(few, few).look(Multivariate.DOMAIN_CLASSIFIER).complaint())
                .contains("fewer than 20 rows");
        JointTable single = new JointTable(List.of(), List.of("x"), List.of(), List.of());
        assertThat(single.look(Multivariate.PRINCIPAL_COMPONENTS).complaint()).contains("fewer than two columns");
    }
}
