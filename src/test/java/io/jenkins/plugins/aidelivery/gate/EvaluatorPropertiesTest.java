package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;
import static io.jenkins.plugins.aidelivery.gate.GateAssertions.within;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Measured;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.Test;

/** What holds for every gate, over gates at random. */
public class EvaluatorPropertiesTest {
    private static final int GATES = 2000;

    @Test
    public void scoresLieBetween0And100() {
        forGates(1, true, (gate, spec) -> {
            Scorecard scorecard = judge(spec, gate.measures, gate.baseline());
            assertScore(scorecard.decision().score());
            for (DimensionResult dimension : scorecard.dimensions()) {
                assertScore(dimension.score());
                dimension
                        .criteria()
                        .forEach(criterion -> assertScore(criterion.points().score()));
            }
        });
    }

    /** The test of the tests: gates at random come to every verdict, and criteria to every outcome. */
    @Test
    public void gatesAtRandomComeToEveryVerdictAndOutcome() {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        forGates(2, true, (gate, spec) -> {
            Scorecard scorecard = judge(spec, gate.measures, gate.baseline());
            verdicts.merge(scorecard.verdict(), 1, Integer::sum);
            scorecard.dimensions().stream()
                    .flatMap(dimension -> dimension.criteria().stream())
                    .forEach(criterion -> outcomes.merge(criterion.outcome(), 1, Integer::sum));
        });
        assertThat(verdicts).containsOnlyKeys(Verdict.values());
        assertThat(outcomes.keySet())
                .contains(
                        Outcome.FAIL,
                        Outcome.ERROR,
                        Outcome.MISSING,
                        Outcome.INCONCLUSIVE,
                        Outcome.NOT_COMPARED,
                        Outcome.PASS);
        assertThat(verdicts.values()).allMatch(count -> count > GATES / 40);
        assertThat(outcomes.values()).allMatch(count -> count > GATES / 40);
    }

    @Test
    public void worseningAMeasureNeverImprovesTheVerdict() {
        forGates(3, true, (gate, spec) -> {
            Scorecard before = judge(spec, gate.measures, gate.baseline());
            for (int i = 0; i < gate.measures.size(); i++) {
                if (gate.measures.get(i).status().isOk()) {
                    List<Measure> worse = new ArrayList<>(gate.measures);
                    worse.set(i, gate.worse(worse.get(i)));
                    Scorecard after = judge(spec, worse, gate.baseline());
                    assertThat(after.verdict().isAtLeastAsBadAs(before.verdict()))
                            .as(
                                    "%s%n%s%n%s -> %s%n%s%n%s",
                                    gate.text(),
                                    gate.baseline(),
                                    gate.measures.get(i),
                                    worse.get(i),
                                    before.decision(),
                                    after.decision())
                            .isTrue();
                    if (Double.isFinite(after.decision().score())) {
                        assertThat(after.decision().score())
                                .as("%s%n%s -> %s", gate.text(), gate.measures.get(i), worse.get(i))
                                .isLessThanOrEqualTo(before.decision().score() + 1e-9);
                    }
                }
            }
        });
    }

    @Test
    public void removingEvidenceNeverTurnsAnythingIntoAPass() {
        forGates(4, false, (gate, spec) -> {
            Verdict before = judge(spec, gate.measures, gate.baseline()).verdict();
            for (int i = 0; i < gate.measures.size() && before != Verdict.PASS; i++) {
                List<Measure> fewer = new ArrayList<>(gate.measures);
                Measure removed = fewer.remove(i);
                // That a group is gone can't be seen from the groups that are left.
                if (removed.slice().isAll()) {
                    assertThat(judge(spec, fewer, gate.baseline()).verdict())
                            .as("%s%nwithout %s", gate.text(), removed)
                            .isNotEqualTo(Verdict.PASS);
                }
            }
            assertThat(judge(spec, List.of(), gate.baseline()).verdict()).isNotEqualTo(Verdict.PASS);
        });
    }

    @Test
    public void theOrderOfCriteriaDimensionsAndEvidenceDecidesNothing() {
        forGates(5, true, (gate, spec) -> {
            Scorecard one = judge(spec, gate.measures, gate.baseline());
            List<Measure> mixed = new ArrayList<>(gate.measures);
            Collections.shuffle(mixed, new Random(mixed.size()));
            Scorecard other = judge(Gate.spec(gate.shuffled(), ""), mixed, gate.baseline());

            assertThat(other.verdict()).isEqualTo(one.verdict());
            assertThat(other.decision().risk()).isEqualTo(one.decision().risk());
            assertThat(other.decision().reasons())
                    .hasSameElementsAs(one.decision().reasons());
            assertThat(outcomes(other)).isEqualTo(outcomes(one));
            if (Double.isFinite(one.decision().score())) {
                assertThat(other.decision().score()).isCloseTo(one.decision().score(), within(1e-9));
            } else {
                assertThat(other.decision().score()).isNaN();
            }
        });
    }

    @Test
    public void theSameGateSaysTheSameAgain() {
        forGates(6, true, (gate, spec) -> {
            List<Measure> copy = List.copyOf(gate.measures);
            Scorecard one = judge(spec, gate.measures, gate.baseline());

            assertThat(judge(spec, gate.measures, gate.baseline()).equals(one)).isTrue();
            assertThat(gate.measures).isEqualTo(copy);
        });
    }

    @Test
    public void everyScorecardSurvivesJson() {
        forGates(7, true, (gate, spec) -> {
            Scorecard scorecard = judge(spec, gate.measures, gate.baseline());
            try {
                byte[] json = JsonFile.MAPPER.writeValueAsBytes(scorecard);
                assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("NaN");
                assertThat(JsonFile.read(json, "x", Scorecard.class, Scorecard.SCHEMA)
                                .equals(scorecard))
                        .isTrue();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    public void aVerdictAlwaysHasAReasonAndARejectionHasARemedy() {
        forGates(8, true, (gate, spec) -> {
            Scorecard scorecard = judge(spec, gate.measures, gate.baseline());
            assertThat(scorecard.decision().reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).isNotBlank());
            if (scorecard.verdict() == Verdict.FAIL) {
                assertThat(scorecard.recommendations())
                        .as(gate.text() + scorecard.decision())
                        .isNotEmpty();
            }
        });
    }

    /** 1,000 criteria over 10,000 measures, none of which is the one: every one of them gets its suggestion. */
    @Test(timeout = 10_000)
    public void aGateWithoutTheRightEvidenceDoesNotTakeForEver() {
        StringBuilder text = new StringBuilder("evidence: []\ncriteria:\n");
        for (int i = 0; i < 1000; i++) {
            text.append("  - { measure: suite.some_family_of_measures.")
                    .append(i)
                    .append(".rate, min: 0 }\n");
        }
        List<Measure> measures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            measures.add(Measured.ratio("suite.other_family_of_measures." + i + ".rate", 1));
        }
        GateSpec spec = Gate.spec(text.toString(), "");
        judge(spec, measures, Optional.empty());
        long start = System.nanoTime();
        Scorecard scorecard = judge(spec, measures, Optional.empty());

        assertThat(scorecard).isRejected();
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(2000);
    }

    private static void forGates(long seed, boolean withPenalties, BiConsumer<RandomGate, GateSpec> property) {
        Random random = new Random(seed + 200);
        for (int i = 0; i < GATES; i++) {
            RandomGate gate = new RandomGate(random, withPenalties);
            property.accept(gate, Gate.spec(gate.text(), ""));
        }
    }

    private static Scorecard judge(GateSpec spec, List<Measure> measures, Optional<Baseline> baseline) {
        return GateEvaluator.evaluate(spec, new Evidence(Measures.of(measures), List.of()), baseline, Gate.NOW);
    }

    private static Map<String, Outcome> outcomes(Scorecard scorecard) {
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (DimensionResult dimension : scorecard.dimensions()) {
            outcomes.put(dimension.name(), dimension.outcome());
            dimension.criteria().forEach(each -> outcomes.put(dimension.name() + "." + each.id(), each.outcome()));
        }
        return outcomes;
    }

    private static void assertScore(double score) {
        assertThat(Double.isNaN(score) || score >= 0 && score <= 100)
                .as("score %s", score)
                .isTrue();
    }
}
