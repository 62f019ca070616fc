package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/** The build step in freestyle jobs. */
public class QualityGateBuilderTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    /** Writes a gate and a report, as the tools of a real job would. */
    private static final class Tools extends TestBuilder {
        private final String report;

        Tools(String report) {
            this.report = report;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException, IOException {
            FilePath workspace = build.getWorkspace();
            workspace.child("gate.yml").write(GateWorkspace.GATE, "UTF-8");
            workspace.child("reports/TEST-a.xml").write(report, "UTF-8");
            return true;
        }
    }

    @Test
    public void survivesItsForm() throws Exception {
        QualityGateStep settings = new QualityGateStep();
        settings.setSpec("ci/gate.yml");
        settings.setEvidence(List.of("a/*.xml", "b.json"));
        settings.setEnvironment("staging");
        settings.setFailOn(GateThreshold.CONDITIONAL);
        settings.setUnstableOn(GateThreshold.NEVER);
        settings.setKeepBaseline(true);
        QualityGateBuilder before = new QualityGateBuilder(settings);
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(before);
        project = jenkins.configRoundtrip(project);
        QualityGateBuilder after = project.getBuildersList().get(QualityGateBuilder.class);
        jenkins.assertEqualDataBoundBeans(before.getGate(), after.getGate());
    }

    @Test
    public void aConfigurationWithFewerSettingsGetsTheDefaults() throws Exception {
        String builder = QualityGateBuilder.class.getName();
        String xml = "<project><builders><" + builder + "><gate><spec>ci/gate.yml</spec></gate></" + builder + "><"
                + builder + "/></builders></project>";
        FreeStyleProject project = (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "by-hand", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        QualityGateStep expected = new QualityGateStep();
        List<QualityGateBuilder> builders = project.getBuildersList().getAll(QualityGateBuilder.class);
        assertThat(builders).hasSize(2);
        jenkins.assertEqualDataBoundBeans(expected, builders.get(1).getGate());
        expected.setSpec("ci/gate.yml");
        jenkins.assertEqualDataBoundBeans(expected, builders.get(0).getGate());
    }

    @Test
    public void runsOnAnAgent() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setAssignedNode(agent);
        project.getBuildersList().add(new Tools(GateWorkspace.PASSING));
        project.getBuildersList().add(new QualityGateBuilder(new QualityGateStep()));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
        assertThat(build.getBuiltOn()).isEqualTo(agent);
        assertThat(build.getAction(AiDeliveryRunAction.class).getResults())
                .extracting(ResultSummary::getVerdict)
                .containsExactly("PASS");
    }

    @Test
    public void aRejectionFailsTheBuildAndKeepsItsResult() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new Tools(GateWorkspace.FAILING));
        project.getBuildersList().add(new QualityGateBuilder(new QualityGateStep()));
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        jenkins.assertLogContains("AI quality gate rejects fraud", build);
        assertThat(build.getAction(AiDeliveryRunAction.class).getResults()).hasSize(1);
    }
}
