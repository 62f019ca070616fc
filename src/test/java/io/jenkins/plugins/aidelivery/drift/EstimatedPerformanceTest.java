package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of predictions whose labels are not there yet, where the truth is known after all. */
public class EstimatedPerformanceTest {
    private static final int ROWS = 20_000;

    private static final DriftSettings SETTINGS =
            DriftSettings.defaults().with(new ModelColumns("fraud", "said", "p", "", Task.AUTO));

    private static final List<String> METRICS =
            List.of("accuracy", "precision", "recall", "f1", "balanced_accuracy", "roc_auc");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private DriftReport check(String before, String now) throws IOException {
        Tables tables = new Tables(folder);
        TablePair pair = Tables.pair(tables.text("before.csv", before), tables.text("now.csv", now), SETTINGS);
        return DriftChecker.check(pair.reference(), pair.current(), SETTINGS, Instant.EPOCH);
    }

    /** The same rows without labels, and with them. */
    private void assertWithinItsBand(Predictions before, Predictions unlabelled, Predictions labelled)
            throws IOException {
        String reference = before.csv();
        DriftReport estimated = check(reference, unlabelled.withoutLabels().csv());
        DriftReport measured = check(reference, labelled.csv());
        for (String metric : METRICS) {
            TableCheck estimate = PerformanceDriftTest.check(estimated, "estimated_" + metric);
            TableCheck truth = PerformanceDriftTest.check(measured, metric);
            assertThat(truth.score().value())
                    .as(metric + " is " + truth.score().value() + ", estimated " + estimate.score())
                    .isBetween(estimate.score().low(), estimate.score().high());
            assertThat(estimate.score().high() - estimate.score().low())
                    .as("width of the band")
                    .isLessThan(0.06);
            assertThat(estimate.title()).endsWith(" (estimated)");
        }
    }

    @Test
    public void otherRowsThanBeforeAreEstimatedWithinTheBand() throws IOException {
        for (double shift : new double[] {0, 0.5, -0.7, 1}) {
            assertWithinItsBand(
                    new Predictions(ROWS, 1),
                    new Predictions(ROWS, 2).shifted(shift),
                    new Predictions(ROWS, 2).shifted(shift));
        }
    }

    @Test
    public void scoresThatExaggerateAreCalibratedOnTheReference() throws IOException {
        assertWithinItsBand(
                new Predictions(ROWS, 1).ofModel(EstimatedPerformanceTest::exaggerated),
                new Predictions(ROWS, 2).shifted(0.4).ofModel(EstimatedPerformanceTest::exaggerated),
                new Predictions(ROWS, 2).shifted(0.4).ofModel(EstimatedPerformanceTest::exaggerated));
        DriftReport report = check(
                new Predictions(ROWS, 1)
                        .ofModel(EstimatedPerformanceTest::exaggerated)
                        .csv(),
                new Predictions(ROWS, 2)
                        .ofModel(EstimatedPerformanceTest::exaggerated)
                        .withoutLabels()
                        .csv());
        assertThat(PerformanceDriftTest.check(report, "estimate").reason())
                .contains("scores were calibrated on the reference, where their expected calibration error went from ");
    }

    /** Nearer to 0 or 1 than is true. */
    private static double exaggerated(double p) {
        return p * p * p / (p * p * p + (1 - p) * (1 - p) * (1 - p));
    }

    @Test
    public void rowsThatAreHarderAreADropThatIsOnlyConditional() throws IOException {
        // Most of the reference is far from the border; now everything is near it.
        DriftReport report = check(
                new Predictions(ROWS, 1).shifted(2).csv(),
                new Predictions(ROWS, 2).shifted(0.5).withoutLabels().csv());

        TableCheck accuracy = PerformanceDriftTest.check(report, "estimated_accuracy");
        assertThat(accuracy.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(accuracy.critical()).isFalse();
        assertThat(accuracy.reason()).contains(" before, ").contains(" expected now: a drop of ");
        assertThat(report.decision().reasons()).anyMatch(reason -> reason.startsWith("Accuracy (estimated): "));
        assertThat(PerformanceDriftTest.check(report, "estimate").reason())
                .contains("there are no labels yet")
                .contains("concept drift")
                .contains("scores are taken as they are");
    }

    @Test
    public void aWorldThatChangedIsNotSeenWithoutLabels() throws IOException {
        Predictions unlabelled =
                new Predictions(ROWS, 2).inWorld(p -> 0.15 + 0.7 * p).withoutLabels();
        Predictions labelled = new Predictions(ROWS, 2).inWorld(p -> 0.15 + 0.7 * p);
        String before = new Predictions(ROWS, 1).csv();

        DriftReport estimated = check(before, unlabelled.csv());
        DriftReport measured = check(before, labelled.csv());

        assertThat(PerformanceDriftTest.check(estimated, "estimated_accuracy").outcome())
                .isEqualTo(Outcome.NO_DRIFT);
        assertThat(PerformanceDriftTest.check(measured, "accuracy").outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(estimated.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void theBandHoldsAsOftenAsItSays() throws IOException {
        int inside = 0;
        int tries = 25;
        for (int i = 0; i < tries; i++) {
            String reference = new Predictions(1_000, 100 + i).csv();
            DriftReport estimated = check(
                    reference,
                    new Predictions(500, 1000 + i).shifted(0.5).withoutLabels().csv());
            DriftReport measured =
                    check(reference, new Predictions(500, 1000 + i).shifted(0.5).csv());
            var band =
                    PerformanceDriftTest.check(estimated, "estimated_accuracy").score();
            double truth =
                    PerformanceDriftTest.check(measured, "accuracy").score().value();
            inside += truth >= band.low() && truth <= band.high() ? 1 : 0;
        }
        // 95 % of 25 are 24; the band is a little wide, as scores that are right are not trusted altogether.
        assertThat(inside).isBetween(21, 25);
    }

    @Test
    public void withoutLabelsInTheReferenceNothingCanBeEstimated() throws IOException {
        DriftReport report = check(
                new Predictions(2_000, 1).csv().replace(",yes,", ",no,"),
                new Predictions(2_000, 2).withoutLabels().csv());

        assertThat(PerformanceDriftTest.check(report, "performance").outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    public void anAreaIsThatOfTheExpectedLabels() throws IOException {
        DriftReport report = check(
                new Predictions(ROWS, 1).csv(),
                new Predictions(ROWS, 2).withoutLabels().csv());
        TableCheck area = PerformanceDriftTest.check(report, "estimated_roc_auc");
        assertThat(area.score().value()).isEqualTo(area.reference(), within(0.01));
    }
}
