package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.gate.Gate.gate;
import static io.jenkins.plugins.aidelivery.measure.Measured.points;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Outcome;
import io.jenkins.plugins.aidelivery.gate.Risk;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.report.ScorecardView.CriterionView;
import io.jenkins.plugins.aidelivery.report.ScorecardView.DimensionView;
import io.jenkins.plugins.aidelivery.report.ScorecardView.FileView;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.Test;

public class ScorecardViewTest {
    @Test
    public void theSubjectIsModelVersionAndEnvironmentAsFarAsTheyAreNamed() {
        assertThat(view(SampleScorecards.passing()).subject()).isEqualTo("fraud-detector 1.4.2");
        assertThat(view(gate(
                                        "model: m",
                                        "version: 1",
                                        "criteria: [{ measure: f1, min: 1 }]",
                                        "environments: { prod: {} }")
                                .in("prod")
                                .judge())
                        .subject())
                .isEqualTo("m 1 (prod)");
        assertThat(view(gate("criteria: [{ measure: f1, min: 1 }]").judge()).subject())
                .isEqualTo("model");
    }

    @Test
    public void noScoreIsShownAsReachingWhatItMisses() {
        Scorecard scorecard = gate("overall: 87.25", "criteria: [{ measure: quality, target: 100 }]")
                .given(points("quality", 87.24))
                .judge();

        ScorecardView view = view(scorecard);

        assertThat(view.score()).isEqualTo("87.2");
        assertThat(view.threshold()).isEqualTo("87.25");
        assertThat(view.dimensions()).extracting(DimensionView::score).containsExactly("87.2");
        assertThat(view.dimensions()).extracting(DimensionView::threshold).containsExactly("87.25");
        assertThat(view.dimensions()).extracting(DimensionView::barWidth).containsExactly("87.24");
    }

    @Test
    public void aStrategyIsForCandidatesThatAreNotRejected() {
        assertThat(view(SampleScorecards.conditional()).strategy()).isEqualTo("canary");
        assertThat(view(SampleScorecards.rejecting()).strategy()).isEmpty();
    }

    @Test
    public void aCriterionShowsItsFiguresInTheirUnits() {
        CriterionView f1 = criterion(SampleScorecards.conditional(), 0, 0);
        assertThat(f1.label()).isEqualTo("f1");
        assertThat(f1.id()).isEmpty();
        assertThat(f1.value()).isEqualTo("0.81");
        assertThat(f1.interval()).isEqualTo("0.7748 … 0.8409");
        assertThat(f1.observations()).isEqualTo("900");
        assertThat(f1.limit()).isEqualTo("≥\u00a00.8 at 95\u00a0%");
        assertThat(f1.points()).isEqualTo("50 points, weight 33.3\u00a0%");
        assertThat(f1.source()).isEqualTo("eval/predictions.parquet (predictions)");
        assertThat(f1.word()).isEqualTo("inconclusive");

        CriterionView latency = criterion(SampleScorecards.passing(), 2, 0);
        assertThat(latency.value()).isEqualTo("412 ms");
        assertThat(latency.interval()).isEqualTo("–");
        assertThat(latency.observations()).isEqualTo("–");
        assertThat(latency.baseline()).isEqualTo("412 ms");

        CriterionView worst = criterion(SampleScorecards.rejecting(), 0, 2);
        assertThat(worst.label()).isEqualTo("accuracy[age_band=60+]");
        assertThat(worst.id()).isEqualTo("accuracy[each age_band]");
        assertThat(worst.isCritical()).isTrue();
        assertThat(criterion(SampleScorecards.rejecting(), 0, 1).limit()).isEqualTo("drop ≤\u00a01\u00a0%");
    }

    @Test
    public void whatIsNotThereIsADash() {
        CriterionView missing = criterion(
                gate(
                                "missing-evidence: ignore-with-note",
                                "criteria: [{ measure: f1, min: 1 }, { measure: b, min: 1 }]")
                        .given(ratio("b", 1))
                        .judge(),
                0,
                0);

        assertThat(missing.value()).isEqualTo("–");
        assertThat(missing.baseline()).isEqualTo("–");
        assertThat(missing.interval()).isEqualTo("–");
        assertThat(missing.points()).isEqualTo("does not count");
        assertThat(missing.word()).isEqualTo("no evidence");
    }

    @Test
    public void filesHaveAWordAndEnoughOfTheirDigest() {
        Scorecard scorecard = gate("criteria: [{ measure: f1, min: 0.5 }]")
                .given(share("f1", 8, 10))
                .file("a.xml", EvidenceFile.State.DUPLICATE, "the same as b.xml")
                .judge();
        FileView duplicate = view(scorecard).files().get(0);

        assertThat(duplicate.path()).isEqualTo("a.xml");
        assertThat(duplicate.word()).isEqualTo("duplicate");
        assertThat(duplicate.tone()).isEqualTo("bad");
        assertThat(duplicate.note()).isEqualTo("the same as b.xml");
        assertThat(duplicate.modified()).isEqualTo("2026-11-21 10:00 UTC");
        assertThat(duplicate.digest()).isEqualTo("–");
        assertThat(view(SampleScorecards.passing()).files().get(0).digest()).isEqualTo("9f2c9f2c9f2c");
        assertThat(file(EvidenceFile.State.MISSING, 0, "9f").digest()).isEqualTo("9f");
        assertThat(file(EvidenceFile.State.MISSING, 0, "").modified()).isEqualTo("–");
        assertThat(file(EvidenceFile.State.MISSING, 0, "").format()).isEqualTo("–");
        assertThat(file(EvidenceFile.State.IGNORED, 0, "").tone()).isEqualTo("none");
    }

    @Test
    public void everyKindOfResultHasAWordAndATone() {
        for (Verdict verdict : Verdict.values()) {
            assertThat(PageTexts.text("verdict." + verdict)).isNotBlank();
            assertThat(ScorecardView.tone(verdict)).isIn("good", "open", "bad");
        }
        for (Outcome outcome : Outcome.values()) {
            assertThat(PageTexts.text("outcome." + outcome)).isNotBlank();
        }
        for (Risk risk : Risk.values()) {
            assertThat(PageTexts.text("risk." + risk.text())).endsWith(" risk");
        }
        for (EvidenceFile.State state : EvidenceFile.State.values()) {
            assertThat(file(state, 0, "").word()).isEqualTo(state.text());
        }
    }

    /** In a message format a single apostrophe swallows the rest, placeholders included. */
    @Test
    public void noTextLosesItsPlaceholdersToAnApostrophe() throws IOException {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                PageTexts.class.getResourceAsStream("PageTexts.properties"), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        texts.forEach((key, text) ->
                assertThat(text.toString().replace("''", "")).as(key.toString()).doesNotContain("'"));
    }

    @Test
    public void numbersAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        String expected = everything();
        try {
            for (String language : List.of(
                    "de",
                    "tr",
                    "ar-EG-u-nu-arab",
                    "fa-IR-u-nu-arabext",
                    "hi-IN-u-nu-deva",
                    "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(everything()).as(language).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String everything() {
        List<Measure> measures = List.of(
                ratio("score.f1", 0.123456), seconds("latency", 1234.5), share("tests.success_rate", 12_345, 12_346));
        Scorecard scorecard = gate(
                        "criteria:",
                        "  - { measure: score.f1, min: 0.5, baseline: true }",
                        "  - { measure: latency, max: 1.5s }",
                        "  - { measure: tests.success_rate, min: 99.99%, confidence: 95% }")
                .given(measures)
                .accepted(measures.toArray(Measure[]::new))
                .judge();
        return Pages.scorecardFile(scorecard)
                + Pages.scorecardFile(SampleScorecards.rejecting())
                + JUnitXml.of(scorecard)
                + ConsoleBlock.of(scorecard);
    }

    private static ScorecardView view(Scorecard scorecard) {
        return new ScorecardView(scorecard);
    }

    private static CriterionView criterion(Scorecard scorecard, int dimension, int criterion) {
        return view(scorecard).dimensions().get(dimension).criteria().get(criterion);
    }

    private static FileView file(EvidenceFile.State state, long modifiedAt, String sha256) {
        return new FileView(new EvidenceFile("a", "", state, "", 0, modifiedAt, sha256));
    }
}
