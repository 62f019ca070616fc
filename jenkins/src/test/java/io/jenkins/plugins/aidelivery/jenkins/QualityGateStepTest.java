package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.List;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** The step in Pipeline, scripted and declarative. */
public class QualityGateStepTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private static QualityGateStep configured() {
        QualityGateStep step = new QualityGateStep();
        step.setSpec("ci/gate.yml");
        step.setEvidence(List.of("a/*.xml", "b.json"));
        step.setEnvironment("staging");
        step.setModel("fraud");
        step.setModelVersion("1.4.2");
        step.setFailOn(GateThreshold.CONDITIONAL);
        step.setUnstableOn(GateThreshold.NEVER);
        step.setBaselineJob("../main");
        step.setKeepBaseline(true);
        return step;
    }

    @Test
    public void survivesItsForm() throws Exception {
        QualityGateStep before = configured();
        QualityGateStep after = new StepConfigTester(jenkins).configRoundTrip(before);
        jenkins.assertEqualDataBoundBeans(before, after);
        jenkins.assertEqualDataBoundBeans(
                new QualityGateStep(), new StepConfigTester(jenkins).configRoundTrip(new QualityGateStep()));
    }

    @Test
    public void survivesTheSnippetGenerator() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        snippets.assertRoundTrip(new QualityGateStep(), "aiQualityGate()");
        snippets.assertRoundTrip(
                configured(),
                "aiQualityGate baselineJob: '../main', environment: 'staging', evidence: ['a/*.xml', 'b.json'], "
                        + "failOn: 'CONDITIONAL', keepBaseline: true, model: 'fraud', modelVersion: '1.4.2', "
                        + "spec: 'ci/gate.yml', unstableOn: 'NEVER'");
    }

    @Test
    public void theSnippetGeneratorOffersTheStepAndNotTheBuildStep() throws Exception {
        List<String> functions = StepDescriptor.all().stream()
                .map(StepDescriptor::getFunctionName)
                .toList();
        assertThat(functions.indexOf("aiQualityGate")).isBetween(0, functions.indexOf("step"));
        HtmlPage generator = jenkins.createWebClient().goTo("pipeline-syntax/");
        assertThat(generator.<HtmlElement>getByXPath("//input[@name='stapler-class']").stream()
                        .map(input -> input.getAttribute("value")))
                .contains(QualityGateStep.class.getName())
                .doesNotContain(QualityGateBuilder.class.getName());
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static List<WarningAction> warnings(WorkflowRun run) {
        FlowExecution execution = run.getExecution();
        return new DepthFirstScanner()
                .allNodes(execution).stream()
                        .map(node -> node.getPersistentAction(WarningAction.class))
                        .filter(action -> action != null)
                        .toList();
    }

    @Test
    public void aPassReturnsDataThatTheSandboxMayRead() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "node {\n" + GateWorkspace.written(GateWorkspace.PASSING)
                        + "def gate = aiQualityGate()\n"
                        + "echo \"${gate.verdict} ${gate.score} ${gate.dimensions[0].criteria[0].reason}\"\n}");
        jenkins.assertLogContains("PASS 100.0 100 % ≥ 90 %", run);
        jenkins.assertLogContains("these measures are the new baseline", run);
    }

    @Test
    public void aRejectionFailsStageAndBuildAndKeepsItsResult() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                "pipeline {\n agent any\n stages {\n stage('gate') { steps {\n"
                        + GateWorkspace.written(GateWorkspace.FAILING)
                        + "aiQualityGate spec: 'gate.yml'\n} }\n stage('deploy') { steps { echo 'DEPLOYED' } }\n }\n}");
        jenkins.assertLogNotContains("DEPLOYED", run);
        jenkins.assertLogContains("AI quality gate rejects fraud", run);
        assertThat(warnings(run)).isEmpty();
        assertThat(run.getAction(AiDeliveryRunAction.class).getResults())
                .extracting(ResultSummary::getVerdict)
                .containsExactly("FAIL");
    }

    @Test
    public void whatSurroundsARejectionDecidesWhatItMeansToTheStage() throws Exception {
        WorkflowRun warned = run(
                Result.UNSTABLE,
                "node {\n" + GateWorkspace.written(GateWorkspace.FAILING)
                        + "warnError('gate') { aiQualityGate() }\necho 'WENT ON'\n}");
        jenkins.assertLogContains("WENT ON", warned);
        assertThat(warnings(warned)).extracting(WarningAction::getResult).containsExactly(Result.UNSTABLE);
        WorkflowRun tried = run(
                Result.SUCCESS,
                "node {\n" + GateWorkspace.written(GateWorkspace.FAILING)
                        + "try { aiQualityGate() } catch (e) { echo \"caught ${e.message}\" }\n}");
        jenkins.assertLogContains("caught AI quality gate rejects fraud", tried);
        assertThat(warnings(tried)).isEmpty();
    }

    @Test
    public void conditionsMarkTheirOwnStageUnstableAndGoOn() throws Exception {
        WorkflowRun run = run(
                Result.UNSTABLE,
                "pipeline {\n agent any\n stages {\n stage('gate') { steps {\n"
                        + GateWorkspace.written(GateWorkspace.PASSING)
                        + "aiQualityGate environment: 'production'\n} }\n"
                        + "stage('after') { steps { echo 'WENT ON' } }\n }\n}");
        jenkins.assertLogContains("WENT ON", run);
        assertThat(warnings(run)).extracting(WarningAction::getResult).containsExactly(Result.UNSTABLE);
    }

    @Test
    public void withoutAWorkspaceTheStepSaysSo() throws Exception {
        WorkflowRun run = run(Result.FAILURE, "aiQualityGate()");
        jenkins.assertLogContains("node", run);
    }

    @Test
    public void aSpecificationThatCanNotBeUsedIsASentence() throws Exception {
        WorkflowRun run = run(Result.FAILURE, "node { aiQualityGate spec: 'nowhere.yml' }");
        jenkins.assertLogContains("nowhere.yml", run);
        jenkins.assertLogNotContains("\tat ", run);
    }
}
