package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Result;
import hudson.remoting.ChannelClosedException;
import hudson.util.FormValidation;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.jenkins.FakeBuild.Console;
import io.jenkins.plugins.aidelivery.jenkins.FakeBuild.FakeRun;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The step and the build step with real files, around a build that needs no Jenkins. */
public class QualityGateTest {
    private static final String PASSING = "<testsuite><testcase name='a'/><testcase name='b'/></testsuite>";
    private static final String FAILING = "<testsuite><testcase name='a'><failure/></testcase></testsuite>";
    private static final String GATE = """
            model: fraud
            evidence: [TEST-*.xml]
            criteria:
              - { measure: tests.success_rate, min: 90% }
              - { measure: tests.success_rate, id: steady, baseline: { max-drop: 1% } }
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Console console = new Console();
    private FakeBuild build;

    @Before
    public void gateInAWorkspace() throws IOException {
        build = new FakeBuild(folder.getRoot().toPath());
        build.write("gate.yml", GATE);
    }

    private final FakeContext.Node node = new FakeContext.Node();

    private Map<String, Object> runStep(FakeRun run, QualityGateStep step) throws Exception {
        FakeContext context = new FakeContext(run, build.path(), console, node);
        return new QualityGateExecution(context, step).run();
    }

    @Test
    public void aPassReturnsPlainDataAndLeavesTheBuildAlone() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);

        Map<String, Object> result = runStep(run, new QualityGateStep());

        assertThat(result)
                .containsEntry("verdict", "PASS")
                .containsEntry("passed", true)
                .containsEntry("score", 100.0);
        assertThat(run.getResult()).isNull();
        assertThat(node.getAction(WarningAction.class)).isNull();
        assertThat(console.text())
                .contains("[AI Delivery] gate fraud")
                .contains("these measures are the new baseline")
                .contains("page: /job/fraud/1/ai-delivery/gate/");
    }

    @Test
    public void aRejectionIsStoredBeforeTheStepFails() throws Exception {
        build.write("TEST-a.xml", FAILING);
        FakeRun run = build.start(1);

        assertThatThrownBy(() -> runStep(run, new QualityGateStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("rejects fraud");

        Path stored = run.getRootDir().toPath().resolve("ai-delivery/gate.json");
        assertThat(JsonFile.read(stored, Scorecard.class, Scorecard.SCHEMA)
                        .verdict()
                        .name())
                .isEqualTo("FAIL");
        assertThat(run.getAction(AiDeliveryRunAction.class).getResults()).hasSize(1);
        assertThat(run.saves).isPositive();
        assertThat(node.getAction(WarningAction.class))
                .as("a mark that warnError could not overrule")
                .isNull();
        assertThat(AiDeliveryJobAction.trend(build.job).last(10))
                .extracting(TrendPoint::verdict)
                .containsExactly("FAIL");
    }

    @Test
    public void conditionsMarkTheNodeAndTheBuildUnstableAndTheStepGoesOn() throws Exception {
        build.write("gate.yml", GATE.replace("min: 90%", "min: 90%, confidence: 95%"));
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);

        Map<String, Object> result = runStep(run, new QualityGateStep());

        assertThat(result).containsEntry("verdict", "CONDITIONAL");
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
        WarningAction warning = node.getAction(WarningAction.class);
        assertThat(warning.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(warning.getMessage()).contains("under conditions").contains("needs n ≥");
    }

    @Test
    public void thresholdsDecideWhatHappensToTheBuild() throws Exception {
        build.write("TEST-a.xml", FAILING);
        QualityGateStep lenient = new QualityGateStep();
        lenient.setFailOn(GateThreshold.NEVER);
        lenient.setUnstableOn(GateThreshold.NEVER);
        FakeRun run = build.start(1);
        assertThat(runStep(run, lenient)).containsEntry("verdict", "FAIL");
        assertThat(run.getResult()).isNull();

        QualityGateStep unstable = new QualityGateStep();
        unstable.setFailOn(GateThreshold.NEVER);
        FakeRun second = build.start(2);
        runStep(second, unstable);
        assertThat(second.getResult()).isEqualTo(Result.UNSTABLE);

        build.write("gate.yml", GATE.replace("min: 90%", "min: 90%, confidence: 95%"));
        build.write("TEST-a.xml", PASSING);
        QualityGateStep strict = new QualityGateStep();
        strict.setFailOn(GateThreshold.CONDITIONAL);
        assertThatThrownBy(() -> runStep(build.start(3), strict)).isInstanceOf(AbortException.class);
    }

    @Test
    public void theFirstPassEstablishesTheBaselineAndLaterBuildsCompareWithIt() throws Exception {
        build.write("TEST-a.xml", PASSING);
        runStep(build.start(1), new QualityGateStep());
        Path file = AiDeliveryJobAction.directory(build.job).resolve("baselines/fraud.json");
        assertThat(JsonFile.read(file, Baseline.class, 1).origin().build()).isEqualTo("fraud #1");

        Map<String, Object> second = runStep(build.start(2), new QualityGateStep());
        assertThat(second.toString()).contains("was 1: unchanged");
        assertThat(console.text()).contains("compared with the accepted version (fraud #1)");
        assertThat(JsonFile.read(file, Baseline.class, 1).origin().build()).isEqualTo("fraud #2");

        QualityGateStep keeping = new QualityGateStep();
        keeping.setKeepBaseline(true);
        runStep(build.start(3), keeping);
        assertThat(JsonFile.read(file, Baseline.class, 1).origin().build()).isEqualTo("fraud #2");

        build.write("TEST-a.xml", FAILING);
        assertThatThrownBy(() -> runStep(build.start(4), new QualityGateStep())).isInstanceOf(AbortException.class);
        assertThat(JsonFile.read(file, Baseline.class, 1).origin().build()).isEqualTo("fraud #2");
    }

    @Test
    public void aBrokenBaselineIsASentenceAndNotAFirstRun() throws Exception {
        build.write("TEST-a.xml", PASSING);
        Path file = AiDeliveryJobAction.directory(build.job).resolve("baselines/fraud.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ \"schema\": 1, \"origin\":");
        assertThatThrownBy(() -> runStep(build.start(1), new QualityGateStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("the baseline can't be used");
    }

    @Test
    public void aFirstRunInWhichEverythingWaitsForABaselineEstablishesIt() throws Exception {
        build.write("gate.yml", """
                model: fraud
                evidence: [TEST-*.xml]
                criteria:
                  - { measure: tests.success_rate, baseline: { max-drop: 1% } }
                """);
        build.write("TEST-a.xml", PASSING);
        assertThat(runStep(build.start(1), new QualityGateStep())).containsEntry("verdict", "CONDITIONAL");
        assertThat(console.text()).contains("these measures are the new baseline");
        assertThat(runStep(build.start(2), new QualityGateStep())).containsEntry("verdict", "PASS");
    }

    @Test
    public void aResultThatCanNotBeStoredIsASentenceAndNoEmptyEntry() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);
        Path directory = run.getRootDir().toPath();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("ai-delivery"), "in the way");
        assertThatThrownBy(() -> runStep(run, new QualityGateStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("the result could not be stored");
        assertThat(run.getAction(AiDeliveryRunAction.class).getIconFileName()).isNull();
    }

    @Test
    public void anAgentThatGoesAwayIsASentenceThatKeepsItsCause() throws Exception {
        assertThatThrownBy(() -> GateRun.there(() -> {
                    throw new IllegalStateException(new ClosedChannelException());
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("gave no answer")
                .hasCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    public void anAbortedBuildGetsNoResult() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> runStep(run, new QualityGateStep()))
                    .as("what Pipeline prints without a trace")
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("was aborted");
        } finally {
            Thread.interrupted();
        }
        assertThat(run.getAction(AiDeliveryRunAction.class)).isNull();
        assertThat(run.getRootDir().toPath().resolve("ai-delivery")).doesNotExist();
    }

    /** Elsewhere than in Pipeline an abort is what Jenkins takes for one. */
    @Test
    public void anAbortedFreestyleBuildIsInterrupted() throws Exception {
        build.write("TEST-a.xml", PASSING);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new QualityGateBuilder(null)
                            .perform(build.start(1), build.path(), new EnvVars(), null, console))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    public void onlyWhoMayReplaceTheBaselineSpeaksOfIt() throws Exception {
        build.write("TEST-a.xml", PASSING);
        QualityGateStep keeping = new QualityGateStep();
        keeping.setKeepBaseline(true);
        runStep(build.start(1), keeping);
        assertThat(console.text())
                .contains("there was no baseline yet to compare with")
                .doesNotContain("new baseline")
                .doesNotContain("become");

        build.write("TEST-a.xml", FAILING);
        assertThatThrownBy(() -> runStep(build.start(2), new QualityGateStep())).isInstanceOf(AbortException.class);
        assertThat(console.text()).contains("only a scorecard that passes becomes the baseline, this one doesn't");
    }

    @Test
    public void thePageIsPlainTextThatJenkinsMakesALinkOf() throws Exception {
        GateRun.printPage(
                new Console() {
                    @Override
                    public void hyperlink(String url, String text) {
                        throw new AssertionError("a link whose text is a URL gets a second one inside");
                    }
                },
                "https://ci.example.org/",
                "job/fraud/1/ai-delivery/gate/");
        GateRun.printPage(console, null, "job/fraud/1/ai-delivery/gate/");

        assertThat(console.text())
                .isEqualToNormalizingNewlines("[AI Delivery]   page: /job/fraud/1/ai-delivery/gate/\n");
    }

    @Test
    public void noSettingSteersTheConsole() {
        QualityGateStep step = new QualityGateStep();
        step.setSpec("gate\0\u001b[2J\u202e.yml");

        assertThatThrownBy(() -> runStep(build.start(1), step))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("the gate gate??[2J?.yml can't be used")
                .hasMessageNotContainingAny("\0", "\u001b", "\u202e");
    }

    @Test
    public void theFormSaysWhichLineOfTheEvidenceLiesOutside() {
        assertThat(FormChecks.lines("a.xml\n\n../b.xml").getMessage())
                .isEqualTo("Line 3: only files below the workspace can be read.");
        assertThat(FormChecks.lines("/etc/passwd").getMessage())
                .isEqualTo("Only files below the workspace can be read.");
        assertThat(FormChecks.lines("a.xml\nb/*.json").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void twoGatesOfOneBuildAreTwoResults() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);
        runStep(run, new QualityGateStep());
        QualityGateStep other = new QualityGateStep();
        other.setModel("other");
        runStep(run, other);
        AiDeliveryRunAction action = run.getAction(AiDeliveryRunAction.class);
        assertThat(action.getResults()).extracting(ResultSummary::getId).containsExactly("gate", "gate-2");
        assertThat(action.isSeveral()).isTrue();
        assertThat(action.getResults())
                .extracting(ResultSummary::getName)
                .containsExactly("gate, gate.yml", "gate-2, gate.yml");
        assertThat(action.getDynamic("gate").getDisplayName()).isEqualTo("Scorecard of fraud");
        assertThat(action.getDynamic("gate-2").getDisplayName()).isEqualTo("Scorecard of other (gate-2)");
        assertThat(action.getOnlyPage()).isNull();
        assertThat(action.getDynamic("gate-2").read().getHtml()).contains("other");
        assertThat(action.getDynamic("nope")).isNull();
    }

    @Test
    public void aReportFromBeforeTheBuildIsStale() throws Exception {
        build.write("TEST-a.xml", PASSING);
        Files.setLastModifiedTime(
                build.workspace.resolve("TEST-a.xml"),
                FileTime.from(Instant.now().minusSeconds(7200)));
        assertThatThrownBy(() -> runStep(build.start(1), new QualityGateStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("stale");
    }

    @Test
    public void whatCanNotBeUsedIsASentenceWithFileAndLine() throws Exception {
        QualityGateStep missing = new QualityGateStep();
        missing.setSpec("nowhere.yml");
        assertThatThrownBy(() -> runStep(build.start(1), missing))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("nowhere.yml")
                .hasMessageContaining("no such file");

        QualityGateStep outside = new QualityGateStep();
        Files.writeString(folder.getRoot().toPath().resolve("secret.yml"), GATE);
        outside.setSpec("../secret.yml");
        assertThatThrownBy(() -> runStep(build.start(1), outside))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("outside of the workspace");

        build.write("gate.yml", "model: fraud\nevidence: [x]\ncriteria:\n  - { measure: f1, mni: 0.8 }\n");
        FakeRun run = build.start(1);
        assertThatThrownBy(() -> runStep(run, new QualityGateStep()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("gate.yml:4")
                .hasMessageContaining("did you mean 'min'?");
        assertThat(run.getAction(AiDeliveryRunAction.class)).isNull();
    }

    @Test
    public void theFreestyleStepDoesTheSameAndFillsInVariables() throws Exception {
        build.write("TEST-a.xml", PASSING);
        QualityGateStep settings = new QualityGateStep();
        settings.setSpec("${GATE}.yml");
        settings.setEvidence(List.of("${PREFIX}-*.xml\nother/*.xml"));
        EnvVars env = new EnvVars();
        env.put("GATE", "gate");
        env.put("PREFIX", "TEST");
        FakeRun run = build.start(1);
        assertThatThrownBy(() -> new QualityGateBuilder(settings).perform(run, build.path(), env, null, console))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("other/*.xml");

        settings.setEvidence(List.of("${PREFIX}-*.xml"));
        FakeRun second = build.start(2);
        new QualityGateBuilder(settings).perform(second, build.path(), env, null, console);
        assertThat(second.getAction(AiDeliveryRunAction.class)
                        .getResults()
                        .get(0)
                        .getVerdict())
                .isEqualTo("PASS");
    }

    @Test
    public void aResultThatCanNotBeReadIsASentenceOnItsPage() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);
        runStep(run, new QualityGateStep());
        Path stored = run.getRootDir().toPath().resolve("ai-delivery/gate.json");
        Path holed = Files.copy(stored, stored.resolveSibling("copy.json"));
        Files.writeString(stored, "{ \"schema\": 99 }");
        ResultPage.Content content =
                run.getAction(AiDeliveryRunAction.class).getOnlyPage().read();
        assertThat(content.getHtml()).isEmpty();
        assertThat(content.getComplaint()).contains("newer version");
        Files.writeString(stored, Files.readString(holed).replaceAll("\"limit\":\"[^\"]*\",?", ""));
        assertThat(run.getAction(AiDeliveryRunAction.class).getOnlyPage().read().getComplaint())
                .contains("gate.json can't be read: dimensions[0].criteria[0]")
                .doesNotContain("Exception");
        Files.delete(stored);
        assertThat(run.getAction(AiDeliveryRunAction.class).getOnlyPage().read().getComplaint())
                .contains("gate.json is gone");
    }

    @Test
    public void aTrendWithLinesOfAnotherKindOrOfTheFutureIsShown() throws Exception {
        build.write("TEST-a.xml", PASSING);
        runStep(build.start(1), new QualityGateStep());
        Path trend = AiDeliveryJobAction.directory(build.job).resolve("trend.jsonl");
        String line = Files.readString(trend);
        Files.writeString(trend, "null\n{}\n[]\n" + line.replace("PASS", "POSTPONED") + line);
        AiDeliveryJobAction action = new AiDeliveryJobAction(build.job);
        assertThat(action.getKinds().get(0).getChart()).contains("POSTPONED");
        assertThat(action.getKinds().get(0).page("")).contains("POSTPONED").contains("Approve");
    }

    @Test
    public void aBuildThatIsGoneHasNoLinkInTheTrend() throws Exception {
        build.write("TEST-a.xml", PASSING);
        FakeRun run = build.start(1);
        runStep(run, new QualityGateStep());
        runStep(build.start(2), new QualityGateStep());
        try (Stream<Path> files = Files.walk(run.getRootDir().toPath())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(new AiDeliveryJobAction(build.job).getKinds().get(0).page(""))
                .contains("#1")
                .doesNotContain("/1/ai-delivery/")
                .contains("/2/ai-delivery/gate/");
    }

    @Test
    public void aJobHasATrendOnceItHasAResult() throws Exception {
        AiDeliveryJobAction.Factory factory = new AiDeliveryJobAction.Factory();
        assertThat(factory.createFor(build.job)).isEmpty();
        build.write("TEST-a.xml", PASSING);
        runStep(build.start(7), new QualityGateStep());
        assertThat(factory.createFor(build.job)).hasSize(1);
        AiDeliveryJobAction action = new AiDeliveryJobAction(build.job);
        assertThat(action.getKinds().get(0).getChart()).contains("<svg");
        assertThat(action.getKinds().get(0).page("/jenkins")).contains("/jenkins/job/fraud/7/ai-delivery/gate/");
    }

    @Test
    public void evidenceIsAListHoweverAFormSendsIt() {
        QualityGateStep step = new QualityGateStep();
        step.setEvidence(List.of("a/*.xml\r\n  b.json \n\n", "c.csv"));
        assertThat(step.getEvidence()).containsExactly("a/*.xml", "b.json", "c.csv");
        assertThat(step.getEvidenceLines()).isEqualTo("a/*.xml\nb.json\nc.csv");
        step.setEvidence(Arrays.asList(null, "d.json"));
        assertThat(step.getEvidence()).containsExactly("d.json");
        step.setEvidence(null);
        assertThat(step.getEvidence()).isEmpty();
    }
}
