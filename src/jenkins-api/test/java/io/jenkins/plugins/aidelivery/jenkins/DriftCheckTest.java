package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Result;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.jenkins.FakeBuild.Console;
import io.jenkins.plugins.aidelivery.jenkins.FakeBuild.FakeRun;
import io.jenkins.plugins.aidelivery.report.ColumnHistory;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The step and the build step with real files, around a build that needs no Jenkins. */
public class DriftCheckTest {
    /** With fewer the default can't tell. */
    private static final int ROWS = 5000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Console console = new Console();
    private final FakeContext.Node node = new FakeContext.Node();
    private FakeBuild build;

    @Before
    public void dataInAWorkspace() throws IOException {
        build = new FakeBuild(folder.getRoot().toPath());
        build.write("train.csv", people(ROWS, 40, 1));
        build.write("same.csv", people(ROWS, 40, 2));
        build.write("older.csv", people(ROWS, 60, 3));
        // One of three columns.
        build.write("incomes.csv", people(ROWS, 40, 4).replaceAll("(?m)^(\\d+),(\\d+)", "$1,9$2"));
    }

    /** Of an age, an income and a city. */
    private static String people(int rows, int age, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("age,income,city\n");
        for (int i = 0; i < rows; i++) {
            csv.append((int) (age + 10 * random.nextGaussian()))
                    .append(',')
                    .append(age * 1000 + random.nextInt(20_000))
                    .append(',')
                    .append(random.nextInt(10) < age / 10 ? "Oslo" : "Bergen")
                    .append('\n');
        }
        return csv.toString();
    }

    private static DriftCheckStep step(String reference, String current) {
        DriftCheckStep step = new DriftCheckStep();
        step.setReference(reference);
        step.setCurrent(current);
        return step;
    }

    private Map<String, Object> runStep(FakeRun run, DriftCheckStep step) throws Exception {
        return new DriftCheckExecution(new FakeContext(run, build.path(), console, node), step).run();
    }

    private static Path stored(FakeRun run, String name) {
        return run.getRootDir().toPath().resolve("ai-delivery").resolve(name);
    }

    private DatasetProfile baseline(String name) throws IOException {
        Path file = AiDeliveryJobAction.directory(build.job).resolve("baselines/" + name + ".profile.json");
        return JsonFile.read(file, DatasetProfile.class, DatasetProfile.SCHEMA);
    }

    @Test
    public void dataWithoutDriftReturnsPlainDataAndLeavesTheBuildAlone() throws Exception {
        FakeRun run = build.start(1);

        Map<String, Object> result = runStep(run, step("train.csv", "same.csv"));

        assertThat(result)
                .containsEntry("verdict", "PASS")
                .containsEntry("passed", true)
                .containsEntry("share", 0.0)
                .containsEntry("drifted", List.of())
                .containsEntry("referenceRows", (long) ROWS)
                .containsEntry("url", "job/fraud/1/ai-delivery/drift/");
        assertThat((List<?>) result.get("columns")).hasSize(3);
        assertThat(run.getResult()).isNull();
        assertThat(node.getAction(WarningAction.class)).isNull();
        assertThat(console.text())
                .contains("[AI Delivery] drift same.csv")
                .contains("PASS")
                .contains("page: /job/fraud/1/ai-delivery/drift/");
    }

    @Test
    public void aDirectoryIsOneTableWhosePartitionsAreColumns() throws Exception {
        for (String day : List.of("01", "02")) {
            build.write("train/day=2026-01-" + day + "/part.csv", people(ROWS / 2, 40, 1 + day.hashCode()));
            build.write("today/day=2026-02-" + day + "/part.csv", people(ROWS / 2, 40, 7 + day.hashCode()));
        }
        build.write("train/_SUCCESS", "");
        for (String pattern : List.of("train", "train/", "train/day=*", "train/day=*/", "train/**/*.csv")) {
            FakeRun run = build.start(1);
            DriftCheckStep step = step(pattern, "today");
            assertThat(runStep(run, step)).as(pattern).containsEntry("referenceRows", (long) ROWS);
            assertThat(JsonFile.read(stored(run, "drift.json"), DriftReport.class, DriftReport.SCHEMA)
                            .columns())
                    .filteredOn(column -> column.name().equals("day"))
                    .singleElement()
                    .matches(day ->
                            day.outcome() == Outcome.IGNORED && day.reason().startsWith("times move on"));
        }
        build.write("empty/_SUCCESS", "");
        assertThatThrownBy(() -> runStep(build.start(2), step("empty", "today")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("no file in the workspace matches 'empty'");
    }

    @Test
    public void whatBelongsToTheModelIsReadWhateverPatternsSay() throws Exception {
        DriftCheckStep step = step("train.csv", "incomes.csv");
        step.setColumns(List.of("age"));
        step.setPrediction("income");
        step.setFailOn(GateThreshold.NEVER);

        Map<String, Object> result = runStep(build.start(1), step);

        assertThat(result).containsEntry("verdict", "CONDITIONAL").containsEntry("share", 0.0);
        assertThat(String.valueOf(result.get("columns")))
                .contains("{name=age, role=feature, ")
                .contains("{name=income, role=prediction, outcome=drift, ");
        assertThat((List<?>) result.get("reasons"))
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("prediction drift in 'income': ");
    }

    @Test
    public void aMinimumCountKeepsFewRowsOutOfWhatIsStored() throws Exception {
        String rare = "97,1234567.89,Svalbard\n";
        build.write("today.csv", people(ROWS, 40, 5) + rare);
        for (int number = 1; number <= 2; number++) {
            FakeRun run = build.start(number);
            DriftCheckStep step = step("", "today.csv");
            step.setName("people");
            step.setMinimumCount(10);
            assertThat(runStep(run, step)).containsEntry("verdict", number == 1 ? "SKIPPED" : "PASS");
            for (String file : List.of("drift.json", "drift.profile.json")) {
                assertThat(Files.readString(stored(run, file))).as(file).doesNotContain("Svalbard", "1234567");
            }
        }
        assertThat(baseline("people").column("city").orElseThrow().categories().otherRows())
                .isEqualTo(1);
        DriftCheckStep wrong = step("train.csv", "same.csv");
        wrong.setMinimumCount(-1);
        assertThatThrownBy(() -> runStep(build.start(3), wrong))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("minimumCount: a whole number from 0 to 1000000 was expected");
    }

    @Test
    public void driftIsStoredBeforeTheStepFails() throws Exception {
        FakeRun run = build.start(1);

        assertThatThrownBy(() -> runStep(run, step("train.csv", "older.csv")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("Drift of older.csv: 'age', 'income', 'city' drifted");

        DriftReport report = JsonFile.read(stored(run, "drift.json"), DriftReport.class, DriftReport.SCHEMA);
        assertThat(report.decision().verdict()).isEqualTo(DriftReport.Verdict.FAIL);
        assertThat(stored(run, "drift.profile.json")).exists();
        AiDeliveryRunAction action = run.getAction(AiDeliveryRunAction.class);
        assertThat(action.getResults())
                .extracting(ResultSummary::getText)
                .containsExactly("Drift: 3 of 3 judged columns drifted, 100 % (limit 50 %)");
        assertThat(action.getOnlyPage().read().getHtml()).contains("age").contains("income");
        assertThat(action.getOnlyPage().getDisplayName()).isEqualTo("Drift of older.csv");
        assertThat(AiDeliveryJobAction.trend(build.job).last(10, "drift"))
                .extracting(TrendPoint::verdict, TrendPoint::score, TrendPoint::threshold)
                .containsExactly(tuple("FAIL", 100.0, 50.0));
        assertThat(node.getAction(WarningAction.class))
                .as("a mark that warnError could not overrule")
                .isNull();
    }

    @Test
    public void someDriftMarksTheNodeAndTheBuildUnstableAndTheStepGoesOn() throws Exception {
        FakeRun run = build.start(1);

        Map<String, Object> result = runStep(run, step("train.csv", "incomes.csv"));

        assertThat(result).containsEntry("verdict", "CONDITIONAL").containsEntry("drifted", List.of("income"));
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(node.getAction(WarningAction.class).getMessage()).contains("Some drift of incomes.csv");
    }

    @Test
    public void settingsDecideWhatIsComparedAndWhatThatMeans() throws Exception {
        DriftCheckStep one = step("train.csv", "incomes.csv");
        one.setIgnore(List.of("inc*"));
        assertThat(runStep(build.start(1), one)).containsEntry("verdict", "PASS");

        DriftCheckStep strict = step("train.csv", "incomes.csv");
        strict.setShare(0.3);
        strict.setName("people");
        strict.setFailOn(GateThreshold.NEVER);
        FakeRun run = build.start(2);
        assertThat(runStep(run, strict)).containsEntry("verdict", "FAIL").containsEntry("name", "people");
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);

        DriftCheckStep named = step("train.csv", "same.csv");
        named.setPreset("seed");
        FakeRun third = build.start(3);
        runStep(third, named);
        assertThat(JsonFile.read(stored(third, "drift.json"), DriftReport.class, DriftReport.SCHEMA)
                        .subject()
                        .preset())
                .isEqualTo("seed");
    }

    @Test
    public void theFirstBuildHasNothingToCompareWithAndSaysSo() throws Exception {
        FakeRun run = build.start(1);

        Map<String, Object> result = runStep(run, step("", "train.csv"));

        assertThat(result)
                .containsEntry("verdict", "SKIPPED")
                .containsEntry("passed", false)
                .containsEntry("share", null);
        assertThat(run.getResult()).isNull();
        assertThat(console.text())
                .contains("SKIPPED")
                .contains("this data is the baseline that later builds are compared with");
        assertThat(run.getAction(AiDeliveryRunAction.class).getResults())
                .extracting(ResultSummary::getText)
                .containsExactly("Nothing to compare with");
    }

    @Test
    public void laterBuildsCompareWithWhatWasAccepted() throws Exception {
        DriftCheckStep step = step("", "today.csv");
        build.write("today.csv", people(ROWS, 40, 1));
        runStep(build.start(1), step);
        build.write("today.csv", people(ROWS + 1000, 40, 2));
        assertThat(runStep(build.start(2), step)).containsEntry("verdict", "PASS");
        build.write("today.csv", people(ROWS, 60, 3));
        assertThatThrownBy(() -> runStep(build.start(3), step)).hasMessageContaining("Drift of today.csv");
        build.write("today.csv", people(ROWS, 40, 4));
        assertThat(runStep(build.start(4), step))
                .containsEntry("verdict", "PASS")
                .containsEntry("referenceRows", (long) ROWS);
    }

    @Test
    public void whatPassesReplacesTheBaselineOnlyIfAsked() throws Exception {
        DriftCheckStep step = step("", "today.csv");
        step.setName("people");
        step.setEnvironment("staging");
        build.write("today.csv", people(ROWS, 40, 1));
        runStep(build.start(1), step);
        build.write("today.csv", people(ROWS + 1000, 40, 2));
        runStep(build.start(2), step);
        assertThat(baseline("people@staging").rows()).isEqualTo(ROWS);

        step.setUpdateBaseline(true);
        runStep(build.start(3), step);
        assertThat(baseline("people@staging").rows()).isEqualTo(ROWS + 1000);
        assertThat(baseline("people@staging.first").rows())
                .as("what was accepted first")
                .isEqualTo(ROWS);

        Map<String, Object> later = runStep(build.start(5), step);
        assertThat(String.valueOf(later.get("checks"))).contains("no column moved by more than its limit since");

        build.write("today.csv", people(ROWS + 2000, 40, 3));
        step.setKeepBaseline(true);
        runStep(build.start(4), step);
        assertThat(baseline("people@staging").rows()).isEqualTo(ROWS + 1000);
    }

    @Test
    public void limitsComeFromWhatEarlierBuildsAccepted() throws Exception {
        build.write("drift.yml", "name: people\nthresholds: { from: history, at-least: 3 }\n");
        DriftCheckStep step = step("train.csv", "same.csv");
        step.setSpec("drift.yml");
        for (int number = 1; number <= 3; number++) {
            assertThat(String.valueOf(runStep(build.start(number), step).get("checks")))
                    .contains("there are " + (number - 1) + " accepted results, and 3 are needed");
        }
        assertThat(String.valueOf(runStep(build.start(4), step).get("checks")))
                .contains("3 columns held against the mean and 3 standard deviations of accepted results");
    }

    @Test
    public void aNewBaselineIsTakenWithoutAComparison() throws Exception {
        DriftCheckStep step = step("", "train.csv");
        step.setName("people");
        runStep(build.start(1), step);
        step.setCurrent("older.csv");
        step.setBaseline("new");
        step.setFailWithoutReference(true);
        assertThat(runStep(build.start(2), step)).containsEntry("verdict", "SKIPPED");
        assertThat(baseline("people").label()).isEqualTo("older.csv");
    }

    @Test
    public void aMissingReferenceFailsIfAskedAndThenNothingIsAccepted() throws Exception {
        DriftCheckStep step = step("", "train.csv");
        step.setFailWithoutReference(true);
        FakeRun run = build.start(1);

        assertThatThrownBy(() -> runStep(run, step)).hasMessageContaining("was not judged: there is no reference");

        assertThat(stored(run, "drift.json")).exists();
        assertThat(AiDeliveryJobAction.directory(build.job).resolve("baselines"))
                .doesNotExist();
    }

    @Test
    public void twoChecksOfOneBuildAreTwoResults() throws Exception {
        FakeRun run = build.start(1);
        runStep(run, step("train.csv", "same.csv"));
        runStep(run, step("train.csv", "incomes.csv"));
        AiDeliveryRunAction action = run.getAction(AiDeliveryRunAction.class);
        assertThat(action.getResults()).extracting(ResultSummary::getId).containsExactly("drift", "drift-2");
        assertThat(action.getDynamic("drift-2").getDisplayName()).isEqualTo("Drift of incomes.csv (drift-2)");
    }

    @Test
    public void theTrendHasAChartOfItsOwn() throws Exception {
        runStep(build.start(1), step("train.csv", "same.csv"));
        runStep(build.start(2), step("", "same.csv"));
        AiDeliveryJobAction action = new AiDeliveryJobAction(build.job);
        assertThat(action.getKinds())
                .extracting(AiDeliveryJobAction.Kind::getTitle)
                .containsExactly("Drift");
        assertThat(action.getKinds().get(0).page("/jenkins"))
                .contains("Share of drifted columns of the last 2 comparisons")
                .contains("/jenkins/job/fraud/1/ai-delivery/drift/")
                .contains("Nothing to compare with")
                .contains("50 %");
    }

    @Test
    public void aPageShowsWhatEarlierBuildsFoundInTheSameData() throws Exception {
        DriftCheckStep people = step("train.csv", "same.csv");
        people.setName("people");
        runStep(build.start(1), people);
        runStep(build.start(2), step("train.csv", "same.csv"));
        people.setCurrent("incomes.csv");
        FakeRun third = build.start(3);
        runStep(third, people);
        runStep(build.start(4), people);

        List<ColumnHistory> history = DriftHistory.of(new ResultKind.Place(third, "drift"));

        assertThat(history).extracting(ColumnHistory::column).containsExactly("age", "income", "city");
        assertThat(history.get(1).points())
                .extracting(ColumnHistory.Point::build, ColumnHistory.Point::outcome)
                .containsExactly(tuple(1, Outcome.NO_DRIFT), tuple(3, Outcome.DRIFT));
    }

    @Test
    public void whatCannotBeReadIsASentence() throws Exception {
        build.write("empty.csv", "");
        refuses(step("train.csv", "nothing/*.csv"), "no file in the workspace matches 'nothing/*.csv'");
        refuses(step("/etc/passwd", "same.csv"), "'/etc/passwd': only paths below the workspace");
        refuses(step("train.csv", "../x.csv"), "this one leaves it");
        refuses(step("train.csv", "empty.csv"), "empty.csv: ");
        refuses(step("train.csv", ""), "driftCheck needs to know which data to look at (current)");
        DriftCheckStep preset = step("train.csv", "same.csv");
        preset.setPreset("best");
        refuses(preset, "the drift check is refused:\nparameter: preset: ");
        DriftCheckStep share = step("train.csv", "same.csv");
        share.setShare(50.0);
        refuses(share, "share: ");
        DriftCheckStep baseline = step("", "same.csv");
        baseline.setBaseline("newest");
        refuses(baseline, "driftCheck knows no baseline newest");
    }

    private void refuses(DriftCheckStep step, String sentence) throws Exception {
        FakeRun run = build.start(1);
        assertThatThrownBy(() -> runStep(run, step))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("AI Delivery: ")
                .hasMessageContaining(sentence);
        assertThat(run.getAction(AiDeliveryRunAction.class)).isNull();
    }

    @Test
    public void aSpecificationSaysItOnceForAll() throws Exception {
        build.write("drift.yml", """
                name: people
                reference: train.csv
                current: same.csv
                rules:
                  income: { critical: true }
                environments:
                  production:
                    share: 0.2
                """);
        DriftCheckStep step = step("", "");
        step.setSpec("drift.yml");
        assertThat(runStep(build.start(1), step))
                .containsEntry("verdict", "PASS")
                .containsEntry("name", "people");

        step.setCurrent("incomes.csv");
        step.setFailOn(GateThreshold.NEVER);
        Map<String, Object> critical = runStep(build.start(2), step);
        assertThat(critical).containsEntry("verdict", "FAIL").containsEntry("threshold", 0.5);
        assertThat(critical.get("reasons").toString()).contains("critical column 'income' drifted");

        step.setEnvironment("production");
        assertThat(runStep(build.start(3), step)).containsEntry("threshold", 0.2);

        build.write("drift.yml", "presett: default\n");
        refuses(step, "the drift check is refused:\ndrift.yml:1: presett: ");
        step.setSpec("other.yml");
        refuses(step, "the drift check other.yml can't be used: there is no such file in the workspace");
    }

    @Test
    public void aKeptProfileStandsForTheReference() throws Exception {
        FakeRun run = build.start(1);
        runStep(run, step("", "train.csv"));
        build.write("train.profile.json", Files.readString(stored(run, "drift.profile.json")));
        build.write("drift.yml", "reference: { profile: train.profile.json }\ncurrent: same.csv\n");
        DriftCheckStep step = step("", "");
        step.setSpec("drift.yml");
        assertThat(runStep(build.start(2), step))
                .containsEntry("verdict", "PASS")
                .containsEntry("referenceRows", (long) ROWS);
        build.write("train.profile.json", "{}");
        refuses(step, "train.profile.json is no result");
    }

    @Test
    public void aBrokenBaselineIsNotTakenForNone() throws Exception {
        runStep(build.start(1), step("", "train.csv"));
        try (var files = Files.list(AiDeliveryJobAction.directory(build.job).resolve("baselines"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{\"schema\":1,");
            }
        }
        refuses(step("", "train.csv"), "the baseline can't be used");
    }

    @Test
    public void anAbortIsOneSentenceAndLeavesNoResult() throws Exception {
        FakeRun run = build.start(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> runStep(run, step("train.csv", "same.csv")))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("aborted while data was compared")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.getAction(AiDeliveryRunAction.class)).isNull();
    }

    @Test
    public void theBuildStepDoesTheSameWithVariablesFilledIn() throws Exception {
        EnvVars env = new EnvVars();
        env.put("DAY", "older");
        env.put("NAME", "people");
        DriftCheckStep settings = step("train.csv", "${DAY}.csv");
        settings.setName("${NAME}");
        settings.setColumns(List.of("age\ncity"));
        FakeRun run = build.start(1);

        assertThatThrownBy(() -> new DriftCheckBuilder(settings).perform(run, build.path(), env, null, console))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("Drift of people: 'age', 'city' drifted");

        settings.setFailOn(GateThreshold.NEVER);
        FakeRun second = build.start(2);
        new DriftCheckBuilder(settings).perform(second, build.path(), env, null, console);
        assertThat(second.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(new DriftCheckBuilder(null).getDrift().getBaseline()).isEqualTo("accepted");
    }

    @Test
    public void aNumberOnAFormIsAShareOrNothing() {
        for (String fits : List.of("", "0.5", ".5", "1", "1.0", "0.05")) {
            assertThat(FormChecks.share(null, fits).getMessage()).as(fits).isNull();
        }
    }
}
