package io.jenkins.plugins.aidelivery.drift;

import static io.jenkins.plugins.aidelivery.drift.Profiles.numbers;
import static io.jenkins.plugins.aidelivery.drift.Profiles.table;
import static io.jenkins.plugins.aidelivery.drift.Profiles.texts;
import static io.jenkins.plugins.aidelivery.drift.Profiles.withNulls;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

public class DriftCheckerTest {
    private static final DriftSettings DEFAULTS = DriftSettings.defaults();

    private static double[] normal(int rows, double shift, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToDouble(i -> Math.round(100 * (random.nextGaussian() + shift)) / 100.0)
                .toArray();
    }

    private static String[] letters(int rows, String alphabet, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                .toArray(String[]::new);
    }

    private static DriftReport check(ColumnProfile reference, ColumnProfile current, DriftSettings settings) {
        return check(table("train", reference), table("today", current), settings);
    }

    private static DriftReport check(DatasetProfile reference, DatasetProfile current, DriftSettings settings) {
        return DriftChecker.check(reference, current, settings, Instant.EPOCH);
    }

    private static DriftSettings with(DriftSettings.ColumnRule rule) {
        return new DriftSettings(
                "", Preset.DEFAULT, List.of(), List.of(), 0.05, 0.5, Map.of("x", rule), DriftSettings.Missing.FAIL);
    }

    @Test
    public void aShiftThatMattersIsDrift() {
        DriftReport report = check(numbers("x", normal(5000, 0, 1)), numbers("x", normal(5000, 0.3, 2)), DEFAULTS);
        assertThat(report.columns().get(0).outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().share()).isEqualTo(1);
        assertThat(report.columns().get(0).reason())
                .startsWith("Kolmogorov–Smirnov D 0.1")
                .contains("≥ 0.03, p ");
        assertThat(report.columns().get(0).movers()).isNotEmpty();
    }

    @Test
    public void aRealButTinyShiftIsNoDriftHoweverManyRowsThereAre() {
        int rows = 200_000;
        ColumnProfile reference = numbers("x", normal(rows, 0, 1));
        DriftReport report = check(reference, numbers("x", normal(rows, 0.03, 2), Optional.of(reference)), DEFAULTS);
        ColumnDrift column = report.columns().get(0);
        assertThat(column.score().p()).isLessThan(1e-6);
        assertThat(column.outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void tooFewRowsAreNoProofOfNothing() {
        DriftReport report = check(numbers("x", normal(100, 0, 1)), numbers("x", normal(100, 0, 2)), DEFAULTS);
        ColumnDrift column = report.columns().get(0);
        assertThat(column.outcome()).isEqualTo(Outcome.UNDERPOWERED);
        assertThat(column.score().needed()).isBetween(4000L, 4200L);
        assertThat(column.score().detectable())
                .as("what 100 rows could have shown")
                .isBetween(0.2, 0.35);
        assertThat(column.reason()).contains("needs n ≥ 4,");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
    }

    @Test
    public void whatSoManyRowsCouldHaveShownIsSaid() {
        DriftReport report = check(
                table("train", numbers("x", normal(5000, 0, 1)), texts("y", letters(5000, "abc", 3))),
                table("today", numbers("x", normal(5000, 0, 2)), texts("y", letters(5000, "abc", 4))),
                DEFAULTS);
        // A little more than chance gives once in twenty: 0.027 and 0.029.
        assertThat(report.columns()).extracting(ColumnDrift::outcome).containsOnly(Outcome.NO_DRIFT);
        assertThat(report.columns().get(0).score().detectable()).isBetween(0.035, 0.045);
        assertThat(report.columns().get(1).score().detectable()).isBetween(0.025, 0.04);
        assertThat(check(numbers("x", normal(5000, 0, 1)), numbers("x", normal(5000, 1, 2)), DEFAULTS)
                        .columns()
                        .get(0)
                        .score()
                        .detectable())
                .as("where there is drift nobody asks")
                .isNull();
    }

    @Test
    public void newCategoriesAreNamed() {
        DriftReport report = check(texts("x", letters(5000, "abc", 1)), texts("x", letters(5000, "abcd", 2)), DEFAULTS);
        ColumnDrift column = report.columns().get(0);
        assertThat(column.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(column.findings()).contains("1 new category");
        assertThat(column.movers().get(0).label()).isEqualTo("d");
    }

    @Test
    public void valuesThatGoMissingAreDrift() {
        ColumnProfile whole = numbers("x", normal(5000, 0, 1));
        DriftReport report = check(whole, withNulls(numbers("x", normal(5000, 0, 2)), 1250), DEFAULTS);
        assertThat(report.columns().get(0).outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(report.columns().get(0).reason()).isEqualTo("missing values went from 0 % to 20 % of the rows");
    }

    @Test
    public void aColumnThatIsGoneIsNoPass() {
        DriftReport report = check(
                table("train", numbers("x", normal(5000, 0, 1)), numbers("y", normal(5000, 0, 3))),
                table("today", numbers("x", normal(5000, 0, 2))),
                DEFAULTS);
        assertThat(report.columns().get(1).outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().reasons())
                .containsExactly("column 'y' can't be compared: the column is missing now");
    }

    @Test
    public void aColumnOfAnotherKindIsNoPass() {
        DriftReport report = check(numbers("x", normal(5000, 0, 1)), texts("x", letters(5000, "abc", 1)), DEFAULTS);
        assertThat(report.columns().get(0).reason()).isEqualTo("it held numbers in the reference and holds text now");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void noRowsAreNoPass() {
        ColumnProfile empty = new ColumnProfile(
                "x",
                io.jenkins.plugins.aidelivery.drift.profile.Kind.NUMBER,
                "DOUBLE",
                0,
                0,
                0,
                ColumnProfile.Oddities.NONE,
                null,
                null,
                null);
        DriftReport report = check(numbers("x", normal(5000, 0, 1)), empty, DEFAULTS);
        assertThat(report.columns().get(0).reason()).isEqualTo("the table has no rows now");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void someDriftedColumnsAreConditional() {
        DriftReport report = check(
                table(
                        "train",
                        numbers("x", normal(5000, 0, 1)),
                        numbers("y", normal(5000, 0, 3)),
                        numbers("z", normal(5000, 0, 5))),
                table(
                        "today",
                        numbers("x", normal(5000, 0.5, 2)),
                        numbers("y", normal(5000, 0, 4)),
                        numbers("z", normal(5000, 0, 6))),
                DEFAULTS);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
        assertThat(report.decision().share()).isBetween(0.33, 0.34);
    }

    @Test
    public void aCriticalColumnRejectsAlone() {
        DriftReport report = check(
                table("train", numbers("x", normal(5000, 0, 1)), numbers("y", normal(5000, 0, 3)), numbers("z", 1, 2)),
                table(
                        "today",
                        numbers("x", normal(5000, 0.5, 2)),
                        numbers("y", normal(5000, 0, 4)),
                        numbers("z", 1, 2)),
                with(new DriftSettings.ColumnRule(Optional.empty(), Optional.empty(), 0.1, true)));
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().reasons().get(0)).startsWith("critical column 'x' drifted: ");
    }

    @Test
    public void aRuleForAColumnThatNobodyHasIsAMistake() {
        DriftReport report = check(
                numbers("y", normal(5000, 0, 1)),
                numbers("y", normal(5000, 0, 2)),
                with(new DriftSettings.ColumnRule(Optional.empty(), Optional.empty(), 1, false)));
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().reasons())
                .containsExactly("column 'x' can't be compared: neither table has this column");
    }

    @Test
    public void aMethodThatDoesNotFitIsSaid() {
        DriftReport report = check(
                numbers("x", normal(5000, 0, 1)),
                numbers("x", normal(5000, 0, 2)),
                with(new DriftSettings.ColumnRule(Optional.of(Method.FISHER), Optional.empty(), 1, false)));
        assertThat(report.columns().get(0).reason()).isEqualTo("the method fisher doesn't compare numbers");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void everyMethodFindsALargeShiftAndNoneInEqualData() {
        List<Method> methods = Stream.of(Method.values())
                .filter(method -> method.comparesNumbers() || method.comparesCategories())
                .toList();
        for (Method method : methods) {
            DriftSettings settings =
                    with(new DriftSettings.ColumnRule(Optional.of(method), Optional.empty(), 1, false));
            ColumnProfile reference =
                    method.comparesNumbers() ? numbers("x", normal(5000, 0, 1)) : texts("x", letters(5000, "ab", 1));
            ColumnProfile same =
                    method.comparesNumbers() ? numbers("x", normal(5000, 0, 7)) : texts("x", letters(5000, "ab", 2));
            ColumnProfile other =
                    method.comparesNumbers() ? numbers("x", normal(5000, 1, 2)) : texts("x", letters(5000, "aab", 3));
            assertThat(check(reference, same, settings).columns().get(0).outcome())
                    .as(method + " of equal data")
                    .isNotEqualTo(Outcome.DRIFT);
            assertThat(check(reference, other, settings).columns().get(0).outcome())
                    .as(method + " of other data")
                    .isEqualTo(Outcome.DRIFT);
        }
    }

    @Test
    public void withoutAnythingToCompareWithItSaysSo() {
        DriftReport report = DriftChecker.skipped(table("today", numbers("x", 1, 2)), DEFAULTS, Instant.EPOCH);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.decision().reasons())
                .containsExactly("there is no reference and no baseline to compare with");
    }
}
