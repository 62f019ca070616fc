package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What was stored before a restart is there after it. */
public class PersistenceTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void resultsSettingsAndConfigurationSurviveARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "fraud");
            job.setDefinition(new CpsFlowDefinition(
                    "node {\n" + GateWorkspace.written(GateWorkspace.PASSING) + "aiQualityGate()\n}", true));
            jenkins.buildAndAssertSuccess(job);
            FreeStyleProject freestyle = jenkins.createFreeStyleProject("freestyle");
            QualityGateStep settings = new QualityGateStep();
            settings.setEvidence(List.of("a/*.xml"));
            settings.setFailOn(GateThreshold.CONDITIONAL);
            freestyle.getBuildersList().add(new QualityGateBuilder(settings));
            Retention retention = new Retention();
            retention.setResults(50);
            jenkins.jenkins
                    .getExtensionList(AiDeliveryConfiguration.class)
                    .get(0)
                    .setRetention(retention);
        });
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("fraud", WorkflowJob.class);
            WorkflowRun run = job.getBuildByNumber(1);
            AiDeliveryRunAction action = run.getAction(AiDeliveryRunAction.class);
            assertThat(action.getResults())
                    .extracting(ResultSummary::getText)
                    .containsExactly("Approve: 100 of 100 points, needs 85");
            assertThat(action.getOnlyPage().read().getHtml()).contains("tests.success_rate");
            FreeStyleProject freestyle = jenkins.jenkins.getItemByFullName("freestyle", FreeStyleProject.class);
            QualityGateStep settings =
                    freestyle.getBuildersList().get(QualityGateBuilder.class).getGate();
            assertThat(settings.getEvidence()).containsExactly("a/*.xml");
            assertThat(settings.getFailOn()).isEqualTo(GateThreshold.CONDITIONAL);
            assertThat(AiDeliveryConfiguration.resultsToKeep()).isEqualTo(50);
            // The baseline of before the restart is what the next build compares with.
            assertThat(jenkins.buildAndAssertSuccess(job).getLog(1000))
                    .anyMatch(line -> line.contains("compared with"));
        });
    }
}
