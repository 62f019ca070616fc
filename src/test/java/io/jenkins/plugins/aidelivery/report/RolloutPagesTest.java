package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** What the page of a rollout is made of, whoever named the rules and gave the reasons. */
public class RolloutPagesTest {
    private static final Set<String> ELEMENTS = Set.of(
            "div", "section", "p", "strong", "span", "bdi", "h2", "h3", "ul", "ol", "li", "a", "br", "table", "thead",
            "tbody", "tr", "th", "td", "details", "summary", "dl", "dt", "dd", "time", "svg", "path", "line", "rect",
            "circle", "text", "title");

    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "id",
            "href",
            "open",
            "scope",
            "role",
            "tabindex",
            "datetime",
            "aria-label",
            "aria-hidden",
            "viewBox",
            "preserveAspectRatio",
            "transform",
            "d",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "width",
            "height");

    private static RolloutReport hostile(RolloutReport report, Map<String, String> written) throws IOException {
        return Hostile.named(report, RolloutReport.class, written);
    }

    @Test
    public void nothingOnAPageCanRunOrStyle() throws IOException {
        for (RolloutReport report : SampleRolloutReports.all().values()) {
            for (RolloutReport each : List.of(report, hostile(report, new TreeMap<>()))) {
                Html page = Html.parse(Pages.rollout(each));
                assertThat(page.elements("*").stream().map(Element::getTagName)).isSubsetOf(ELEMENTS);
                assertThat(page.attributes().stream().map(Attr::getName)).isSubsetOf(ATTRIBUTES);
                assertThat(page.css()).isEmpty();
                assertThat(page.attributes("d")).noneMatch(path -> path.contains("NaN") || path.contains("∞"));
            }
        }
    }

    @Test
    public void everyTextFromOutsideStandsThereAsItIs() throws IOException {
        Map<String, String> written = new TreeMap<>();
        RolloutReport report = hostile(SampleRolloutReports.rolledBack(), written);

        for (String html : List.of(Pages.rollout(report), Pages.rolloutFile(report))) {
            // What decided it says more than where it ended, the way back has no name of its own, a split of traffic no
            // chart, and the rules that decided stand in the phase and in the reason.
            assertThat(Hostile.hidden(Html.parse(html), written))
                    .isEqualTo(Set.of(
                            "course.reason",
                            "cause.actor",
                            "phases.name",
                            "metrics.rule",
                            "metrics.label",
                            "judgements.rule",
                            "judgements.reason"));
        }
    }

    @Test
    public void aPageBeginsWithWhatCameOfItAndWhy() {
        Html back = Html.parse(Pages.rollout(SampleRolloutReports.rolledBack()));
        Html stuck = Html.parse(Pages.rollout(SampleRolloutReports.stuck()));

        assertThat(back.texts("aid-verdict__word")).containsExactly("Rolled back ROLLED_BACK");
        assertThat(back.texts("aid-verdict__score")).containsExactly("errors: 56 of 600 (9.333 %), more than 5 %");
        assertThat(back.texts("aid-rollout-reason"))
                .contains(
                        "Up to 50 % of the traffic for 18 min 39 s; about 76 more 'errors' than stable would have had");
        assertThat(back.elements("h2").stream().map(Element::getTextContent))
                .containsExactly(
                        "What to do",
                        "Traffic over time",
                        "Canary against stable",
                        "Phases",
                        "What it cost",
                        "Audit trail");
        assertThat(stuck.texts("aid-verdict__word")).containsExactly("Stuck on its way back STUCK");
        assertThat(stuck.texts("aid-rollout-reason")).contains("mia asked for it: customers complain");
    }

    @Test
    public void aRunningRolloutSaysWhatItWaitsForAndWhatIsStillToCome() {
        Html page = Html.parse(Pages.rollout(SampleRolloutReports.running()));
        Html waiting = Html.parse(Pages.rollout(SampleRolloutReports.waiting()));

        assertThat(page.texts("aid-verdict__word")).containsExactly("In phase 25 % RUNNING");
        assertThat(page.texts("aid-rollout-waits").get(0).replaceAll("\\s+", " "))
                .startsWith("Waits for evidence in phase '25 %' until 2026-11-21 03:");
        assertThat(page.text()).contains("50 % with 50 % of the traffic, for 10 min if all is well");
        assertThat(waiting.texts("aid-verdict__word")).containsExactly("Waits for approval after 25 % HELD");
        assertThat(waiting.texts("aid-rollout-waits").get(0))
                .startsWith("Waits for the approval of release-managers until")
                .endsWith("then it goes back to stable");
    }

    @Test
    public void everyMarkInThePictureStandsInWordsBelow() {
        Html page = Html.parse(Pages.rollout(SampleRolloutReports.promoted()));

        assertThat(page.texts("aid-rollout-number")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(page.texts("aid-rollout-marks").get(0).replaceAll("\\s+", " "))
                .contains("03:18:00 mia agreed: looks good", "25 %: went on", "promotion: is the stable version");
        assertThat(page.attributes("datetime"))
                .isNotEmpty()
                .allMatch(time -> time.matches("2026-11-21T\\d\\d:\\d\\d:\\d\\dZ"));
    }

    @Test
    public void aPromotedRolloutSaysWhetherItShouldGoBack() {
        Html page = Html.parse(Pages.rollout(SampleRolloutReports.promoted()));

        assertThat(page.texts("aid-rollout-answer")).containsExactly("No: keep looking");
        assertThat(page.text()).contains("MONITOR, 70 % sure");
    }

    @Test
    public void aRefusedRolloutHasNoPictures() {
        Html page = Html.parse(Pages.rollout(SampleRolloutReports.refused()));

        assertThat(page.texts("aid-verdict__word")).containsExactly("Did not begin REFUSED");
        assertThat(page.text()).contains("the router knows no backend 'fraud'").doesNotContain("Traffic over time");
    }

    @Test
    public void theTrailSaysWhetherItWasVerified() {
        assertThat(Pages.rollout(SampleRolloutReports.promoted()))
                .contains("lines of the journal are as they were written");
        assertThat(Pages.rollout(SampleRolloutReports.running())).contains("was not checked here");
        assertThat(Pages.rollout(SampleRolloutReports.stuck()))
                .containsPattern("failed: edge:9999 doesn't answer; the router says 25 %, \\d+ times");
    }

    @Test
    public void linksLeadToAPlaceOnTheSamePage() {
        Html page = Html.parse(Pages.rolloutFile(SampleRolloutReports.promoted()));

        List<String> ids = page.attributes("id");
        assertThat(ids).doesNotHaveDuplicates().hasSize(5);
        assertThat(page.attributes("href"))
                .isNotEmpty()
                .allMatch(href -> href.startsWith("#") && ids.contains(href.substring(1)));
    }

    @Test
    public void aFileNeedsNothingElseAndHasTheSameContentAsThePageInJenkins() throws IOException {
        RolloutReport report = SampleRolloutReports.rolledBack();
        String file = Pages.rolloutFile(report);
        RolloutReport again = JsonFile.read(
                JsonFile.MAPPER.writeValueAsBytes(report), "x", RolloutReport.class, RolloutReport.SCHEMA);

        assertThat(file).contains(Pages.rollout(report)).isEqualTo(Pages.rolloutFile(again));
        assertThat(Html.parse(file).css()).contains(".aid-rollout-timeline").doesNotContain("url(", "@import", "<");
        assertThat(file.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
    }
}
