package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Every page as people see it: two themes, two widths, with the content security policy that Jenkins enforces. */
public class PagesInABrowserTest {
    private static final Path SCREENSHOTS = Checkout.file("target/screenshots");

    private static Browser browser;

    @BeforeClass
    public static void startBrowser() throws IOException {
        browser = Browser.start();
    }

    @AfterClass
    public static void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    public void aScorecardThatPasses() throws IOException {
        look("pass", Pages.scorecardFile(SampleScorecards.passing()));
    }

    @Test
    public void aScorecardWithConditions() throws IOException {
        look("conditional", Pages.scorecardFile(SampleScorecards.conditional()));
    }

    @Test
    public void aScorecardThatRejects() throws IOException {
        look("reject", Pages.scorecardFile(SampleScorecards.rejecting()));
    }

    @Test
    public void aScorecardFullOfHostileNames() throws IOException {
        look("hostile", Pages.scorecardFile(SampleScorecards.hostile()));
    }

    /** What Jenkins 2.541.3 says of tables, titles and colours, as far as our rules have to stand against it. */
    private static final String JENKINS = """
            :root { --text-color: #14141f; --text-color-secondary: #6382ad; --background: #fff; --card-background: #fff;
              --table-background: #f2f4f8; --table-body-background: #fff; --jenkins-border-color: #e0e4ec;
              --success-color: #138347; --warning-color: #a65300; --error-color: #c4122f; }
            body { font: 16px sans-serif; color: var(--text-color); width: 1000px; }
            h2.jenkins-section__title { margin: 0 0 1rem; font-size: 1rem; font-weight: 450; }
            .jenkins-table { --table-padding: 0.55rem; width: 100%; background: var(--table-background); }
            .jenkins-table > tbody > tr > td { background: var(--table-body-background); vertical-align: middle;
              padding: var(--table-padding) 0 var(--table-padding) 1.6rem; height: 3rem; }
            .jenkins-table > tbody > tr > td:first-of-type { padding-left: 1.1rem; }
            """;

    @Test
    public void inJenkinsTheTablesOfAScorecardAreInOrder() throws IOException {
        TrendPoint point = new TrendPoint("gate", 7, "gate", 1_795_255_200_000L, "fraud", "", "PASS", 90.0, 85);
        lookInJenkins(
                "jenkins",
                Pages.scorecard(SampleScorecards.rejecting()) + Pages.trend(List.of(point, point), "/", build -> true));
    }

    @Test
    public void inJenkinsTheTablesOfADriftReportAreInOrder() throws IOException {
        lookInJenkins("jenkins-drift", Pages.drift(SampleDriftReports.rejecting(), SampleDriftReports.history("age")));
    }

    /** The tables are drawn by Jenkins' own rules there, which know no row header. */
    @SuppressWarnings("unchecked")
    private void lookInJenkins(String name, String content) throws IOException {
        String url = browser.serve(
                "/" + name,
                "<!DOCTYPE html><html lang='en'><title>x</title><style>" + styles() + JENKINS
                        + "</style><h1>x</h1><main>" + content + "</main>");
        try (BrowserContext context = browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1400, 900))) {
            Page page = context.newPage();
            page.navigate(url);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
            List<Map<String, Object>> headers = (List<Map<String, Object>>) page.evaluate("""
                    [...document.querySelectorAll('.jenkins-table > tbody > tr > th')].map(th => {
                      const td = th.nextElementSibling;
                      const head = th.closest('table').querySelector('thead th');
                      const text = cell => { const r = document.createRange(); r.selectNodeContents(cell); return r.getBoundingClientRect(); };
                      return {
                        name: th.textContent,
                        sameBackground: getComputedStyle(th).backgroundColor === getComputedStyle(td).backgroundColor,
                        sameTop: Math.abs(text(th).top - text(td).top) < 4,
                        sameLeft: Math.abs(text(th).left - text(head).left) < 1,
                        space: text(th).left - th.getBoundingClientRect().left >= 8
                      };
                    })""");
            assertThat(headers)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(header -> assertThat(header)
                            .containsEntry("sameBackground", true)
                            .containsEntry("sameTop", true)
                            .containsEntry("sameLeft", true)
                            .containsEntry("space", true));
            assertThat((Number) page.evaluate(
                            "Math.max(...[...document.querySelectorAll('tbody tr')].map(tr => tr.clientHeight))"))
                    .as("the highest row, in pixels")
                    .extracting(Number::intValue)
                    .matches(height -> height < 200, "below 200");
            assertThat((Boolean) page.evaluate(
                            "(() => { const size = (q, p) => parseFloat(getComputedStyle(document.querySelector(q))[p]);"
                                    + " return size('.aid h2', 'fontSize') > size('.aid h3', 'fontSize')"
                                    + " && size('.aid h2', 'fontWeight') >= size('.aid h3', 'fontWeight'); })()"))
                    .as("titles of sections are stronger than those below")
                    .isTrue();
            page.evaluate(Browser.axe());
            assertThat(
                            (List<String>)
                                    page.evaluate(
                                            "axe.run('.aid').then(result => result.violations.flatMap(violation => violation.nodes.map(node => violation.id + ' ' + node.target.join(' '))))"))
                    .as("what axe finds with Jenkins' colours")
                    .isEmpty();
        }
    }

    private static String styles() throws IOException {
        StringBuilder styles = new StringBuilder();
        for (String name : List.of("page.css", "drift.css", "rollout.css")) {
            try (InputStream in = Pages.class.getResourceAsStream(name)) {
                styles.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return styles.toString();
    }

    @Test
    public void noDrift() throws IOException {
        look("drift-pass", Pages.driftFile(SampleDriftReports.passing()));
    }

    @Test
    public void aLittleDrift() throws IOException {
        look("drift-conditional", Pages.driftFile(SampleDriftReports.conditional(), SampleDriftReports.history("age")));
    }

    @Test
    public void muchDrift() throws IOException {
        look("drift-reject", Pages.driftFile(SampleDriftReports.rejecting()));
    }

    @Test
    public void driftOfRealData() throws IOException {
        look("drift", Pages.driftFile(SampleDriftReports.real()));
    }

    @Test
    public void checksOfTheWholeTable() throws IOException {
        look("drift-checks", Pages.driftFile(SampleDriftReports.checked()));
        lookInJenkins("jenkins-checks", Pages.drift(SampleDriftReports.checked()));
    }

    @Test
    public void nothingToCompareWith() throws IOException {
        look("drift-skipped", Pages.driftFile(SampleDriftReports.skipped()));
    }

    @Test
    public void driftOfColumnsWithHostileNames() throws IOException {
        look("drift-hostile", Pages.driftFile(SampleDriftReports.hostile()));
    }

    @Test
    public void driftOfAThousandColumns() throws IOException {
        String url = browser.serve("/drift-thousand", Pages.driftFile(SampleDriftReports.thousand()));
        look("drift-thousand", url, ColorScheme.DARK, 1400);
    }

    @Test
    public void aRolloutThatWasPromoted() throws IOException {
        look("rollout-promoted", Pages.rolloutFile(SampleRolloutReports.promoted()));
        lookInJenkins("jenkins-rollout", Pages.rollout(SampleRolloutReports.promoted()));
    }

    @Test
    public void aRolloutThatWentBack() throws IOException {
        look("rollout-back", Pages.rolloutFile(SampleRolloutReports.rolledBack()));
    }

    @Test
    public void aRolloutThatGoesOn() throws IOException {
        look("rollout-running", Pages.rolloutFile(SampleRolloutReports.running()));
        look("rollout-waiting", Pages.rolloutFile(SampleRolloutReports.waiting()));
    }

    @Test
    public void aRolloutThatIsStuckOrDidNotBegin() throws IOException {
        look("rollout-stuck", Pages.rolloutFile(SampleRolloutReports.stuck()));
        look("rollout-refused", Pages.rolloutFile(SampleRolloutReports.refused()));
    }

    @Test
    public void aRolloutFullOfHostileNames() throws IOException {
        RolloutReport report =
                Hostile.named(SampleRolloutReports.rolledBack(), RolloutReport.class, new java.util.TreeMap<>());
        look("rollout-hostile", Pages.rolloutFile(report));
    }

    private void look(String name, String html) throws IOException {
        String url = browser.serve("/" + name, html);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {400, 1400}) {
                look(name, url, scheme, width);
            }
        }
    }

    private void look(String name, String url, ColorScheme scheme, int width) throws IOException {
        String what = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        com.microsoft.playwright.Browser.NewContextOptions options =
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(width, 900);
        try (BrowserContext context = browser.chromium().newContext(options)) {
            look(what, url, width, context.newPage());
        }
    }

    @SuppressWarnings("unchecked")
    private static void look(String what, String url, int width, Page page) throws IOException {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().equals(url)) {
                complaints.add("asks for " + request.url());
            }
        });
        page.navigate(url);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(what + ".png"))
                .setFullPage(width == 400));
        assertThat(complaints.stream().filter(text -> !text.contains("favicon.ico")))
                .as(what)
                .isEmpty();
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
        assertThat(page.locator("h1").count()).as("main headings of %s", what).isEqualTo(1);
        assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth"))
                .as("width of %s", what)
                .isLessThanOrEqualTo(width);
        page.evaluate(Browser.axe());
        List<Map<String, Object>> violations = (List<Map<String, Object>>)
                page.evaluate(
                        "axe.run().then(result => result.violations.map(violation => ({"
                                + "id: violation.id, help: violation.help, where: violation.nodes.map(node => node.target.join(' ')).slice(0, 3)})))");
        assertThat(violations).as("what axe finds in " + what).isEmpty();
    }
}
