package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.stats.Calibration;
import io.jenkins.plugins.aidelivery.stats.ProbabilityLoss;
import io.jenkins.plugins.aidelivery.stats.RocSweep;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How good predictions are, counted by the engine where the data is, and held against how good they were. */
public class PerformanceDriftTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final DriftSettings SETTINGS =
            DriftSettings.defaults().with(new ModelColumns("fraud", "said", "p", "", Task.AUTO));

    private TablePair pair(String before, String now, DriftSettings settings) throws IOException {
        Tables tables = new Tables(folder);
        return Tables.pair(tables.text("before.csv", before), tables.text("now.csv", now), settings);
    }

    private DriftReport check(String before, String now, DriftSettings settings) throws IOException {
        TablePair pair = pair(before, now, settings);
        return DriftChecker.check(pair.reference(), pair.current(), settings, Instant.EPOCH);
    }

    static TableCheck check(DriftReport report, String id) {
        return report.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not among " + report.checks()));
    }

    private record Row(boolean fraud, boolean said, double score) {
        static List<Row> of(String csv) {
            return csv.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> new Row(cells[1].equals("yes"), cells[2].equals("yes"), Double.parseDouble(cells[3])))
                    .toList();
        }
    }

    @Test
    public void metricsAreThoseOfTheRows() throws IOException {
        String now = new Predictions(20_000, 2).csv();
        DriftReport report = check(new Predictions(20_000, 1).csv(), now, SETTINGS);

        List<Row> rows = new ArrayList<>(Row.of(now));
        double tp = rows.stream().filter(row -> row.fraud && row.said).count();
        double fp = rows.stream().filter(row -> !row.fraud && row.said).count();
        double fn = rows.stream().filter(row -> row.fraud && !row.said).count();
        assertThat(check(report, "accuracy").score().value())
                .isEqualTo((rows.size() - fp - fn) / rows.size(), within(1e-12));
        assertThat(check(report, "precision").score().value()).isEqualTo(tp / (tp + fp), within(1e-12));
        assertThat(check(report, "recall").score().value()).isEqualTo(tp / (tp + fn), within(1e-12));
        assertThat(check(report, "f1").score().value()).isEqualTo(2 * tp / (2 * tp + fp + fn), within(1e-12));

        rows.sort(Comparator.comparingDouble(Row::score));
        RocSweep sweep = new RocSweep(tp + fn, rows.size() - tp - fn);
        Calibration calibration = new Calibration(10);
        double brier = 0;
        double log = 0;
        for (Row row : rows) {
            sweep.add(row.score, row.fraud, 1);
            calibration.add(row.score, row.fraud, 1);
            brier += ProbabilityLoss.brier(row.score, row.fraud) / rows.size();
            log += ProbabilityLoss.log(row.fraud ? row.score : 1 - row.score) / rows.size();
        }
        double area = sweep.finish().area();
        TableCheck auc = check(report, "roc_auc");
        assertThat(auc.score().value()).isEqualTo(area, within(1e-4));
        assertThat(auc.score().low()).isLessThan(area);
        assertThat(auc.score().high()).isGreaterThan(area);
        assertThat(check(report, "brier").score().value()).isEqualTo(brier, within(1e-7));
        assertThat(check(report, "log_loss").score().value()).isEqualTo(log, within(1e-4));
        assertThat(check(report, "calibration_error").score().value())
                .isEqualTo(calibration.expectedError(), within(2e-3));
    }

    @Test
    public void whatIsAsGoodAsItWasPasses() throws IOException {
        DriftReport report = check(new Predictions(20_000, 1).csv(), new Predictions(20_000, 2).csv(), SETTINGS);

        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(report, "accuracy").outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(check(report, "accuracy").score().detectable()).isBetween(0.01, 0.02);
        assertThat(check(report, "precision").outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(check(report, "precision").reason()).endsWith("; no limit is set");
        assertThat(check(report, "drift_score").score().value()).isLessThan(0.5);
    }

    @Test
    public void aWorldThatChangedRejects() throws IOException {
        String changed = new Predictions(20_000, 2).inWorld(p -> 0.15 + 0.7 * p).csv();
        DriftReport report = check(new Predictions(20_000, 1).csv(), changed, SETTINGS);

        TableCheck accuracy = check(report, "accuracy");
        assertThat(accuracy.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(accuracy.critical()).isTrue();
        assertThat(accuracy.reason())
                .matches("0\\.\\d+ before, 0\\.\\d+ now: a drop of 1\\d(\\.\\d)? %, and no more than 5 % may be");
        assertThat(accuracy.movers().get(0).label()).isEqualTo("yes taken for no");
        assertThat(accuracy.score().threshold()).isEqualTo(0.95 * accuracy.reference(), within(1e-12));
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().reasons().get(0)).startsWith("Accuracy: ");
        assertThat(check(report, "drift_score").reason()).contains("got worse by");
    }

    @Test
    public void soFewLabelsThatADropCannotBeRuledOutAreNoPass() throws IOException {
        DriftReport report = check(new Predictions(20_000, 1).csv(), new Predictions(100, 2).csv(), SETTINGS);

        TableCheck accuracy = check(report, "accuracy");
        assertThat(accuracy.outcome()).isEqualTo(Outcome.UNDERPOWERED);
        assertThat(accuracy.reason()).contains("so few rows can't rule out a drop of more than 5 %, needs n ≥ ");
        assertThat(accuracy.score().needed()).isGreaterThan(300);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
    }

    @Test
    public void aKeptProfileSufficesAndProfilesOfPartsAddUp() throws IOException {
        String before = new Predictions(6_000, 1).csv();
        String now = new Predictions(5_000, 2).csv();
        String more = new Predictions(3_000, 3).csv();
        TablePair whole = pair(before, now + more.substring(more.indexOf('\n') + 1), SETTINGS);
        TablePair first = pair(before, now, SETTINGS);
        TablePair second = pair(before, more, SETTINGS);

        DatasetProfile sum = first.current().plus(second.current());
        assertThat(sum.model()).isEqualTo(whole.current().model());
        byte[] kept = JsonFile.MAPPER.writeValueAsBytes(whole.reference());
        assertThat(kept.length).isLessThan(100_000);
        DatasetProfile again = JsonFile.read(kept, "kept", DatasetProfile.class, DatasetProfile.SCHEMA);
        assertThat(again).isEqualTo(whole.reference());
        assertThat(DriftChecker.check(again, sum, SETTINGS, Instant.EPOCH).checks())
                .isEqualTo(DriftChecker.check(whole.reference(), whole.current(), SETTINGS, Instant.EPOCH)
                        .checks());
    }

    @Test
    public void labelsThatSayNothingAreSaid() throws IOException {
        String before = new Predictions(5_000, 1).csv();
        DriftSettings unscored = DriftSettings.defaults().with(new ModelColumns("fraud", "said", "", "", Task.AUTO));
        DriftReport unlabelled =
                check(before, new Predictions(5_000, 2).withoutLabels().csv(), unscored);
        assertThat(check(unlabelled, "performance").outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(check(unlabelled, "performance").reason()).startsWith("there are no labels yet");

        DriftReport halves =
                check(before, new Predictions(5_000, 2).csv().replaceAll("(?m),(yes|no),yes,", ",,yes,"), SETTINGS);
        assertThat(check(halves, "accuracy").reason()).contains(" of the rows have a label");
        assertThat(halves.checks())
                .extracting(TableCheck::id)
                .as("nobody was said to be one")
                .doesNotContain("precision");

        DriftReport odd = check(
                before,
                new Predictions(5_000, 2).csv(),
                SETTINGS.with(new ModelColumns("fraud", "said", "p", "perhaps", Task.AUTO)));
        assertThat(check(odd, "performance").reason())
                .isEqualTo("the positive label 'perhaps' does not occur; there are no, yes");
        assertThat(odd.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void scoresThatAreNoProbabilitiesAreRefused() throws IOException {
        String before = new Predictions(5_000, 1).csv();
        DriftReport report =
                check(before, new Predictions(5_000, 2).ofModel(p -> 100 * p).csv(), SETTINGS);

        assertThat(check(report, "performance").outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(check(report, "performance").reason())
                .matches("now [\\d,]+ of the scores are no probabilities: they lie outside of 0 … 1");
    }

    @Test
    public void predictedNumbersHaveErrors() throws IOException {
        Random random = new Random(5);
        StringBuilder before = new StringBuilder("y,guess\n");
        StringBuilder now = new StringBuilder("y,guess\n");
        double mae = 0;
        double mse = 0;
        double bias = 0;
        double y2 = 0;
        double sum = 0;
        int rows = 10_000;
        for (int i = 0; i < rows; i++) {
            double y = 1000 + 50 * random.nextGaussian();
            before.append(y).append(',').append(y + 10 * random.nextGaussian()).append('\n');
            y = 1000 + 50 * random.nextGaussian();
            double error = 2 + 13 * random.nextGaussian();
            now.append(y).append(',').append(y + error).append('\n');
            mae += Math.abs(y + error - y) / rows;
            mse += error * error / rows;
            bias += error / rows;
            sum += (y - 1000) / rows;
            y2 += (y - 1000) * (y - 1000) / rows;
        }
        DriftSettings settings = DriftSettings.defaults().with(new ModelColumns("y", "guess", "", "", Task.AUTO));
        DriftReport report = check(before.toString(), now.toString(), settings);

        assertThat(check(report, "mae").score().value()).isEqualTo(mae, within(1e-6));
        assertThat(check(report, "rmse").score().value()).isEqualTo(Math.sqrt(mse), within(1e-6));
        assertThat(check(report, "bias").score().value()).isEqualTo(Math.abs(bias), within(1e-6));
        assertThat(check(report, "r2").score().value()).isEqualTo(1 - mse / (y2 - sum * sum), within(1e-6));
        // Of normal errors: their variance over 2n, and 2 (1 - R²) R² / … is near 4 (1 - R²)² / n.
        assertThat(check(report, "rmse").score().high()
                        - check(report, "rmse").score().value())
                .isEqualTo(1.96 * Math.sqrt(mse / 2 / rows), within(0.01));
        assertThat(check(report, "mae").outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(check(report, "mae").reason()).contains(" a rise of ").endsWith(", and no more than 10 % may be");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void threeClassesHaveAMacroF1() throws IOException {
        DriftSettings settings = DriftSettings.defaults().with(new ModelColumns("y", "said", "", "", Task.AUTO));
        DriftReport report = check(colours(5_000, 0.9, 1), colours(5_000, 0.8, 2), settings);

        assertThat(check(report, "accuracy").score().value()).isEqualTo(0.8 + 0.2 / 3, within(0.02));
        assertThat(check(report, "f1_macro").outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(report.checks()).extracting(TableCheck::id).doesNotContain("f1", "roc_auc");
    }

    private static String colours(int rows, double right, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("y,said\n");
        List<String> names = List.of("red", "green", "blue");
        for (int i = 0; i < rows; i++) {
            String y = names.get(random.nextInt(3));
            csv.append(y).append(',').append(random.nextDouble() < right ? y : names.get(random.nextInt(3)));
            csv.append('\n');
        }
        return csv.toString();
    }

    @Test
    public void aTableWithoutTheColumnsOfTheModelIsNoPass() throws IOException {
        DriftReport report = check(new Predictions(2_000, 1).csv(), "x\n1\n2\n", SETTINGS);
        assertThat(check(report, "performance").reason()).isEqualTo("now there is no column 'said'");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }
}
