package io.jenkins.plugins.aidelivery.drift;

import static io.jenkins.plugins.aidelivery.drift.Profiles.numbers;
import static io.jenkins.plugins.aidelivery.drift.Profiles.table;
import static io.jenkins.plugins.aidelivery.drift.Profiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.ColumnRule;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Role;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

/** Target and prediction are judged like other columns, and count for themselves. */
public class ModelColumnsTest {
    private static final ModelColumns MODEL = new ModelColumns("fraud", "said", "", "", Task.AUTO);

    private static DriftSettings settings(boolean critical) {
        Map<String, ColumnRule> rules =
                critical ? Map.of("said", new ColumnRule(Optional.empty(), Optional.empty(), 1, true)) : Map.of();
        return new DriftSettings("", Preset.DEFAULT, List.of(), List.of("s*"), 0.05, 0.5, rules, Missing.FAIL)
                .with(MODEL)
                .with(PerformanceRules.NONE);
    }

    private static ColumnProfile column(String name, double shift, long seed) {
        Random random = new Random(seed);
        return numbers(
                name,
                IntStream.range(0, 5000)
                        .mapToDouble(i -> Math.round(100 * (random.nextGaussian() + shift)))
                        .toArray());
    }

    private static ColumnProfile answers(String name, double share, long seed) {
        Random random = new Random(seed);
        return texts(
                name,
                IntStream.range(0, 5000)
                        .mapToObj(i -> random.nextDouble() < share ? "yes" : "no")
                        .toArray(String[]::new));
    }

    private static DriftReport check(DatasetProfile before, DatasetProfile now, DriftSettings settings) {
        return DriftChecker.check(before, now, settings, Instant.EPOCH);
    }

    private static final DatasetProfile BEFORE =
            table("train", column("a", 0, 1), column("b", 0, 2), answers("fraud", 0.2, 3), answers("said", 0.2, 4));

    @Test
    public void predictionDriftIsConditionalAndDoesNotDiluteTheShare() {
        DriftReport report = check(
                BEFORE,
                table("now", column("a", 0, 5), column("b", 1, 6), answers("fraud", 0.2, 7), answers("said", 0.4, 8)),
                settings(false));

        assertThat(report.columns())
                .extracting(ColumnDrift::role)
                .containsExactly(Role.FEATURE, Role.FEATURE, Role.TARGET, Role.PREDICTION);
        assertThat(report.decision().share()).as("of the two features").isEqualTo(0.5);
        assertThat(report.decision().reasons()).anyMatch(reason -> reason.startsWith("prediction drift in 'said': "));
    }

    @Test
    public void predictionDriftAloneIsConditionalAndRejectsIfItIsCritical() {
        DatasetProfile now =
                table("now", column("a", 0, 5), column("b", 0, 6), answers("fraud", 0.2, 7), answers("said", 0.4, 8));

        DriftReport report = check(BEFORE, now, settings(false));
        assertThat(report.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
        assertThat(report.decision().share()).isZero();
        DriftReport critical = check(BEFORE, now, settings(true));
        assertThat(critical.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(critical.decision().reasons())
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("critical prediction drift in 'said': ");
    }

    @Test
    public void labelsThatAreNotThereYetAreNoFault() {
        DriftReport report = check(
                BEFORE, table("now", column("a", 0, 5), column("b", 0, 6), answers("said", 0.2, 8)), settings(false));

        assertThat(report.columns().get(2).outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(report.columns().get(2).reason()).isEqualTo("there are no labels yet");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void aColumnOfTheModelThatNobodyHasIsAMistake() {
        DriftReport report = check(
                table("train", column("a", 0, 1), answers("fraud", 0.2, 3)),
                table("now", column("a", 0, 5), answers("fraud", 0.2, 7)),
                settings(false));

        assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.decision().reasons())
                .containsExactly("column 'said' can't be compared: neither table has this column");
    }
}
