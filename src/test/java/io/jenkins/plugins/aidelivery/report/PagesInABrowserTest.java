package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.jenkins.plugins.aidelivery.Checkout;
import java.io.IOException;
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
