package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** What the pages are made of, whoever named the things on them. */
public class PagesTest {
    private static final Set<String> ELEMENTS = Set.of(
            "div", "section", "p", "strong", "span", "bdi", "h2", "h3", "ul", "ol", "li", "a", "br", "table", "thead",
            "tbody", "tr", "th", "td", "svg", "rect", "path", "circle", "text", "title");
    private static final Set<String> FRAME = Set.of("html", "head", "meta", "style", "body", "main", "h1");
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "id",
            "href",
            "scope",
            "role",
            "tabindex",
            "aria-label",
            "aria-hidden",
            "viewBox",
            "x",
            "y",
            "d",
            "cx",
            "cy",
            "r",
            "width",
            "height",
            "preserveAspectRatio",
            "lang",
            "charset",
            "name",
            "content",
            "media");

    private static final String EVIL = Hostile.TEXT;

    @Test
    public void nothingOnAPageCanRunOrStyle() {
        for (String fragment : fragments()) {
            Html page = Html.parse(fragment);
            assertThat(page.elements("*").stream().map(Element::getTagName)).isSubsetOf(ELEMENTS);
            assertThat(page.attributes().stream().map(Attr::getName)).isSubsetOf(ATTRIBUTES);
            assertThat(page.css()).isEmpty();
        }
    }

    @Test
    public void everyTextFromOutsideStandsThereAsItIs() throws IOException {
        Map<String, String> written = new TreeMap<>();
        Scorecard scorecard = Hostile.named(SampleScorecards.rejecting(), Scorecard.class, written);

        for (String html : List.of(Pages.scorecard(scorecard), Pages.scorecardFile(scorecard))) {
            Html page = Html.parse(html);
            assertThat(page.elements("*").stream().map(Element::getTagName))
                    .isSubsetOf(Stream.concat(ELEMENTS.stream(), FRAME.stream()).collect(Collectors.toSet()));
            Set<String> hidden = Hostile.hidden(page, written);
            // A dimension has a title, a rejected candidate no strategy, a recommendation a reason above, an origin a
            // note.
            assertThat(hidden)
                    .isEqualTo(Set.of(
                            "dimensions.name",
                            "subject.strategy",
                            "recommendations.dimension",
                            "recommendations.problem",
                            "origin.model",
                            "origin.environment",
                            "origin.version",
                            "origin.build",
                            "evidence.sha256"));
        }
    }

    /** One that is not closed would turn everything that follows it. */
    @Test
    public void noNameTurnsTheDirectionOfAText() {
        String marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\0\u001b\u0085";
        Scorecard scorecard = gate(
                        "model: " + '"' + "a\\u202eb" + '"', "criteria: [{ measure: f1, min: 0.5, each: city }]")
                .given(slice(ratio("f1", 0.4), "city", marks))
                .file(marks, EvidenceFile.State.BROKEN, marks)
                .judge();
        TrendPoint point = new TrendPoint("gate", 7, "gate", 0, marks, marks, marks, 50.0, 85);

        for (String page : List.of(
                Pages.scorecard(scorecard),
                Pages.scorecardFile(scorecard),
                Pages.trend(List.of(point, point), "/", build -> true),
                Pages.trendChart(List.of(point)))) {
            assertThat(page)
                    .doesNotContainPattern("[\\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069&&[^\\n]]")
                    .contains("\ufffd");
        }
        assertThat(PageTexts.harmless("مرحبا \u200d\u200c👾\t")).isEqualTo("مرحبا \u200d\u200c👾\t");
    }

    @Test
    public void linksLeadToAPlaceOnTheSamePage() throws IOException {
        for (Scorecard scorecard : List.of(
                SampleScorecards.passing(),
                SampleScorecards.hostile(),
                Hostile.named(SampleScorecards.conditional(), Scorecard.class, new TreeMap<>()))) {
            Html page = Html.parse(Pages.scorecardFile(scorecard));
            List<String> ids = page.attributes("id");
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+-[0-9]+"));
            assertThat(page.attributes("href"))
                    .isNotEmpty()
                    .allMatch(href -> href.startsWith("#") && ids.contains(href.substring(1)));
        }
    }

    @Test
    public void aFileNeedsNothingElse() {
        Html page = Html.parse(Pages.scorecardFile(SampleScorecards.rejecting()));

        assertThat(page.attributes("src")).isEmpty();
        assertThat(page.elements("link")).isEmpty();
        assertThat(page.elements("style")).hasSize(1);
        assertThat(page.css()).contains(".aid-verdict").doesNotContain("url(", "@import", "<");
        assertThat(page.elements("title").get(0).getTextContent()).isEqualTo("Scorecard of fraud-detector 1.4.2");
        assertThat(Pages.scorecardFile(SampleScorecards.rejecting())).doesNotContain("http:", "https:");
    }

    @Test
    public void aFileHasTheSameContentAsThePageInJenkins() {
        Scorecard scorecard = SampleScorecards.conditional();

        assertThat(Pages.scorecardFile(scorecard)).contains(Pages.scorecard(scorecard));
    }

    @Test
    public void theSameScorecardIsTheSameBytes() throws IOException {
        for (int i = 0; i < 3; i++) {
            Scorecard again = JsonFile.read(
                    JsonFile.MAPPER.writeValueAsBytes(SampleScorecards.rejecting()),
                    "x",
                    Scorecard.class,
                    Scorecard.SCHEMA);
            assertThat(Pages.scorecardFile(again)).isEqualTo(Pages.scorecardFile(SampleScorecards.rejecting()));
            assertThat(JUnitXml.of(again)).isEqualTo(JUnitXml.of(SampleScorecards.rejecting()));
            assertThat(ConsoleBlock.of(again)).isEqualTo(ConsoleBlock.of(SampleScorecards.rejecting()));
        }
    }

    @Test
    public void everyTableHasHeadingsAndIsReachedByKeyboard() {
        Html page = Html.parse(Pages.scorecard(SampleScorecards.rejecting()));

        assertThat(page.elements("table")).hasSize(4).allSatisfy(table -> {
            Element around = (Element) table.getParentNode();
            assertThat(around.getAttribute("tabindex")).isEqualTo("0");
            assertThat(around.getAttribute("aria-label")).isNotBlank();
        });
        assertThat(page.elements("th"))
                .allMatch(cell -> cell.getAttribute("scope").matches("row|col"));
    }

    @Test
    public void aPageSaysInWordsWhatItsColoursSay() {
        Html page = Html.parse(Pages.scorecard(SampleScorecards.rejecting()));

        assertThat(page.texts("aid-verdict__word")).containsExactly("Reject FAIL");
        assertThat(page.texts("aid-verdict__score")).containsExactly("30 of 100 points, needs 85; critical risk");
        assertThat(page.texts("aid-word"))
                .containsExactly(
                        "fails",
                        "passes",
                        "fails",
                        "fails",
                        "fails",
                        "fails",
                        "passes",
                        "passes",
                        "broken evidence",
                        "read",
                        "read");
    }

    private static List<String> fragments() {
        TrendPoint evil = new TrendPoint("gate", 7, "gate", 0, EVIL, EVIL, EVIL, 50.0, 85);
        return List.of(
                Pages.scorecard(SampleScorecards.passing()),
                Pages.scorecard(SampleScorecards.conditional()),
                Pages.scorecard(SampleScorecards.rejecting()),
                Pages.scorecard(SampleScorecards.hostile()),
                Pages.trend(List.of(evil, evil), "/jenkins/job/" + EVIL + "/", build -> true),
                Pages.trend(List.of(), "/", build -> true),
                Pages.trendChart(List.of(evil)));
    }
}
