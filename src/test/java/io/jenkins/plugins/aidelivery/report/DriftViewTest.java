package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.SampleDriftReports.categories;
import static io.jenkins.plugins.aidelivery.report.SampleDriftReports.numbers;
import static io.jenkins.plugins.aidelivery.report.SampleDriftReports.report;
import static io.jenkins.plugins.aidelivery.report.SampleDriftReports.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Picture;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

public class DriftViewTest {
    private static final ColumnDrift DRIFTED = numbers("age", Outcome.DRIFT, 0.1248);
    private static final ColumnDrift ALIKE = numbers("amount", Outcome.NO_DRIFT, 0.004);
    private static final ColumnDrift LOST = without("gone", Outcome.NOT_COMPARABLE, "the column is missing now");
    private static final ColumnDrift LEFT_OUT = without("id", Outcome.IGNORED, "it was not asked for");

    @Test
    public void theVerdictSaysWhatHappened() {
        assertThat(words(Verdict.PASS, 0, ALIKE)).isEqualTo("No drift");
        assertThat(words(Verdict.FAIL, 1, DRIFTED)).isEqualTo("The data drifted");
        assertThat(words(Verdict.FAIL, 0.5, DRIFTED, ALIKE, LOST)).isEqualTo("The data drifted");
        assertThat(words(Verdict.FAIL, 0.3, DRIFTED, ALIKE, ALIKE)).isEqualTo("A critical column drifted");
        assertThat(words(Verdict.FAIL, 0.3, DRIFTED, ALIKE, ALIKE, LOST))
                .isEqualTo("Columns drifted or can't be compared");
        assertThat(words(Verdict.FAIL, 0, ALIKE, LOST)).isEqualTo("Columns can't be compared");
        assertThat(words(Verdict.FAIL, 0, LEFT_OUT)).isEqualTo("Nothing could be judged");
        assertThat(words(Verdict.CONDITIONAL, 0.3, DRIFTED, ALIKE, ALIKE)).isEqualTo("Some columns drifted");
        assertThat(words(Verdict.CONDITIONAL, 0, ALIKE, LOST)).isEqualTo("Columns can't be compared");
        assertThat(words(Verdict.CONDITIONAL, 0, numbers("a", Outcome.UNDECIDED, 0.0298)))
                .isEqualTo("Can't be told yet");
        assertThat(new DriftView(SampleDriftReports.skipped()).verdictWord()).isEqualTo("Nothing to compare with");
    }

    @Test
    public void theShareIsOfTheColumnsThatSaySomething() {
        DriftView view = view(Verdict.CONDITIONAL, 1.0 / 3, DRIFTED, ALIKE, ALIKE, LOST, LEFT_OUT);

        assertThat(view.share()).isEqualTo("33.3 % of the judged columns drifted");
        assertThat(view.limit()).isEqualTo("1 of 3; fails from 50 %");
        assertThat(view(Verdict.FAIL, 0, LEFT_OUT).share()).isEqualTo("No column was judged");
        assertThat(view(Verdict.FAIL, 0, LEFT_OUT).limit()).isEmpty();
    }

    @Test
    public void weightsAreMentionedWhereTheyMatter() {
        assertThat(view(Verdict.FAIL, 0.8, DRIFTED, ALIKE).limit())
                .isEqualTo("1 of 2, by their weights; fails from 50 %");
    }

    @Test
    public void noShareIsShownAsReachingWhatItMisses() {
        DriftView view = view(Verdict.CONDITIONAL, 0.49996, DRIFTED, ALIKE);

        assertThat(view.share()).startsWith("49.996 %");
    }

    @Test
    public void whatMattersComesFirst() {
        DriftReport report = report(
                Verdict.FAIL,
                0.5,
                "x",
                LEFT_OUT,
                ALIKE,
                numbers("close", Outcome.NO_DRIFT, 0.029),
                numbers("few", Outcome.UNDERPOWERED, 0.01),
                numbers("open", Outcome.UNDECIDED, 0.0298),
                LOST,
                numbers("a little", Outcome.DRIFT, 0.031),
                categories("much", Outcome.DRIFT, 0.5));

        assertThat(new DriftView(report).columns())
                .extracting(ColumnDriftView::name)
                .containsExactly("much", "a little", "gone", "open", "few", "close", "amount", "id");
    }

    @Test
    public void whatChanceHardlyGivesComesBeforeALargeScoreThatItMay() {
        ColumnDrift large = scored(new Score("ks", "x", "≥", 0.2, 0.2, 0.2, 0.03, null, 0.001, 0.004, null, null));
        ColumnDrift sure =
                scored(new Score("jensen-shannon", "x", "≥", 0.1, 0.1, 0.1, 0.05, null, 1e-9, 3e-8, null, null));

        assertThat(view(Verdict.FAIL, 1, large, sure).columns())
                .extracting(ColumnDriftView::p)
                .first()
                .isEqualTo(column(sure).p());
    }

    @Test
    public void aColumnShowsItsFigures() {
        ColumnDriftView column = column(DRIFTED);

        assertThat(column.scoreText()).isEqualTo("0.1248");
        assertThat(column.interval()).isEmpty();
        assertThat(column.limit()).isEqualTo("≥ 0.03");
        assertThat(column.p()).isEqualTo("< 1e-12");
        assertThat(column.rows()).isEqualTo("5,000 → 3,000");
        assertThat(column.topMover()).map(Object::toString).contains("54 and more: 8.8 % → 14.6 %");
        assertThat(column.facts().stream().map(fact -> fact.label() + " = " + fact.value()))
                .containsExactly(
                        "rows compared = 5,000 → 3,000",
                        "deviation = 10.11 → 9.986",
                        "mean = 39.83 → 42.93",
                        "method = Kolmogorov–Smirnov D",
                        "score = 0.1248; drift if ≥ 0.03",
                        "p = < 1e-12 adjusted for all columns, < 1e-12 alone",
                        "by chance alone = up to 0.0313");
    }

    @Test
    public void aScoreThatIsNotExactShowsWhatItLiesBetween() {
        assertThat(column(numbers("a", Outcome.UNDECIDED, 0.0298)).interval()).isEqualTo("[0.0298, 0.0304]");
        assertThat(column(numbers("a", Outcome.UNDECIDED, 0.029999996)).scoreText())
                .isEqualTo("0.029999996");
    }

    @Test
    public void rowsThatWouldTellAreNamed() {
        DriftView view = view(Verdict.CONDITIONAL, 0, numbers("few", Outcome.UNDERPOWERED, 0.01));

        assertThat(view.columns().get(0).facts())
                .contains(new ColumnDriftView.Fact("rows a side that would tell", "4,134"));
        assertThat(view.advice())
                .containsExactly(
                        "Compare at least 4,134 rows a side: 'few' can't show a difference that matters with so few.");
    }

    @Test
    public void missingValuesAreNotExplainedByThoseThatAreThere() {
        ColumnDriftView column = column(SampleDriftReports.missing());

        assertThat(column.topMover()).isEmpty();
        assertThat(column.isToldByFigures()).isFalse();
        assertThat(column.reason()).startsWith("missing values went from");
    }

    @Test
    public void aTestOfPShowsItsLimitAsOne() {
        ColumnDrift tested = scored(
                new Score("ks", "Kolmogorov–Smirnov D", "p ≤", 0.1, 0.1, 0.1, 0.05, null, 0.0031, null, null, 0.02));
        ColumnDriftView column = column(tested);

        assertThat(column.limit()).isEqualTo("p ≤ 0.05");
        assertThat(column.p()).isEqualTo("0.0031");
        assertThat(column.urgency()).isGreaterThan(16).isLessThan(17);
        assertThat(column.facts())
                .contains(
                        new ColumnDriftView.Fact("p", "0.0031"),
                        new ColumnDriftView.Fact("score", "0.1; drift if p ≤ 0.05"),
                        new ColumnDriftView.Fact("smallest difference these rows show", "0.02"));
    }

    @Test
    public void keysSortAsTheFiguresDo() {
        List<String> keys = Stream.of(1e-300, 1e-25, 0.003, 0.9)
                .map(p -> column(scored(new Score("ks", "x", "≥", 1e-7, 0, 0, 0, null, p, p, null, null)))
                        .pKey())
                .toList();

        assertThat(keys.stream().map(Double::valueOf)).isSorted();
        assertThat(column(scored(new Score("ks", "x", "≥", 1e-7, 0, 0, 0, null, null, null, null, null)))
                        .scoreKey())
                .isEqualTo("0.0000001");
        assertThat(column(scored(new Score(
                                "ks", "x", "≥", Double.POSITIVE_INFINITY, 0, 0, 0, null, null, null, null, null)))
                        .scoreKey())
                .isEqualTo("-1");
        assertThat(column(LOST).pKey()).isEqualTo("-1");
    }

    @Test
    public void adviceFollowsWhatWasFound() {
        assertThat(view(Verdict.PASS, 0, ALIKE).advice()).isEmpty();
        assertThat(view(Verdict.FAIL, 0, LEFT_OUT).advice())
                .containsExactly("Name the columns that are to be compared; all were left out.");
        assertThat(view(Verdict.FAIL, 0, ALIKE, LOST, LOST, LOST, LOST).advice())
                .containsExactly(
                        "Give 'gone', 'gone', 'gone' and 1 more back what the reference has, or leave it out of the comparison.");
        assertThat(new DriftView(SampleDriftReports.rejecting()).advice())
                .contains("Set the limit of 'rate' outside of its interval, or judge the picture and accept the risk.");
    }

    @Test
    public void aHistogramIsAnAreaAndALine() {
        DriftChart chart =
                new DriftChart(new Picture(List.of("< 2", "2"), List.of(0.5, 0.5), List.of(0.25, 0.75), true));

        assertThat(chart.viewBox()).isEqualTo("0 0 20 200");
        assertThat(chart.topLabel()).isEqualTo("80 %");
        assertThat(chart.middleLabel()).isEqualTo("40 %");
        assertThat(chart.area()).isEqualTo("M0 200V75H10V75H20V200z");
        assertThat(chart.line()).isEqualTo("M0 137h10V12H20");
        assertThat(chart.ticks())
                .containsExactly(
                        new DriftChart.Tick("25.0", "middle", "< 2"), new DriftChart.Tick("75.0", "middle", "2"));
    }

    @Test
    public void categoriesAreBarsOfTheirOwn() {
        DriftChart chart =
                new DriftChart(new Picture(List.of("a", "b"), List.of(1.0, 0.0), List.of(0.9996, 0.0004), false));

        assertThat(chart.area()).isEqualTo("M1 200V0h8V200zM11 200V200h8V200z");
        assertThat(chart.line()).isEqualTo("M0 0h10M10 199h10");
        assertThat(chart.rows())
                .containsExactly(
                        new DriftChart.Row("a", 100, 100, "100 %", "99.96 %"),
                        new DriftChart.Row("b", 0, 0, "0 %", "0.04 %"));
    }

    @Test
    public void anAxisHasAFewLabelsThatFit() {
        DriftChart chart = new DriftChart(DRIFTED.picture());

        assertThat(chart.ticks())
                .containsExactly(
                        new DriftChart.Tick("3.1", "start", "18"),
                        new DriftChart.Tick("28.1", "middle", "34"),
                        new DriftChart.Tick("53.1", "middle", "50"),
                        new DriftChart.Tick("78.1", "middle", "66"));
        assertThat(new DriftChart(new Picture(List.of("👾".repeat(20)), List.of(1.0), List.of(1.0), true)).ticks())
                .containsExactly(new DriftChart.Tick("50.0", "middle", "👾".repeat(12) + "…"));
    }

    @Test
    public void whatCantBeDrawnIsLeftOut() {
        assertThat(column(LOST).chart().isEmpty()).isTrue();
        DriftChart odd = new DriftChart(
                new Picture(List.of("a", "b"), List.of(Double.NaN, 0.0), List.of(0.0, Double.POSITIVE_INFINITY), true));
        assertThat(odd.area()).isEqualTo("M0 200V200H10V200H20V200z");
        assertThat(odd.topLabel()).isEqualTo("100 %");
        assertThat(new DriftChart(new Picture(List.of("a", "b"), List.of(1.0), List.of(1.0), true)).viewBox())
                .isEqualTo("0 0 10 200");
    }

    @Test
    public void theHistoryOfAColumnIsDrawnWithItsLimit() {
        HistoryChart chart = new DriftView(SampleDriftReports.conditional(), SampleDriftReports.history("age"))
                .columns()
                .get(0)
                .history()
                .orElseThrow();

        assertThat(chart.caption()).isEqualTo("Score in the last 12 builds: 0.01 to 0.14; limit 0.03");
        assertThat(chart.scorePath()).startsWith("M0 92L54 91").endsWith("L600 0");
        assertThat(chart.limitPath()).startsWith("M0 79L54 79");
        assertThat(chart.dots()).hasSize(12);
        assertThat(chart.dots().get(11)).isEqualTo(new HistoryChart.Dot(600, 0, "bad", "#12: 0.14, drift"));
        assertThat(new DriftView(SampleDriftReports.conditional(), SampleDriftReports.history("amount"))
                        .columns()
                        .get(0)
                        .history())
                .isEmpty();
    }

    @Test
    public void oneBuildIsNoHistoryAndAPIsNotDrawnAsAScore() {
        ColumnHistory.Point point = new ColumnHistory.Point(1, 0.1, 0.05, Outcome.DRIFT);

        assertThat(new HistoryChart(new ColumnHistory("a", List.of(point)), true).isEmpty())
                .isTrue();
        HistoryChart chart = new HistoryChart(new ColumnHistory("a", List.of(point, point)), false);
        assertThat(chart.limitPath()).isEmpty();
        assertThat(chart.caption()).isEqualTo("Score in the last 2 builds: 0.1 to 0.1");
    }

    @Test
    public void everyKindOfResultHasAWordAndATone() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(DriftView.tone(verdict)).isIn("good", "open", "bad", "none");
        }
        for (Outcome outcome : Outcome.values()) {
            assertThat(DriftView.word(outcome)).isEqualTo(outcome.words());
            assertThat(DriftView.tone(outcome)).isIn("good", "open", "bad", "none");
            assertThat(DriftView.rank(outcome)).isNotNegative();
        }
    }

    @Test
    public void numbersAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        String expected = everything();
        try {
            for (String language : List.of("de", "tr", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(everything()).as(language).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String everything() {
        return Pages.driftFile(SampleDriftReports.rejecting(), SampleDriftReports.history("age"))
                + JUnitXml.of(SampleDriftReports.rejecting())
                + DriftConsole.of(SampleDriftReports.rejecting());
    }

    private static String words(Verdict verdict, double share, ColumnDrift... columns) {
        return view(verdict, share, columns).verdictWord();
    }

    private static DriftView view(Verdict verdict, double share, ColumnDrift... columns) {
        return new DriftView(report(verdict, share, "x", columns));
    }

    private static ColumnDriftView column(ColumnDrift column) {
        return view(Verdict.FAIL, 1, column).columns().get(0);
    }

    private static ColumnDrift scored(Score score) {
        return new ColumnDrift(
                "a",
                Kind.NUMBER,
                Outcome.DRIFT,
                "x",
                score,
                1,
                1,
                Map.of(),
                Collections.emptyList(),
                null,
                Collections.emptyList());
    }
}
