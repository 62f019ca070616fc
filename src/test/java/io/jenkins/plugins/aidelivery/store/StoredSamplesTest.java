package io.jenkins.plugins.aidelivery.store;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Outcome;
import io.jenkins.plugins.aidelivery.gate.Risk;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Files as the first version wrote them are read for ever. They are never written again; a change of what is stored is a
 * new schema with new samples beside these.
 */
public class StoredSamplesTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aScorecardIsReadAsItWasJudged() throws IOException {
        Scorecard scorecard = JsonFile.read(sample("scorecard-1.json"), "gate.json", Scorecard.class, Scorecard.SCHEMA);

        assertThat(scorecard)
                .isRejected()
                .hasRisk(Risk.CRITICAL)
                .hasScore(61.25)
                .mentions("critical: model.fair: 0.62 < 0.75: 0.13 too low (worst of 2)")
                .hasScore("model", 50)
                .hasThreshold("model", 90)
                .passes("roc_auc", "load_test.latency.p99")
                .fails("fair")
                .leavesOpen("f1")
                .misses("nobody_measures_it")
                .cannotUse("load_test.success_rate")
                .doesNotCompare("new_metric")
                .says("roc_auc", "was 0.938 on the same rows (McNemar, p 0.04): drop 0.7 % ≤ 1 %");
        assertThat(scorecard.subject().version()).isEqualTo("1.4.2");
        assertThat(scorecard.subject().strategy()).isEqualTo("canary");
        assertThat(scorecard.dimensions().get(2).score()).isNaN();
        assertThat(scorecard.dimensions().get(1).penalties())
                .containsExactly("20 points off: performance.regression is 10 % worse than the baseline");
        assertThat(scorecard.evidence().get(1).state()).isEqualTo(EvidenceFile.State.BROKEN);
        assertThat(scorecard.baseline().origin())
                .isEqualTo(new Baseline.Origin("fraud-detector", "staging", "1.4.1", "fraud #41", 1_795_168_800_000L));
        assertThat(scorecard.evaluatedAt()).isEqualTo(1_795_255_200_000L);
        Scorecard.CriterionResult f1 = scorecard.dimensions().get(0).criteria().get(0);
        assertThat(f1.observed().unit()).isEqualTo(Unit.RATIO);
        assertThat(f1.observed().n()).isEqualTo(900);
        assertThat(f1.observed().low()).isEqualTo(0.7747839863624213);
        assertThat(f1.observed().baseline()).isNaN();
        assertThat(f1.source()).isEqualTo(new Source("report.json", "tool", "/here"));
        assertThat(scorecard.dimensions().get(0).criteria().get(2).slice()).isEqualTo(Slice.of("age_band", "60+"));
    }

    @Test
    public void aBaselineIsReadAsItWasAccepted() throws IOException {
        Baseline baseline = JsonFile.read(sample("baseline-1.json"), "model.json", Baseline.class, Baseline.SCHEMA);

        assertThat(baseline.origin().version()).isEqualTo("1.4.2");
        assertThat(baseline.measures().all()).hasSize(17);
        assertThat(sampling(baseline, "f1")).isEqualTo(new Sampling.Share(900, 540.5));
        assertThat(sampling(baseline, "load_test.latency.p99")).isEqualTo(new Sampling.Mean(600, 0.004));
        assertThat(sampling(baseline, "findings.total")).isEqualTo(Sampling.TOTAL);
        assertThat(sampling(baseline, "cost")).isEqualTo(Sampling.UNKNOWN);
        assertThat(sampling(baseline, "fairness.difference"))
                .isEqualTo(new Sampling.Difference(new Sampling.Counts(90, 100), new Sampling.Counts(83, 100)));
        Measure auc = baseline.find(MeasureId.of("roc_auc")).orElseThrow();
        assertThat(auc.pairedComparison().map(Paired::test)).contains(new Paired.Test("McNemar", 0.04));
        assertThat(measure(baseline, "load_test.success_rate").amount().value()).isNaN();
        assertThat(measure(baseline, "load_test.success_rate").status().state()).isEqualTo(Status.State.ERROR);
        assertThat(baseline.find(MeasureId.of("load_test.success_rate"))).isEmpty();
        assertThat(baseline.find(new MeasureId("accuracy", Slice.of("age_band", "60+"))))
                .isPresent();
    }

    @Test
    public void aTrendIsReadLineByLine() throws IOException {
        Path file = folder.getRoot().toPath().resolve("trend.jsonl");
        Files.write(file, sample("trend-1.jsonl"));

        assertThat(new Trend(file).last(10))
                .containsExactly(
                        new TrendPoint(
                                "gate",
                                41,
                                "gate",
                                1_795_168_800_000L,
                                "fraud-detector",
                                "staging",
                                "PASS",
                                91.25,
                                87.5),
                        new TrendPoint(
                                "gate",
                                42,
                                "gate",
                                1_795_255_200_000L,
                                "fraud-detector",
                                "staging",
                                "FAIL",
                                61.25,
                                87.5),
                        new TrendPoint(
                                "gate", 42, "gate-2", 1_795_255_201_000L, "modèle \"B\"", "", "CONDITIONAL", null, 85));
    }

    @Test
    public void todaysWriterWritesTheSameKeysAndValues() throws IOException {
        assertThat(rewritten("scorecard-1.json", Scorecard.class)).isEqualTo(tree("scorecard-1.json"));
        assertThat(rewritten("baseline-1.json", Baseline.class)).isEqualTo(tree("baseline-1.json"));
        Path file = folder.getRoot().toPath().resolve("trend.jsonl");
        Files.write(file, sample("trend-1.jsonl"));
        Path again = file.resolveSibling("again.jsonl");
        for (TrendPoint point : new Trend(file).last(10)) {
            new Trend(again).append(point);
        }
        assertThat(Files.readString(again)).isEqualTo(Files.readString(file));
    }

    @Test
    public void whatTodaysSchemaIsIsWrittenIntoEveryFile() throws IOException {
        assertThat(tree("scorecard-1.json").path("schema").asInt()).isEqualTo(Scorecard.SCHEMA);
        assertThat(tree("baseline-1.json").path("schema").asInt()).isEqualTo(Baseline.SCHEMA);
    }

    /** A component that no sample has could change unnoticed. */
    @Test
    public void theSamplesHaveEverythingThatIsStored() throws IOException {
        Set<String> keys = new TreeSet<>();
        keys(tree("scorecard-1.json"), keys);
        keys(tree("baseline-1.json"), keys);
        keys(
                JsonFile.MAPPER.readTree(new String(sample("trend-1.jsonl"), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow()),
                keys);
        Stream<Class<?>> records = Stream.concat(
                Stream.of(
                        Scorecard.class,
                        Baseline.class,
                        Measure.class,
                        Status.class,
                        Source.class,
                        Paired.class,
                        EvidenceFile.class,
                        TrendPoint.class),
                Stream.of(Scorecard.class, Baseline.class, Paired.class, Sampling.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredClasses())));
        records.filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(component -> assertThat(keys).contains(component));
    }

    @Test
    public void theWordsInFilesNeverChange() throws IOException {
        assertThat(words(Verdict.values())).isEqualTo("\"CONDITIONAL\" \"FAIL\" \"PASS\"");
        assertThat(words(Risk.values())).isEqualTo("\"critical\" \"high\" \"low\" \"medium\"");
        assertThat(words(Outcome.values()))
                .isEqualTo("\"error\" \"fail\" \"inconclusive\" \"missing\" \"not compared\" \"pass\" \"stale\"");
        assertThat(words(Unit.values()))
                .isEqualTo(
                        "\"bytes\" \"count\" \"dollars\" \"number\" \"per_second\" \"points\" \"ratio\" \"seconds\"");
        assertThat(words(Direction.values())).isEqualTo("\"higher\" \"lower\" \"none\"");
        assertThat(words(Status.State.values())).isEqualTo("\"error\" \"failed\" \"missing\" \"ok\" \"stale\"");
        assertThat(words(EvidenceFile.State.values()))
                .isEqualTo("\"broken\" \"duplicate\" \"ignored\" \"missing\" \"read\" \"refused\" \"stale\"");
    }

    @Test
    public void noNumberIsWrittenAsAWord() throws IOException {
        for (String name : List.of("scorecard-1.json", "baseline-1.json", "trend-1.jsonl")) {
            assertThat(new String(sample(name), StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity");
        }
        Measures empty = Measures.of(List.of());
        assertThat(JsonFile.MAPPER.writeValueAsString(
                        new Baseline(new Baseline.Origin(null, null, null, null, 0), empty)))
                .isEqualTo("{\"schema\":1,\"origin\":{\"model\":\"\",\"environment\":\"\",\"version\":\"\","
                        + "\"build\":\"\",\"acceptedAt\":0},\"measures\":[]}");
    }

    @Test
    public void everyCutOffSampleEndsInASentence() throws IOException {
        for (Class<?> type : List.of(Scorecard.class, Baseline.class)) {
            byte[] whole = sample(type == Scorecard.class ? "scorecard-1.json" : "baseline-1.json");
            for (int length = 0; length < whole.length - 3; length += 7) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> JsonFile.read(cut, "x.json", type, 1))
                        .isInstanceOf(IOException.class)
                        .hasMessageMatching("x\\.json (is empty|can't be read: it .*\\(line \\d+, column \\d+\\))");
            }
        }
    }

    private static Sampling sampling(Baseline baseline, String name) {
        return measure(baseline, name).amount().sampling();
    }

    private static Measure measure(Baseline baseline, String name) {
        return baseline.measures().find(MeasureId.of(name)).orElseThrow();
    }

    private static String words(Enum<?>... values) throws IOException {
        Set<String> words = new TreeSet<>();
        for (Enum<?> value : values) {
            words.add(JsonFile.MAPPER.writeValueAsString(value));
        }
        return String.join(" ", words);
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    private static <T> JsonNode rewritten(String name, Class<T> type) throws IOException {
        return JsonFile.MAPPER.readTree(JsonFile.MAPPER.writeValueAsBytes(JsonFile.read(sample(name), name, type, 1)));
    }

    private static JsonNode tree(String name) throws IOException {
        return JsonFile.MAPPER.readTree(sample(name));
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in =
                StoredSamplesTest.class.getResourceAsStream("/io/jenkins/plugins/aidelivery/stored/" + name)) {
            return in.readAllBytes();
        }
    }
}
