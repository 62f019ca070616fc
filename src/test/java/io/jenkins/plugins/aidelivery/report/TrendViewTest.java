package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.report.TrendView.Dot;
import io.jenkins.plugins.aidelivery.report.TrendView.Line;
import io.jenkins.plugins.aidelivery.report.TrendView.Row;
import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class TrendViewTest {
    @Test
    public void withoutResultsThereIsASentence() {
        assertThat(Html.parse(Pages.trend(List.of(), "/", build -> true)).text().strip())
                .isEqualTo("No result yet.");
    }

    @Test
    public void scoresAndThresholdsAreLinesFromLeftToRight() {
        TrendView view =
                view(point(1, "FAIL", 0.0, 85), point(2, "CONDITIONAL", 50.0, 85), point(3, "PASS", 100.0, 90));

        assertThat(view.lines())
                .containsExactly(new Line("fraud-detector (staging)", "M0 160L300 80L600 0", "M0 24L300 24L600 16"));
        assertThat(view.dots())
                .containsExactly(
                        new Dot("0", "160", "bad", "#1: Reject, 0"),
                        new Dot("300", "80", "open", "#2: Conditional, 50"),
                        new Dot("600", "0", "good", "#3: Approve, 100"));
        assertThat(view.summary()).isEqualTo("Scores of the last 3 results, from 0 to 100 points");
    }

    @Test
    public void oneResultStandsInTheMiddle() {
        assertThat(view(point(1, "PASS", 90.0, 85)).lines())
                .extracting(Line::scores)
                .containsExactly("M300 16");
    }

    @Test
    public void scoresOutOfRangeStayOnTheChart() {
        assertThat(view(point(1, "PASS", 1e300, 85), point(2, "FAIL", -7.0, 85)).lines())
                .extracting(Line::scores)
                .containsExactly("M0 0L600 160");
    }

    @Test
    public void everyModelAndEnvironmentHasALineOfItsOwn() {
        TrendView view = view(of(1, "a", "", 100), of(1, "a", "prod", 50), of(2, "b", "", 0), of(2, "a", "", 50));

        assertThat(view.lines())
                .containsExactly(
                        new Line("a", "M0 0L600 80", "M0 24L600 24"),
                        new Line("a (prod)", "M200 80", "M200 24"),
                        new Line("b", "M400 160", "M400 24"));
        assertThat(view.dots())
                .extracting(Dot::title)
                .contains("#1 a: Approve, 100", "#1 a (prod): Approve, 50", "#2 b: Approve, 0");
        assertThat(view.rows()).extracting(Row::environment).containsExactly("–", "–", "prod", "–");
    }

    @Test
    public void whatCouldNotBeJudgedHasNoScoreToSumUp() {
        TrendView view = view(point(1, "FAIL", null, 85), point(2, "PASS", 91.26, 85));

        assertThat(view.summary()).isEqualTo("Scores of the last 2 results, from 91.2 to 91.2 points");
        assertThat(view.dots().get(0)).isEqualTo(new Dot("0", "160", "bad", "#1: Reject, –"));
        assertThat(view.rows().get(1).score()).isEqualTo("–");
        assertThat(view(point(1, "FAIL", null, 85)).summary())
                .isEqualTo("Scores of the last 1 results, from – to – points");
    }

    @Test
    public void aWordOfANewerVersionIsShownAsItIs() {
        TrendView view = view(point(1, "ROLLED_BACK", 50.0, 85));

        assertThat(view.rows().get(0).verdict()).isEqualTo("ROLLED_BACK");
        assertThat(view.rows().get(0).tone()).isEqualTo("none");
        assertThat(Pages.trend(List.of(point(1, "<b>", 50.0, 85)), "/", build -> true))
                .contains("&lt;b&gt;");
    }

    @Test
    public void rowsAreTheNewestFirstWithTheirPages() {
        TrendView view = view(point(1, "FAIL", 0.0, 85), point(2, "PASS", 86.96, 86.25));

        assertThat(view.rows().get(0))
                .isEqualTo(new Row(
                        "#2",
                        "/job/fraud/2/ai-delivery/gate/",
                        "2026-11-21 10:00 UTC",
                        "fraud-detector",
                        "staging",
                        "Approve",
                        "good",
                        "86.9",
                        "86.25"));
        assertThat(view.rows()).extracting(Row::build).containsExactly("#2", "#1");
    }

    @Test
    public void aThousandResultsAreAChartAndTheLastFiftyRows() {
        TrendPoint[] points = IntStream.rangeClosed(1, 1_000)
                .mapToObj(build -> point(build, "PASS", 90.0, 85))
                .toArray(TrendPoint[]::new);
        TrendView view = view(points);

        assertThat(view.dots()).hasSize(1_000);
        assertThat(view.rows()).hasSize(50);
        assertThat(view.rows().get(0).build()).isEqualTo("#1000");
        assertThat(view.rows().get(49).build()).isEqualTo("#951");
    }

    private static TrendView view(TrendPoint... points) {
        return new TrendView(List.of(points), "/job/fraud/", build -> true);
    }

    private static TrendPoint of(int build, String subject, String environment, double score) {
        return new TrendPoint("gate", build, "gate", 0, subject, environment, "PASS", score, 85);
    }

    private static TrendPoint point(int build, String verdict, Double score, double threshold) {
        return new TrendPoint(
                "gate", build, "gate", 1_795_255_200_000L, "fraud-detector", "staging", verdict, score, threshold);
    }
}
