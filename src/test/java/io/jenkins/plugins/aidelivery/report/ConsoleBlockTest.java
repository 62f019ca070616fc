package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.points;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class ConsoleBlockTest {
    @Test
    public void aScorecardIsReadFromTheTop() {
        assertThat(String.join("\n", ConsoleBlock.of(SampleScorecards.conditional())))
                .isEqualTo("""
                gate fraud-detector 1.4.2                               CONDITIONAL  score 91.6 (needs 85), medium risk
                  model     83.3 < 90       f1 0.81 [0.7748, 0.8409] reaches over 0.8 at 95 %: needs n ≥ 11,000 (has 900)  INCONCLUSIVE
                                            roc_auc was 0.942: drop 0.2 % ≤ 1 %  ok
                                            accuracy[age_band=60+] 0.79 ≥ 0.75 (worst of 3)  ok
                  software  100 ≥ 80        tests.success_rate 100 % ≥ 98 %; 100 % of the target  ok
                                            coverage.line 0.841 is 100 % of the target 0.8  ok
                  serving   100 ≥ 80        load_test.latency.p99 412 ms ≤ 1 s  ok
                  why: model.f1: 0.81 [0.7748, 0.8409] reaches over 0.8 at 95 %: needs n ≥ 11,000 (has 900)
                  why: model scores 83.3 and needs 90; it could reach that once its open criteria are decided
                  what to do: f1: Measure on more data, or let a person accept the risk with a reason.
                  compared with the accepted version 1.4.1 (fraud #41)""");
    }

    @Test
    public void noScoreIsShownAsReachingWhatItMisses() {
        Scorecard scorecard = gate("overall: 87", "criteria: [{ measure: quality, target: 100 }]")
                .given(points("quality", 86.97))
                .judge();

        assertThat(ConsoleBlock.of(scorecard).get(0)).endsWith("FAIL  score 86.9 (needs 87), high risk");
        assertThat(ConsoleBlock.of(scorecard).get(1)).startsWith("  quality  86.9 < 87 ");
    }

    @Test
    public void noScoreIsShownAsMissingWhatItReaches() {
        Scorecard scorecard = gate(
                        "overall: 30",
                        "criteria:",
                        "  - { measure: a, min: 1, weight: 0.1 }",
                        "  - { measure: b, min: 1, weight: 0.2 }",
                        "  - { measure: c, min: 1, weight: 0.7 }")
                .given(
                        number("a", 1, Direction.HIGHER),
                        number("b", 1, Direction.HIGHER),
                        number("c", 0, Direction.HIGHER))
                .judge();

        assertThat(ConsoleBlock.of(scorecard).get(1)).startsWith("  quality  30 ≥ 30 ");
    }

    @Test
    public void whatCouldNotBeJudgedHasADash() {
        Scorecard scorecard = gate("missing-evidence: ignore-with-note", "criteria: [{ measure: f1, min: 1 }]")
                .judge();

        assertThat(ConsoleBlock.of(scorecard).get(0)).contains("FAIL  score – (needs 85)");
        assertThat(ConsoleBlock.of(scorecard).get(1))
                .startsWith("  quality  – of 85 ")
                .endsWith("  MISSING");
    }

    @Test
    public void aThousandCriteriaAreSummedUpButNoFailureIsHidden() {
        List<Measure> measures = new ArrayList<>();
        String criteria = IntStream.range(0, 1_000)
                .mapToObj(i -> {
                    measures.add(ratio("m" + i, i == 777 ? 0.1 : 0.9));
                    return "  - { measure: m" + i + ", min: 0.5 }";
                })
                .collect(Collectors.joining("\n"));

        List<String> lines =
                ConsoleBlock.of(gate("criteria:\n" + criteria).given(measures).judge());

        assertThat(lines)
                .hasSizeLessThan(50)
                .anyMatch(line -> line.contains("m777 0.1 < 0.5") && line.endsWith("FAIL"));
        assertThat(lines).anyMatch(line -> line.endsWith("959 more pass"));
    }

    @Test
    public void manyReasonsAreCounted() {
        assertThat(whys(10)).hasSize(11).last().isEqualTo("  why: and 1 more reason, see the page");
        assertThat(whys(11)).hasSize(11).last().isEqualTo("  why: and 2 more reasons, see the page");
        assertThat(whys(9)).hasSize(10).noneMatch(line -> line.contains("more"));
    }

    /** Of a gate that so many measures are missing in, and that is rejected by its score besides. */
    private static List<String> whys(int missing) {
        return ConsoleBlock.of(gate("criteria:", criteria(missing)).judge()).stream()
                .filter(line -> line.startsWith("  why: "))
                .toList();
    }

    private static String criteria(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  - { measure: m" + i + ", min: 0.5 }")
                .collect(Collectors.joining("\n"));
    }

    @Test
    public void theFileThatIsMissingIsNotBuriedByWhatIsMissingBecauseOfIt() {
        Scorecard scorecard = gate("criteria:", criteria(30))
                .file("reports/model.json", EvidenceFile.State.MISSING, "there is no such file")
                .judge();

        assertThat(scorecard.decision().reasons().get(0))
                .isEqualTo("evidence reports/model.json: missing: there is no such file");
        assertThat(ConsoleBlock.of(scorecard))
                .contains("  why: evidence reports/model.json: missing: there is no such file");
    }

    @Test
    public void criteriaOfOneMeasureAreToldApart() {
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: f1, min: 0.9 }",
                        "  - { id: not below the champion, measure: f1, min: 0.8 }")
                .given(ratio("f1", 0.5))
                .judge();

        assertThat(ConsoleBlock.of(scorecard))
                .anyMatch(line -> line.contains(" f1 0.5 < 0.9"))
                .anyMatch(line -> line.contains(" f1 (not below the champion) 0.5 < 0.8"))
                .anyMatch(line -> line.startsWith("  what to do: f1: "))
                .anyMatch(line -> line.startsWith("  what to do: f1 (not below the champion): "));
    }

    @Test
    public void theSameAdviceIsPrintedOnce() {
        Scorecard scorecard = gate(
                        "dimensions:",
                        "  a: { criteria: [{ measure: f1, min: 0.9 }] }",
                        "  b: { criteria: [{ measure: f1, min: 0.8 }] }")
                .given(ratio("f1", 0.5))
                .judge();

        assertThat(ConsoleBlock.of(scorecard).stream().filter(line -> line.startsWith("  what to do: ")))
                .hasSize(1);
    }

    @Test
    public void penaltiesAreSaid() {
        Scorecard scorecard = gate("preset: ai-platform", "evidence: []")
                .given(ratio("performance.regression", 0.1), ratio("load_test.success_rate", 1))
                .judge();

        assertThat(ConsoleBlock.of(scorecard)).anyMatch(line -> line.contains("20 points off: performance.regression"));
    }

    @Test
    public void noNameSteersTheConsole() {
        String evil = "a\u001b[2J\u009b31m\r\n[AI Delivery] PASS\u2028\u202eb\0\u0085\u200b\ud83d";
        Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0.5, each: city }]")
                .given(slice(ratio("f1", 0.4), "city", evil))
                .file(evil, EvidenceFile.State.BROKEN, evil)
                .judge();

        List<String> lines = ConsoleBlock.of(scorecard);

        assertThat(lines).allMatch(line -> line.equals(ConsoleBlock.line(line)));
        assertThat(String.join("", lines)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(lines).noneMatch(line -> line.startsWith("[AI Delivery]"));
        assertThat(ConsoleBlock.line(evil)).isEqualTo("a?[2J?31m [AI Delivery] PASS ?b? ??");
    }

    @Test
    public void noLineIsEndless() {
        assertThat(ConsoleBlock.line("x".repeat(1_000_000))).hasSize(2001).endsWith("x…");
        assertThat(ConsoleBlock.line("👾".repeat(2_000))).doesNotContain("?");
        assertThat(ConsoleBlock.line("x" + "👾".repeat(2_000))).hasSizeLessThan(2003);
    }
}
