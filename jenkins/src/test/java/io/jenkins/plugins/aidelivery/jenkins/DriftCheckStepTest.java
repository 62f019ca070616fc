package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** The comparison of data in Pipeline and freestyle jobs. */
public class DriftCheckStepTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    /** Pipeline steps that write tables of 5,000 rows. */
    private static final String DATA = """
            def table = { int start -> 'n\\n' + (1..5000).collect { (it + start) % 5000 + start }.join('\\n') }
            writeFile file: 'train.csv', text: table(0)
            writeFile file: 'same.csv', text: table(0)
            writeFile file: 'other.csv', text: table(4000)
            """;

    private static DriftCheckStep configured() {
        DriftCheckStep step = new DriftCheckStep();
        step.setReference("train.csv");
        step.setCurrent("today/*.csv");
        step.setName("people");
        step.setEnvironment("staging");
        step.setPreset("evidently");
        step.setColumns(List.of("age", "inc*"));
        step.setIgnore(List.of("id"));
        step.setAlpha(0.01);
        step.setShare(0.3);
        step.setBaseline("new");
        step.setBaselineJob("../main");
        step.setFailOn(GateThreshold.CONDITIONAL);
        step.setUnstableOn(GateThreshold.NEVER);
        step.setKeepBaseline(true);
        step.setUpdateBaseline(true);
        step.setFailWithoutReference(true);
        step.setSpec("drift.yml");
        return step;
    }

    @Test
    public void survivesItsForm() throws Exception {
        DriftCheckStep before = configured();
        jenkins.assertEqualDataBoundBeans(before, new StepConfigTester(jenkins).configRoundTrip(before));
    }

    @Test
    public void survivesTheSnippetGenerator() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        snippets.assertRoundTrip(new DriftCheckStep(), "driftCheck()");
        DriftCheckStep step = new DriftCheckStep();
        step.setReference("train.csv");
        step.setCurrent("today.csv");
        step.setShare(0.3);
        snippets.assertRoundTrip(step, "driftCheck current: 'today.csv', reference: 'train.csv', share: 0.3");
    }

    @Test
    public void theBuildStepSurvivesItsForm() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new DriftCheckBuilder(configured()));
        FreeStyleProject after = jenkins.configRoundtrip(project);
        jenkins.assertEqualDataBoundBeans(
                configured(),
                after.getBuildersList().get(DriftCheckBuilder.class).getDrift());
    }

    @Test
    public void dataIsComparedAndPlainDataComesBack() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "data");
        job.setDefinition(new CpsFlowDefinition("node {\n" + DATA + """
                        def first = driftCheck reference: 'train.csv', current: 'same.csv', alpha: 0.05
                        echo "first ${first.verdict} ${first.drifted}"
                        def second = driftCheck reference: 'train.csv', current: 'other.csv', failOn: 'NEVER'
                        echo "second ${second.verdict} ${second.drifted}"
                        }
                        """, true));
        WorkflowRun run = jenkins.assertBuildStatus(Result.UNSTABLE, job.scheduleBuild2(0));
        jenkins.assertLogContains("first PASS []", run);
        jenkins.assertLogContains("second FAIL [n]", run);
        assertThat(jenkins.createWebClient().getPage(run).asNormalizedText())
                .contains("No drift: 0 of 1 judged columns drifted")
                .contains("Drift: 1 of 1 judged columns drifted");
        assertThat(jenkins.createWebClient()
                        .getPage(run, "ai-delivery/drift-2/")
                        .asNormalizedText())
                .contains("Drift of other.csv");
    }

    @Test
    public void aConnectionThatNobodyDefinedIsASentence() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "data");
        job.setDefinition(new CpsFlowDefinition("node { driftCheck connection: 'nowhere', current: 'orders' }", true));
        WorkflowRun run = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        jenkins.assertLogContains("there is no database connection nowhere", run);
    }
}
