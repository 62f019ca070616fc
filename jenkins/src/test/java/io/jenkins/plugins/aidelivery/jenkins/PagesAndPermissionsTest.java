package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What people see, and who may see it. */
public class PagesAndPermissionsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private WorkflowRun run;

    @Before
    public void buildWithAResult() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "fraud");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + GateWorkspace.written(GateWorkspace.PASSING) + "aiQualityGate()\n}", true));
        run = jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));
    }

    @Test
    public void aReaderSeesEveryPage() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().login("reader");
        assertThat(client.getPage(run).asNormalizedText()).contains("Approve: 100 of 100 points");
        assertThat(client.getPage(run, "ai-delivery/").asNormalizedText()).contains("Scorecard of fraud");
        assertThat(client.getPage(run, "ai-delivery/gate/").asNormalizedText()).contains("tests.success_rate");
        assertThat(client.getPage(run.getParent()).getByXPath("//*[@class='aid-trend']"))
                .hasSize(1);
        HtmlPage trend = client.getPage(run.getParent(), "ai-delivery/");
        assertThat(trend.getAnchorByText("#1").click().getUrl().getPath()).endsWith("/1/ai-delivery/gate/");
        Page json = client.goTo(run.getUrl() + "ai-delivery/gate/json", "application/json");
        assertThat(json.getWebResponse().getContentAsString()).contains("\"verdict\":\"PASS\"");
        Page html = client.goTo(run.getUrl() + "ai-delivery/gate/html", "text/html");
        assertThat(html.getWebResponse().getResponseHeaderValue("Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    public void aStrangerSeesNone() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login("stranger");
        for (String page :
                new String[] {"ai-delivery/", "ai-delivery/gate/", "ai-delivery/gate/json", "ai-delivery/gate/html"}) {
            int status = client.goTo(run.getUrl() + page, null).getWebResponse().getStatusCode();
            assertThat(status).as(page).isEqualTo(404);
        }
    }
}
