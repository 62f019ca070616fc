package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
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

/** What the page of a drift report is made of, whoever named the columns. */
public class DriftPagesTest {
    private static final Set<String> ELEMENTS = Set.of(
            "div", "section", "p", "strong", "span", "bdi", "h2", "h3", "ul", "ol", "li", "a", "br", "table", "thead",
            "tbody", "tr", "th", "td", "details", "summary", "dl", "dt", "dd", "svg", "path", "line", "circle", "text",
            "title");

    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "id",
            "href",
            "open",
            "scope",
            "role",
            "tabindex",
            "data",
            "data-sort-disable",
            "aria-label",
            "aria-hidden",
            "viewBox",
            "preserveAspectRatio",
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

    @Test
    public void nothingOnAPageCanRunOrStyle() throws IOException {
        for (DriftReport report : List.of(
                SampleDriftReports.passing(),
                SampleDriftReports.conditional(),
                SampleDriftReports.rejecting(),
                SampleDriftReports.skipped(),
                SampleDriftReports.checked(),
                SampleDriftReports.hostile(),
                SampleDriftReports.thousand(),
                Hostile.named(SampleDriftReports.checked(), DriftReport.class, new TreeMap<>()),
                Hostile.named(SampleDriftReports.rejecting(), DriftReport.class, new TreeMap<>()))) {
            Html page = Html.parse(Pages.drift(report, SampleDriftReports.history("age")));
            assertThat(page.elements("*").stream().map(Element::getTagName)).isSubsetOf(ELEMENTS);
            assertThat(page.attributes().stream().map(Attr::getName)).isSubsetOf(ATTRIBUTES);
            assertThat(page.css()).isEmpty();
        }
    }

    @Test
    public void everyTextFromOutsideStandsThereAsItIs() throws IOException {
        Map<String, String> written = new TreeMap<>();
        DriftReport report = Hostile.named(SampleDriftReports.rejecting(), DriftReport.class, written);

        for (String html : List.of(Pages.drift(report), Pages.driftFile(report))) {
            // A method has its convention, bars of categories their names, and a histogram only some of its labels.
            assertThat(Hostile.hidden(Html.parse(html), written)).isEqualTo(Set.of("score.method", "picture.labels"));
        }
    }

    @Test
    public void everyTextOfACheckStandsThereAsItIs() throws IOException {
        Map<String, String> written = new TreeMap<>();
        DriftReport report = Hostile.named(SampleDriftReports.checked(), DriftReport.class, written);

        assertThat(Hostile.hidden(Html.parse(Pages.drift(report)), written))
                .isEqualTo(Set.of("checks.id", "score.method", "score.convention", "score.rule", "picture.labels"));
    }

    @Test
    public void checksOfTheWholeTableComeByWhatTheyAreAbout() {
        Html page = Html.parse(Pages.drift(SampleDriftReports.checked()));

        assertThat(page.texts("aid-verdict__word")).containsExactly("Predictions got worse FAIL");
        assertThat(page.elements("h2").stream().map(Element::getTextContent))
                .containsSubsequence("Performance", "Quality", "Several columns together", "Columns");
        assertThat(page.texts("aid-word").subList(0, 6))
                .containsExactly("alarm", "good", "not judged", "alarm", "not comparable", "good");
        assertThat(page.text())
                .contains(
                        "0.921",
                        "0.843",
                        "[0.8295, 0.8556]",
                        "< 0.875",
                        "> 1 %",
                        "Smallest change these rows show: 0.017");
    }

    @Test
    public void linksLeadToAPlaceOnTheSamePage() {
        for (DriftReport report :
                List.of(SampleDriftReports.rejecting(), SampleDriftReports.hostile(), SampleDriftReports.thousand())) {
            Html page = Html.parse(Pages.driftFile(report));
            List<String> ids = page.attributes("id");
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("column-[0-9]+"));
            assertThat(page.attributes("href"))
                    .isNotEmpty()
                    .allMatch(href -> href.startsWith("#") && ids.contains(href.substring(1)));
        }
    }

    @Test
    public void aFileNeedsNothingElseAndHasTheSameContentAsThePageInJenkins() {
        String file = Pages.driftFile(SampleDriftReports.rejecting());
        Html page = Html.parse(file);

        assertThat(file).contains(Pages.drift(SampleDriftReports.rejecting()));
        assertThat(page.css()).contains(".aid-verdict", ".aid-drift-area").doesNotContain("url(", "@import", "<");
        assertThat(page.elements("title").get(0).getTextContent()).isEqualTo("Drift of fraud");
        assertThat(file).doesNotContain("http:", "https:");
        assertThat(Pages.scorecardFile(SampleScorecards.passing())).doesNotContain("aid-drift");
    }

    @Test
    public void theSameReportIsTheSameBytes() throws IOException {
        DriftReport again = JsonFile.read(
                JsonFile.MAPPER.writeValueAsBytes(SampleDriftReports.rejecting()), "x", DriftReport.class, 1);

        assertThat(Pages.driftFile(again)).isEqualTo(Pages.driftFile(SampleDriftReports.rejecting()));
        assertThat(JUnitXml.of(again)).isEqualTo(JUnitXml.of(SampleDriftReports.rejecting()));
        assertThat(DriftConsole.of(again)).isEqualTo(DriftConsole.of(SampleDriftReports.rejecting()));
    }

    @Test
    public void aTableOfColumnsIsSortableAndReachedByKeyboard() {
        Html page = Html.parse(Pages.drift(SampleDriftReports.rejecting()));

        Element table = page.elements("table").get(0);
        assertThat(table.getAttribute("class").split(" ")).contains("jenkins-table", "sortable");
        assertThat(((Element) table.getParentNode()).getAttribute("tabindex")).isEqualTo("0");
        // What Jenkins' script takes for a number in the first row decides how a whole column is sorted.
        assertThat(page.attributes("data")).isNotEmpty().allMatch(key -> key.matches("-?[0-9]+(\\.[0-9]+)?"));
        assertThat(page.elements("th"))
                .allMatch(cell -> cell.getAttribute("scope").matches("row|col"));
    }

    @Test
    public void aPageSaysInWordsWhatItsColoursSay() {
        Html page = Html.parse(Pages.drift(SampleDriftReports.rejecting()));

        assertThat(page.texts("aid-verdict__word")).containsExactly("The data drifted FAIL");
        assertThat(page.texts("aid-verdict__score"))
                .containsExactly("60 % of the judged columns drifted (3 of 5; fails from 50 %)");
        assertThat(page.texts("aid-word").subList(0, 7))
                .containsExactly("drift", "drift", "drift", "not comparable", "undecided", "no drift", "not judged");
    }

    @Test
    public void aThousandColumnsStaySmallAndLeadWithThoseThatDrifted() {
        String file = Pages.driftFile(SampleDriftReports.thousand());
        Html page = Html.parse(file);

        assertThat(file.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
        assertThat(page.elements("tr")).hasSize(1000 + 2);
        assertThat(page.elements("details")).hasSize(1 + 12);
        assertThat(page.elements("summary").get(0).getTextContent())
                .isEqualTo("988 columns without drift or not judged");
        assertThat(page.text()).contains("The figures of 988 more columns are in the JSON.");
    }

    @Test
    public void moreThanAnybodyReadsIsCounted() {
        String file = Pages.driftFile(SampleDriftReports.many(10_000, 5_000));

        assertThat(file.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_500_000);
        assertThat(file)
                .contains("9,000 more columns, none of which matters more than these, are in the JSON.")
                .contains("The figures of 9,850 more columns are in the JSON.");
    }
}
