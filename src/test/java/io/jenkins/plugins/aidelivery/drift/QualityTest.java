package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whether a table is what it should be. */
public class QualityTest {
    private static final int ROWS = 5_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static DriftSettings settings(String quality) {
        try {
            return DriftSpecs.parse("drift.yml", "quality: " + quality)
                    .resolve(DriftSpecs.Request.PLAIN)
                    .settings();
        } catch (SpecException e) {
            throw new AssertionError(e);
        }
    }

    private TablePair pair(String before, String now, DriftSettings settings) throws IOException {
        Tables tables = new Tables(folder);
        return Tables.pair(tables.text("before.csv", before), tables.text("now.csv", now), settings);
    }

    private DriftReport report(String before, String now, String quality) throws IOException {
        DriftSettings settings = settings(quality);
        TablePair pair = pair(before, now, settings);
        return DriftChecker.check(pair.reference(), pair.current(), settings, Instant.EPOCH);
    }

    private TableCheck check(String before, String now, String quality, String id) throws IOException {
        return PerformanceDriftTest.check(report(before, now, quality), id);
    }

    /** An id, an age, a wage that goes with it, and a country. */
    private static String people(int rows, long seed, IntFunction<String> change) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("id,age,wage,country\n");
        for (int i = 0; i < rows; i++) {
            int age = 20 + random.nextInt(50);
            String changed = change.apply(i);
            csv.append(
                            changed != null
                                    ? changed
                                    : "p" + (seed * 1_000_000 + i) + "," + age + "," + (20 * age + random.nextInt(900))
                                            + "," + (random.nextInt(3) > 0 ? "DE" : "NO"))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String people(int rows, long seed) {
        return people(rows, seed, row -> null);
    }

    @Test
    public void goodDataIsGood() throws IOException {
        DriftReport report = report(
                people(ROWS, 1),
                people(ROWS, 2),
                "{ rows: { min: 1000, max-change: 10% }, duplicates: true, key: id, leakage: true, schema: true,"
                        + " correlations: true, missing: { '*': 0 }, ranges: { age: { min: 0, max: 120 } },"
                        + " values: { country: [DE, 'NO'] } }");

        assertThat(report.checks())
                .extracting(TableCheck::id)
                .containsExactly(
                        "schema",
                        "rows",
                        "duplicates",
                        "key",
                        "leakage",
                        "correlations",
                        "missing",
                        "ranges",
                        "values",
                        "unknown_range",
                        "unknown_categories",
                        "constant");
        assertThat(report.checks()).allMatch(check -> check.outcome() == Outcome.NO_DRIFT);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void rowsThatAreThereBeforeAreCounted() throws IOException {
        String now = people(ROWS, 2, row -> row % 100 == 99 ? "p7,30,1000,DE" : null);
        TableCheck check = check(people(ROWS, 1), now, "{ duplicates: { max: 0.5% } }", "duplicates");

        assertThat(check.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(check.score().value()).isEqualTo(49.0 / ROWS, within(1e-12));
        assertThat(check.reason()).isEqualTo("49 of 5,000 rows are there before, in all columns");
        assertThat(check(people(ROWS, 1), now, "{ duplicates: { max: 5% } }", "duplicates")
                        .outcome())
                .isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void alarmsRejectOnlyIfSomebodySaysSo() throws IOException {
        String now = people(ROWS, 2, row -> row % 100 == 99 ? "p7,30,1000,DE" : null);
        assertThat(report(people(ROWS, 1), now, "{ duplicates: true }")
                        .decision()
                        .verdict())
                .isEqualTo(Verdict.CONDITIONAL);
        DriftReport critical = report(people(ROWS, 1), now, "{ duplicates: true, critical: true }");
        assertThat(critical.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(critical.decision().reasons())
                .containsExactly("Duplicate rows: 49 of 5,000 rows are there before, in all columns");
        assertThat(report(people(ROWS, 1), now, "false").checks()).isEmpty();
    }

    @Test
    public void aKeyIsThereOnceInEveryRow() throws IOException {
        String now = people(ROWS, 2, row -> row < 2 ? ",30,1000,DE" : row < 5 ? "p7,4" + row + ",1000,DE" : null);
        TableCheck check = check(people(ROWS, 1), now, "{ key: id }", "key");

        assertThat(check.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(check.reason()).isEqualTo("2 rows with the id of another, 2 with none");
        assertThat(check(people(ROWS, 1), now, "{ key: [id, age] }", "key").reason())
                .isEqualTo("0 rows with the id, age of another, 2 with none");
    }

    @Test
    public void whatIdentifiesRowsIsNotComparedByItself() throws IOException {
        DriftReport report =
                report(people(ROWS, 1).replace("p", ""), people(ROWS, 2).replace("p", ""), "{ key: id }");
        assertThat(report.columns().get(0).reason()).isEqualTo("it identifies rows; name the column to compare it");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void rowsOfTheTrainingDataAreFoundByKeyAndAsAWhole() throws IOException {
        String before = people(ROWS, 1);
        String[] lines = before.split("\n");
        String now = people(ROWS, 2, row -> row < 90 ? lines[row + 1] : null);

        TableCheck byKey = check(before, now, "{ leakage: true, key: id }", "leakage");
        assertThat(byKey.reason()).isEqualTo("90 of 5,000 rows have the id of a row of the reference");
        assertThat(byKey.outcome()).isEqualTo(Outcome.DRIFT);
        TableCheck whole = check(before, now, "{ leakage: true }", "leakage");
        assertThat(whole.reason())
                .isEqualTo("90 of 5,000 rows are in the reference, too; as rows repeat there, 0 % are so by chance");
        assertThat(whole.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(check(before, now, "{ leakage: { max: 5% } }", "leakage").outcome())
                .isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void rowsThatRepeatAnywayAreNoLeakage() throws IOException {
        Random random = new Random(1);
        StringBuilder before = new StringBuilder("a,b\n");
        StringBuilder now = new StringBuilder("a,b\n");
        for (int i = 0; i < ROWS; i++) {
            before.append(random.nextInt(30))
                    .append(',')
                    .append(random.nextInt(30))
                    .append('\n');
            now.append(random.nextInt(30))
                    .append(',')
                    .append(random.nextInt(30))
                    .append('\n');
        }
        TableCheck check = check(before.toString(), now.toString(), "{ leakage: true }", "leakage");

        assertThat(check.score().value()).isGreaterThan(0.9);
        assertThat(check.outcome()).isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void aKeptProfileHoldsNoRows() throws IOException {
        DriftSettings settings = settings("{ leakage: true, duplicates: true, correlations: true }");
        TablePair pair = pair(people(ROWS, 1), people(ROWS, 2), settings);
        DatasetProfile kept = JsonFile.read(
                JsonFile.MAPPER.writeValueAsBytes(pair.reference()),
                "kept",
                DatasetProfile.class,
                DatasetProfile.SCHEMA);
        assertThat(kept).isEqualTo(pair.reference());
        DatasetProfile current = pair.current()
                .with(new QualityProfile(0L, null, null, pair.current().whole().correlations()));
        DriftReport report = DriftChecker.check(kept, current, settings, Instant.EPOCH);

        assertThat(PerformanceDriftTest.check(report, "leakage").reason())
                .isEqualTo("a kept profile holds no rows: both tables have to be there, and in one place");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(PerformanceDriftTest.check(report, "correlations").outcome()).isEqualTo(Outcome.NO_DRIFT);
    }

    @Test
    public void columnsAreHeldAgainstTheirLimits() throws IOException {
        String now = people(ROWS, 2, row -> row % 50 == 0 ? "p" + row + ",,1000,SE" : row == 7 ? "p7,-3,1,DE" : null);
        DriftReport report = report(
                people(ROWS, 1),
                now,
                "{ missing: { '*': 10%, age: 1% }, ranges: { age: { min: 0 }, wage: { max: 1e6 } },"
                        + " values: { country: [DE, 'NO'] } }");

        assertThat(PerformanceDriftTest.check(report, "missing").reason()).isEqualTo("'age' 2 % > 1 %");
        assertThat(PerformanceDriftTest.check(report, "ranges").reason()).isEqualTo("'age' has −3, at least 0 may be");
        assertThat(PerformanceDriftTest.check(report, "values").reason())
                .isEqualTo("'country' has 'SE' in 2 % of the rows");
        assertThat(report.decision().reasons()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    public void limitsOfColumnsThatAreNotThereAreMistakes() throws IOException {
        for (String quality : new String[] {
            "{ missing: { wages: 0 } }", "{ ranges: { wages: { min: 0 } } }", "{ values: { wages: [1] } }"
        }) {
            DriftReport report = report(people(ROWS, 1), people(ROWS, 2), quality);
            assertThat(report.decision().verdict()).as(quality).isEqualTo(Verdict.FAIL);
            assertThat(report.decision().reasons().get(0)).contains("'wages'");
        }
    }

    @Test
    public void columnsThatChangedAreNamed() throws IOException {
        String now = people(ROWS, 2).replaceFirst("wage", "pay");
        assertThat(check(people(ROWS, 1), now, "{ schema: true }", "schema").reason())
                .isEqualTo("'wage' is gone, 'pay' is new");
    }

    @Test
    public void moreOrFewerRowsThanMayBeAreSaid() throws IOException {
        TableCheck check = check(people(ROWS, 1), people(1000, 2), "{ rows: { max-change: 50%, max: 900 } }", "rows");
        assertThat(check.reason())
                .isEqualTo("5,000 rows before, 1,000 now: at most 900 are asked for; 80 % fewer, up to 50 % may be");
        assertThat(check.outcome()).isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void numbersThatNoLongerMoveTogetherAreFound() throws IOException {
        Random random = new Random(3);
        String now = people(
                ROWS,
                2,
                row -> "p" + row + "," + (20 + random.nextInt(50)) + "," + (400 + random.nextInt(1900)) + ",DE");
        TableCheck check = check(people(ROWS, 1), now, "{ correlations: true }", "correlations");

        assertThat(check.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(check.reason()).matches("'age' and 'wage' 0\\.7\\d+ → −?0\\.0\\d+.*");
        assertThat(check.score().threshold()).isEqualTo(0.2);
    }

    @Test
    public void whatTheModelNeverSawIsAnAlarmNobodyHasToAskFor() throws IOException {
        String now = people(
                ROWS,
                2,
                row -> row % 20 == 0
                        ? "p" + row + ",9" + row % 9 + ",1000,DE"
                        : row % 20 == 1 ? "p" + row + ",30,1000,SE" : null);
        DriftReport report = report(people(ROWS, 1), now, "{}");

        assertThat(PerformanceDriftTest.check(report, "unknown_range").reason()).contains("'age' in 5 % of the rows");
        assertThat(PerformanceDriftTest.check(report, "unknown_categories").reason())
                .isEqualTo("'country' in 5 % of the rows");
        assertThat(report(people(ROWS, 1), now, "{ automatic: false }").checks())
                .isEmpty();
        assertThat(check(people(ROWS, 1), people(ROWS, 2, row -> "p" + row + ",30,1000,DE"), "{}", "constant")
                        .reason())
                .isEqualTo("'age', 'wage', 'country' had several values and have one now");
    }

    @Test
    public void whatIsUnknownByChanceIsNoAlarm() throws IOException {
        int alarms = 0;
        for (int i = 0; i < 40; i++) {
            Random random = new Random(i);
            StringBuilder before = new StringBuilder("x,c\n");
            StringBuilder now = new StringBuilder("x,c\n");
            for (int row = 0; row < 60; row++) {
                before.append(random.nextGaussian())
                        .append(",c" + (int) Math.abs(20 * random.nextGaussian()))
                        .append('\n');
                now.append(random.nextGaussian())
                        .append(",c" + (int) Math.abs(20 * random.nextGaussian()))
                        .append('\n');
            }
            DriftReport report = report(before.toString(), now.toString(), "{}");
            alarms += (int) report.checks().stream()
                    .filter(check -> check.outcome() == Outcome.DRIFT)
                    .count();
        }
        // Each of two checks rings once in twenty at most.
        assertThat(alarms).isLessThan(8);
    }
}
