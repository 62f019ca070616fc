package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.stats.ProportionTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PredictionsGroupsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Predictions grouped(int minimum, String... groups) {
        Columns columns = PredictionFiles.columns("label", "prediction", "", "", List.of(groups));
        return new Predictions(columns, "1", 0.5, "", minimum);
    }

    /** 40 women, 35 of them right; 40 men, 20 right; 5 others. */
    private String people() {
        return "label,prediction,sex,site\n" + "1,1,f,a\n".repeat(20) + "0,0,f,a\n".repeat(15) + "0,1,f,b\n".repeat(5)
                + "1,1,m,b\n".repeat(10) + "0,0,m,a\n".repeat(10) + "1,0,m,b\n".repeat(20) + "0,1,x,a\n".repeat(5);
    }

    private Evidence read(String text, Predictions predictions) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("p.csv"), text);
        return PredictionFiles.read(folder.getRoot().toPath(), "p.csv", predictions);
    }

    private static Amount amount(Measures measures, String name, Slice slice) {
        Measure measure = PredictionFiles.measure(measures, name, slice);
        assertThat(measure.status().reason()).as(name).isEmpty();
        return measure.amount();
    }

    @Test
    public void smallGroupsAreReportedAndDoNotDecide() throws IOException {
        Evidence evidence = read(people(), grouped(30, "sex"));
        Measures measures = evidence.measures();

        assertThat(amount(measures, "accuracy", Slice.of("sex", "x")).value()).isZero();
        assertThat(amount(measures, "fairness.worst_group_accuracy", Slice.ALL).value())
                .isEqualTo(0.5);
        assertThat(evidence.files().get(0).note())
                .contains("the group 'x' of 'sex' has 5 rows, fewer than 30, and does not decide");
        assertThat(amount(read(people(), grouped(1, "sex")).measures(), "fairness.worst_group_accuracy", Slice.ALL)
                        .value())
                .isZero();
    }

    @Test
    public void differencesKeepTheCountsOfTheTwoGroupsThatDecide() throws IOException {
        Measures measures = read(people(), grouped(30, "sex")).measures();
        Amount parity = amount(measures, "fairness.demographic_parity_difference", Slice.ALL);

        assertThat(parity.value()).isCloseTo(25 / 40.0 - 10 / 40.0, within(1e-15));
        assertThat(parity.sampling())
                .isEqualTo(new Sampling.Difference(new Sampling.Counts(25, 40), new Sampling.Counts(10, 40)));
        assertThat(amount(measures, "fairness.disparate_impact", Slice.ALL).value())
                .isCloseTo(0.4, within(1e-15));
        assertThat(amount(measures, "fairness.demographic_parity_ratio", Slice.ALL)
                        .sampling())
                .isInstanceOf(Sampling.Mean.class);
        assertThat(amount(measures, "fairness.worst_group_accuracy", Slice.ALL).sampling())
                .isEqualTo(new Sampling.Share(40, 40));
        assertThat(amount(measures, "fairness.equalized_odds_difference", Slice.ALL)
                        .value())
                .isCloseTo(1 - 10 / 30.0, within(1e-15));
    }

    @Test
    public void theWorstColumnDecides() throws IOException {
        Measures measures = read(people(), grouped(1, "sex", "site")).measures();
        double sex = amount(measures, "fairness.demographic_parity_difference", Slice.of("groups", "sex"))
                .value();
        double site = amount(measures, "fairness.demographic_parity_difference", Slice.of("groups", "site"))
                .value();
        Measure worst = PredictionFiles.measure(measures, "fairness.demographic_parity_difference", Slice.ALL);

        assertThat(worst.amount().value()).isEqualTo(Math.max(sex, site)).isNotEqualTo(Math.min(sex, site));
        assertThat(worst.source().pointer()).isEqualTo("sex");
    }

    @Test
    public void aColumnThatCantBeJudgedIsTheWorst() throws IOException {
        String text = "label,prediction,sex,site\n" + "1,1,f,a\n".repeat(40) + "0,0,m,a\n".repeat(40);
        Measures measures = read(text, grouped(30, "sex", "site")).measures();

        Measure parity = PredictionFiles.measure(measures, "fairness.demographic_parity_difference", Slice.ALL);
        assertThat(parity.status().reason())
                .isEqualTo("fewer than two groups of 'site' with at least 30 rows have any");
        assertThat(PredictionFiles.measure(measures, "fairness.equalized_odds_ratio", Slice.of("groups", "sex"))
                        .status()
                        .reason())
                .contains("both positive and negative ones");
    }

    @Test
    public void aGroupWithoutPositiveRowsHasNoRecallAndDoesNotDecideIt() throws IOException {
        Columns columns = PredictionFiles.columns("label", "prediction", "", "", List.of("age_band"));
        Evidence evidence = PredictionFiles.read(
                PredictionFiles.directory(),
                "edge-group-without-positives.csv",
                new Predictions(columns, "1", 0.5, "", 1));
        Measure recall =
                PredictionFiles.measure(evidence.measures(), "true_positive_rate", Slice.of("age_band", "18-39"));

        // fairlearn gives 0 there, and a difference as large as the best group's recall.
        assertThat(recall.status().reason()).isEqualTo("the group has no positive row");
        assertThat(evidence.files().get(0).note())
                .contains("the group '18-39' of 'age_band' has no positive row and no rate among such");
        assertThat(amount(evidence.measures(), "fairness.equal_opportunity_difference", Slice.ALL)
                        .value())
                .isLessThan(PredictionFiles.expected("edge-group-without-positives")
                        .at("/fairness/unweighted/age_band/criteria/equal_opportunity_difference_between_groups")
                        .asDouble());
    }

    @Test
    public void aGroupWithoutWeightDoesNotDecide() throws IOException {
        Columns columns = PredictionFiles.columns("label", "prediction", "", "weight", List.of("age_band"));
        Evidence evidence = PredictionFiles.read(
                PredictionFiles.directory(),
                "edge-group-without-weight.csv",
                new Predictions(columns, "1", 0.5, "", 1));

        assertThat(evidence.files().get(0).note()).contains("the group '75+' of 'age_band' has no weight");
        assertThat(PredictionFiles.measure(evidence.measures(), "accuracy", Slice.of("age_band", "75+"))
                        .status()
                        .isOk())
                .isFalse();
    }

    @Test
    public void groupsAreTestedAgainstTheRest() throws IOException {
        Measures measures = read(people(), grouped(30, "sex")).measures();
        double p = ProportionTests.test(35, 40, 20, 40).pValue();

        assertThat(amount(measures, "fairness.accuracy_p_value", Slice.of("sex", "m"))
                        .value())
                .isCloseTo(2 * p, within(1e-12));
        assertThat(measures.find(new MeasureId("fairness.accuracy_p_value", Slice.of("sex", "x"))))
                .isEmpty();
        assertThat(amount(measures, "fairness.selection_rate_p_value", Slice.of("sex", "f"))
                        .value())
                .isLessThan(0.05);
    }

    @Test
    public void emptyGroupCellsAreInNoGroup() throws IOException {
        Evidence evidence = read("label,prediction,sex\n1,1,f\n0,0,\n1,0,m\n", grouped(1, "sex"));

        assertThat(evidence.files().get(0).note())
                .contains("'sex' is empty in row 2; these rows are in none of its groups");
        assertThat(PredictionFiles.measures(folder.getRoot().toPath(), "p.csv", grouped(1, "sex"))
                        .named("rows"))
                .hasSize(3);
        Evidence none = read("label,prediction,sex\n1,1,\n0,0,\n", grouped(1, "sex"));
        assertThat(PredictionFiles.measure(none.measures(), "fairness.worst_group_accuracy", Slice.ALL)
                        .status()
                        .reason())
                .isEqualTo("no group of 'sex' decides");
    }

    @Test
    public void groupsOfManyClassesHaveAnAccuracyAndOthersIfAClassIsNamed() throws IOException {
        String text =
                "label,prediction,class\n" + "a,a,u\nb,b,u\nc,a,u\n".repeat(10) + "a,b,v\nb,b,v\nc,c,v\n".repeat(10);
        Predictions plain = new Predictions(
                PredictionFiles.columns("label", "prediction", "", "", List.of("class")), "", 0.5, "", 1);
        Measures measures = read(text, plain).measures();
        assertThat(amount(measures, "accuracy", Slice.of("column class", "u")).value())
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(amount(measures, "f1", Slice.of("column class", "u")).value())
                .isBetween(0.5, 0.6);
        assertThat(measures.named("fairness.demographic_parity_difference")).isEmpty();

        Predictions named = new Predictions(plain.columns(), "a", 0.5, "", 1);
        assertThat(amount(read(text, named).measures(), "fairness.demographic_parity_difference", Slice.ALL)
                        .value())
                .isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    public void regressionsHaveWorstGroups() throws IOException {
        Columns columns = PredictionFiles.columns("label", "prediction", "", "", List.of("age_band", "sex"));
        Measures measures = PredictionFiles.measures(
                PredictionFiles.directory(), "diabetes.csv", new Predictions(columns, "", 0.5, "", 30));
        double worst = amount(measures, "fairness.worst_group_mae", Slice.ALL).value();

        assertThat(measures.named("mae"))
                .allSatisfy(one -> assertThat(one.amount().value()).isLessThanOrEqualTo(worst));
        assertThat(amount(measures, "fairness.worst_group_rmse", Slice.of("groups", "sex"))
                        .sampling())
                .isInstanceOf(Sampling.Mean.class);
        Measures few = PredictionFiles.measures(
                PredictionFiles.directory(), "diabetes.csv", new Predictions(columns, "", 0.5, "", 10_000));
        assertThat(PredictionFiles.measure(few, "fairness.worst_group_mae", Slice.ALL)
                        .status()
                        .isOk())
                .isFalse();
    }
}
