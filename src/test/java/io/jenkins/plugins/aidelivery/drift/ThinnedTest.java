package io.jenkins.plugins.aidelivery.drift;

import static io.jenkins.plugins.aidelivery.drift.Profiles.numbers;
import static io.jenkins.plugins.aidelivery.drift.Profiles.table;
import static io.jenkins.plugins.aidelivery.drift.Profiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.drift.profile.Answers;
import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Histogram;
import io.jenkins.plugins.aidelivery.drift.profile.Leaf;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCells;
import io.jenkins.plugins.aidelivery.drift.profile.ScoreCounts;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.stats.twosample.KolmogorovSmirnov;
import io.jenkins.plugins.aidelivery.stats.twosample.Pooled;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.Test;

/** A profile that tells nothing of a few rows, and what can still be compared with it. */
public class ThinnedTest {
    private static final int MINIMUM = 10;

    private static final Map<String, ToDoubleFunction<Random>> SHAPES = shapes();

    private static Map<String, ToDoubleFunction<Random>> shapes() {
        Map<String, ToDoubleFunction<Random>> shapes = new LinkedHashMap<>();
        shapes.put("normal", Random::nextGaussian);
        shapes.put("lognormal", random -> Math.exp(3 * random.nextGaussian()));
        shapes.put("heavy tail", random -> Math.pow(1 - random.nextDouble(), -3));
        shapes.put("mostly zero", random -> random.nextDouble() < 0.7 ? 0 : random.nextGaussian());
        shapes.put("two far clusters", random -> (random.nextBoolean() ? 0 : 1e9) + random.nextGaussian());
        shapes.put("an outlier", random -> random.nextInt(5000) == 0 ? 1e12 : random.nextGaussian());
        shapes.put("ages", random -> Math.rint(Math.max(0, 45 + 20 * random.nextGaussian())));
        shapes.put("counts", random -> Math.floor(Math.exp(2 * random.nextGaussian())));
        shapes.put("prices", random -> Math.round(1000 * Math.exp(random.nextGaussian())) / 100.0);
        shapes.put("stars", random -> 1 + random.nextInt(5));
        shapes.put("a rare code", random -> random.nextInt(4000) == 0 ? 9 : random.nextInt(3));
        return shapes;
    }

    private static double[] sample(ToDoubleFunction<Random> shape, double factor, int rows, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> factor * shape.applyAsDouble(random))
                .limit(rows)
                .toArray();
    }

    private static DatasetProfile thinned(DatasetProfile profile, DatasetProfile... reference) {
        return profile.thinned(MINIMUM, Arrays.stream(reference).findFirst());
    }

    /** As it comes back from where it was kept. */
    private static DatasetProfile kept(DatasetProfile profile) throws IOException {
        return JsonFile.MAPPER.readValue(JsonFile.MAPPER.writeValueAsString(profile), DatasetProfile.class);
    }

    private static DatasetProfile of(double[] x) {
        return table("reference", numbers("x", x));
    }

    /** Counted as a table is that is compared with what was kept. */
    private static DatasetProfile against(DatasetProfile reference, double[] x) {
        return table("current", numbers("x", x, reference.column("x")));
    }

    private static DriftSettings limit(double threshold) {
        return new DriftSettings(
                "",
                Preset.DEFAULT,
                List.of(),
                List.of(),
                DriftSettings.ALPHA,
                DriftSettings.SHARE,
                Map.of(
                        "x",
                        new DriftSettings.ColumnRule(
                                Optional.of(Method.KOLMOGOROV_SMIRNOV), Optional.of(threshold), 1, false)),
                DriftSettings.Missing.FAIL);
    }

    private static ColumnDrift compared(DatasetProfile reference, double[] x, double threshold) {
        return DriftChecker.check(reference, against(reference, x), limit(threshold), Instant.EPOCH)
                .columns()
                .get(0);
    }

    private static double distance(double[] one, double[] other) {
        return KolmogorovSmirnov.statistic(Pooled.ofSamples(one, other));
    }

    // --- what is told

    private static List<Double> doubles(JsonNode json) {
        List<Double> found = new ArrayList<>();
        if (json.isNumber()) {
            found.add(json.doubleValue());
        }
        json.forEach(member -> found.addAll(doubles(member)));
        return found;
    }

    @Test
    public void noNumberThatFewRowsHaveIsKept() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            for (int rows : new int[] {300, 20_000}) {
                double[] x = sample(shape.getValue(), 1, rows, rows);
                DatasetProfile profile = thinned(of(x));
                List<Double> told =
                        doubles(JsonFile.MAPPER.valueToTree(profile.columns().get(0)));
                Map<Double, Long> counts = new LinkedHashMap<>();
                DoubleStream.of(x).forEach(value -> counts.merge(value, 1L, Long::sum));
                // Whole numbers are what counts and round ends are, too.
                counts.keySet().removeIf(value -> value == Math.rint(value));
                assertThat(counts.entrySet())
                        .as(shape.getKey())
                        .noneMatch(value -> value.getValue() < MINIMUM && told.contains(value.getKey()));
            }
        }
    }

    private static List<Leaf> leaves(Numbers numbers) {
        Histogram histogram = numbers.inCells().orElseThrow();
        return Leaf.of(histogram.grid(), List.of(histogram));
    }

    @Test
    public void everyCountIsOfEnoughRows() {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            for (int rows : new int[] {10, 300, 20_000}) {
                DatasetProfile profile = thinned(of(sample(shape.getValue(), 1, rows, rows + 1)));
                Numbers numbers = profile.columns().get(0).asNumbers().orElseThrow();
                assertThat(numbers.count()).as(shape.getKey()).isEqualTo(rows);
                if (numbers.oneByOne().isPresent()) {
                    for (int i = 0; i < numbers.oneByOne().get().size(); i++) {
                        assertThat(numbers.oneByOne().get().count(i)).isGreaterThanOrEqualTo(MINIMUM);
                    }
                } else {
                    assertThat(leaves(numbers)).as(shape.getKey()).allMatch(leaf -> leaf.counts()[0] >= MINIMUM);
                }
            }
        }
    }

    @Test
    public void valuesThatManyRowsHaveStayAsTheyAre() {
        DatasetProfile stars = of(sample(SHAPES.get("stars"), 1, 1000, 1));
        assertThat(thinned(stars)).isEqualTo(stars);
        Numbers ages = thinned(of(sample(SHAPES.get("ages"), 1, 20_000, 1)))
                .columns()
                .get(0)
                .asNumbers()
                .orElseThrow();
        assertThat(leaves(ages).stream().filter(Leaf::isPoint))
                .as("those in the middle")
                .hasSizeGreaterThan(60)
                .allMatch(leaf -> leaf.from() == Math.rint(leaf.from()));
    }

    @Test
    public void ofTooFewRowsNothingIsKept() {
        DatasetProfile reference = table(
                "reference",
                numbers("x", 1, 2, 3, 4, 5, 6, 7, 8, 9),
                texts("t", "a", "b", "c", "d", "e", "f", "g", "h", "i"));
        DatasetProfile few = thinned(reference);
        assertThat(few.columns()).allMatch(ColumnProfile::isTooThin);

        DriftReport report = DriftChecker.check(few, reference, DriftSettings.defaults(), Instant.EPOCH);
        assertThat(report.columns()).extracting(ColumnDrift::outcome).containsOnly(Outcome.IGNORED);
        assertThat(report.columns().get(0).reason())
                .isEqualTo("nothing of it was kept of the reference: too few rows had the same");
        assertThat(DriftChecker.check(few, reference, limit(0.1), Instant.EPOCH)
                        .columns()
                        .get(0)
                        .outcome())
                .as("a column that was asked for")
                .isEqualTo(Outcome.NOT_COMPARABLE);
    }

    @Test
    public void oneMeansEverything() {
        DatasetProfile profile = of(sample(SHAPES.get("prices"), 1, 300, 1));
        assertThat(profile.thinned(1, Optional.empty())).isSameAs(profile);
        assertThat(profile.thinned(0, Optional.empty())).isSameAs(profile);
    }

    @Test
    public void whatAModelSaidIsKeptIfEnoughRowsHaveIt() {
        ModelColumns columns = new ModelColumns("sick", "said", "", "", Task.CLASSIFICATION);
        ScoreCounts none = ScoreCounts.of(Map.of(), java.math.BigInteger.ZERO);
        List<Answers> many = List.of(new Answers("yes", "yes", 40, none, 0), new Answers("no", "yes", 10, none, 0));
        List<Answers> few = List.of(new Answers("yes", "yes", 40, none, 0), new Answers("no", "yes", 9, none, 0));
        DatasetProfile table = table("reference", numbers("x", 1));
        DatasetProfile kept =
                thinned(table.with(PerformanceProfile.of(columns, 50, ScoreCells.of(Optional.empty()), many)));
        assertThat(kept.model().orElseThrow().answers()).isEqualTo(many);
        DatasetProfile dropped =
                thinned(table.with(PerformanceProfile.of(columns, 50, ScoreCells.of(Optional.empty()), few)));
        assertThat(dropped.model().orElseThrow().answers()).isEmpty();
        assertThat(dropped.model().orElseThrow().complaint())
                .isEqualTo("labels, predictions or scores of fewer than 10 rows were not kept; compare with the table"
                        + " itself");
    }

    @Test
    public void aColumnThatIsNearlyAlwaysZeroMayBeZero() throws IOException {
        double[] before = new double[20_000];
        Arrays.setAll(before, i -> i < 8 ? i + 0.5 : 0);
        double[] now = new double[500];
        DatasetProfile reference = kept(thinned(of(before)));
        DriftReport report =
                DriftChecker.check(reference, against(reference, now), DriftSettings.defaults(), Instant.EPOCH);
        assertThat(report.checks())
                .filteredOn(check -> check.id().equals("constant"))
                .singleElement()
                .extracting(TableCheck::outcome)
                .isEqualTo(Outcome.NO_DRIFT);
    }

    // --- what can be compared

    /** Numbers with up to five values are compared as categories, all of which are known then. */
    private static boolean isCodes(ColumnDrift column) {
        return column.reason().equals("the method ks doesn't compare categories");
    }

    @Test
    public void theExactDistanceLiesWithin() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            for (int rows : new int[] {100, 2000, 20_000}) {
                for (double factor : new double[] {1, 1.02, 1.5, -1}) {
                    double[] before = sample(shape.getValue(), 1, rows, 1);
                    double[] now = sample(shape.getValue(), factor, 7000, 2);
                    ColumnDrift column = compared(kept(thinned(of(before))), now, 0.9);
                    if (isCodes(column)) {
                        continue;
                    }
                    assertThat(distance(before, now))
                            .as(shape.getKey() + " of " + rows + " times " + factor)
                            .isBetween(
                                    column.score().low() - 1e-12, column.score().high() + 1e-12);
                }
            }
        }
    }

    @Test
    public void littleIsLostInLargeTables() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            double[] before = sample(shape.getValue(), 1, 20_000, 3);
            double[] now = sample(shape.getValue(), 1, 20_000, 4);
            ColumnDrift column = compared(kept(thinned(of(before))), now, 0.03);
            if (isCodes(column)) {
                continue;
            }
            assertThat(column.score().high() - column.score().low())
                    .as(shape.getKey())
                    .isLessThan(0.012);
            assertThat(column.outcome()).as(shape.getKey()).isEqualTo(Outcome.NO_DRIFT);
            double[] other = DoubleStream.of(now).map(x -> 1.2 * x + 0.1).toArray();
            assertThat(compared(kept(thinned(of(before))), other, 0.03).outcome())
                    .as(shape.getKey())
                    .isEqualTo(Outcome.DRIFT);
        }
    }

    @Test
    public void partsCanBeAdded() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            double[] first = sample(shape.getValue(), 1, 6000, 5);
            double[] second = sample(shape.getValue(), 1.1, 800, 6);
            double[] third = sample(shape.getValue(), 0.9, 50, 7);
            double[] now = sample(shape.getValue(), 1, 5000, 8);
            DatasetProfile one = kept(thinned(of(first)));
            DatasetProfile two = kept(thinned(against(one, second), one));
            DatasetProfile three = kept(thinned(against(one, third), one));
            double[] all = Stream.of(first, second, third)
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
            for (DatasetProfile sum : List.of(one.plus(two).plus(three), three.plus(one.plus(two)))) {
                Numbers numbers = sum.columns().get(0).asNumbers().orElseThrow();
                Numbers whole = of(all).columns().get(0).asNumbers().orElseThrow();
                assertThat(numbers.count()).isEqualTo(all.length);
                assertThat(numbers.mean()).as(shape.getKey()).isCloseTo(whole.mean(), within(1e-9 * whole.deviation()));
                assertThat(numbers.deviation())
                        .as(shape.getKey())
                        .isCloseTo(whole.deviation(), within(0.01 * whole.deviation()));
                ColumnDrift column = compared(kept(sum), now, 0.9);
                if (isCodes(column)) {
                    continue;
                }
                assertThat(distance(all, now))
                        .as(shape.getKey())
                        .isBetween(column.score().low() - 1e-12, column.score().high() + 1e-12);
            }
        }
    }

    @Test
    public void whatIsBeyondTheReferenceIsStillSeen() throws IOException {
        double[] before = sample(SHAPES.get("normal"), 1, 6000, 9);
        double[] now = sample(SHAPES.get("normal"), 1, 6000, 10);
        Arrays.fill(now, 0, 120, 1e6);
        ColumnDrift column = compared(kept(thinned(of(before))), now, 0.03);
        assertThat(column.statistics().get(ColumnComparison.OUTSIDE)).isEqualTo(0.02);
        assertThat(column.findings()).contains("2 % of the rows lie outside of the reference's range");
    }

    // --- categories

    private static ColumnProfile cities(int rareRows, String... more) {
        List<String> cities = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            cities.add(i % 3 == 0 ? "Oslo" : "Bergen");
        }
        for (int i = 0; i < rareRows; i++) {
            cities.add("village " + i / 3);
        }
        cities.addAll(List.of(more));
        return texts("city", cities.toArray(String[]::new));
    }

    private static ColumnDrift compared(ColumnProfile reference, ColumnProfile current) {
        return DriftChecker.check(
                        thinned(table("before", reference)),
                        table("now", current),
                        DriftSettings.defaults(),
                        Instant.EPOCH)
                .columns()
                .get(0);
    }

    @Test
    public void rareCategoriesAreNeitherNewNorGone() {
        ColumnDrift same = compared(cities(60), cities(60));
        assertThat(same.outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(same.findings())
                .containsExactly("rare categories of the reference (2 % of its rows) were kept as one; which of them"
                        + " are new or gone can't be told");
        assertThat(compared(cities(60), cities(0)).findings())
                .noneMatch(finding ->
                        finding.contains("gone" + " are") || finding.matches(".*categor(y is|ies are) gone"));
        Categories kept = thinned(table("before", cities(60))).columns().get(0).categories();
        assertThat(kept.counts()).extracting(Categories.Count::value).containsExactly("Bergen", "Oslo");
        assertThat(kept.otherRows()).isEqualTo(60);
    }

    @Test
    public void categoriesAreNewIfAllWereKept() {
        assertThat(compared(cities(0), cities(0, "Rome", "Rome", "Paris")).findings())
                .containsExactly("2 new categories");
    }

    @Test
    public void whereTooMuchWasKeptAsOneNothingIsPromised() {
        ColumnDrift column = compared(cities(300), cities(300));
        assertThat(column.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(column.reason()).contains("9.1 % of the reference's rows hold rare categories");
        assertThat(compared(cities(300), cities(2000)).outcome())
                .as("what is seen, is drift")
                .isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void aCategoryThatIsCalledLikeTheOthers() {
        ColumnDrift column = compared(cities(30, "(all others)", "(all others)"), cities(30));
        assertThat(column.outcome()).isEqualTo(Outcome.NO_DRIFT);
        ColumnProfile many =
                cities(30, java.util.Collections.nCopies(40, "(all others)").toArray(String[]::new));
        assertThat(compared(many, many).picture().labels())
                .containsExactly("Bergen", "Oslo", "(all others)", "(all others)");
    }

    // --- reports

    @Test
    public void aReportNamesNothingRareEither() {
        DriftSettings settings = new DriftSettings(
                        "",
                        Preset.DEFAULT,
                        List.of(),
                        List.of(),
                        DriftSettings.ALPHA,
                        DriftSettings.SHARE,
                        Map.of(),
                        DriftSettings.Missing.FAIL)
                .withMinimumCount(MINIMUM);
        DatasetProfile before = table("before", cities(30), numbers("x", sample(SHAPES.get("an outlier"), 1, 3030, 1)));
        DatasetProfile now = table(
                "now",
                cities(27, "Rome", "Rome", "Rome"),
                numbers(
                        "x",
                        sample(SHAPES.get("an outlier"), 2, 3030, 2),
                        Optional.of(before.columns().get(1))));
        DriftReport report = DriftChecker.check(before, now, settings, Instant.EPOCH);
        ColumnDrift cities = report.columns().get(0);
        assertThat(cities.picture().labels()).containsExactly("Bergen", "Oslo", "(all others)");
        assertThat(cities.movers()).extracting(ColumnDrift.Mover::label).doesNotContain("Rome", "village 9");
        assertThat(cities.findings()).containsExactly("1 new category", "1 category is gone");
        ColumnDrift.Picture picture = report.columns().get(1).picture();
        for (int i = 0; i < picture.labels().size(); i++) {
            assertThat(Math.max(picture.reference().get(i), picture.current().get(i)) * 3030)
                    .isGreaterThanOrEqualTo(MINIMUM - 1e-6);
        }
    }
}
