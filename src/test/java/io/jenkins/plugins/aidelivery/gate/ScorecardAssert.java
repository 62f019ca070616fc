package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What one says of a scorecard. Criteria are named by id, or by dimension and id: {@code security.cve}. */
public final class ScorecardAssert extends AbstractAssert<ScorecardAssert, Scorecard> {
    private static final double EXACT = 1e-9;

    ScorecardAssert(Scorecard actual) {
        super(actual, ScorecardAssert.class);
    }

    public ScorecardAssert isApproved() {
        return hasVerdict(Verdict.PASS);
    }

    public ScorecardAssert isConditional() {
        return hasVerdict(Verdict.CONDITIONAL);
    }

    public ScorecardAssert isRejected() {
        return hasVerdict(Verdict.FAIL);
    }

    public ScorecardAssert hasVerdict(Verdict verdict) {
        isNotNull();
        if (actual.verdict() != verdict) {
            failWithMessage(
                    "Expected %s, but it is %s:%n%s",
                    verdict,
                    actual.verdict(),
                    String.join("\n", actual.decision().reasons()));
        }
        return this;
    }

    public ScorecardAssert hasRisk(Risk risk) {
        Assertions.assertThat(actual.decision().risk()).as("risk").isEqualTo(risk);
        return this;
    }

    public ScorecardAssert hasScore(double score) {
        Assertions.assertThat(actual.decision().score()).as("score").isCloseTo(score, Assertions.within(EXACT));
        return this;
    }

    public ScorecardAssert hasNoScore() {
        Assertions.assertThat(actual.decision().score()).as("score").isNaN();
        return this;
    }

    public ScorecardAssert hasScore(String dimension, double score) {
        Assertions.assertThat(dimension(dimension).score())
                .as("score of %s", dimension)
                .isCloseTo(score, Assertions.within(EXACT));
        return this;
    }

    public ScorecardAssert hasThreshold(String dimension, double threshold) {
        Assertions.assertThat(dimension(dimension).threshold())
                .as("threshold of %s", dimension)
                .isEqualTo(threshold);
        return this;
    }

    public ScorecardAssert hasPoints(String criterion, double points) {
        Assertions.assertThat(criterion(criterion).points().score())
                .as("points of %s", criterion)
                .isCloseTo(points, Assertions.within(EXACT));
        return this;
    }

    public ScorecardAssert doesNotCount(String criterion) {
        Assertions.assertThat(criterion(criterion).points().score())
                .as("points of %s", criterion)
                .isNaN();
        return this;
    }

    public ScorecardAssert passes(String... criteria) {
        return have(Outcome.PASS, criteria);
    }

    public ScorecardAssert fails(String... criteria) {
        return have(Outcome.FAIL, criteria);
    }

    public ScorecardAssert leavesOpen(String... criteria) {
        return have(Outcome.INCONCLUSIVE, criteria);
    }

    public ScorecardAssert misses(String... criteria) {
        return have(Outcome.MISSING, criteria);
    }

    public ScorecardAssert cannotUse(String... criteria) {
        return have(Outcome.ERROR, criteria);
    }

    public ScorecardAssert doesNotCompare(String... criteria) {
        return have(Outcome.NOT_COMPARED, criteria);
    }

    public ScorecardAssert hasOutcome(String dimension, Outcome outcome) {
        Assertions.assertThat(dimension(dimension).outcome())
                .as("outcome of %s", dimension)
                .isEqualTo(outcome);
        return this;
    }

    /** Exactly this sentence is said of a criterion. */
    public ScorecardAssert says(String criterion, String sentence) {
        Assertions.assertThat(criterion(criterion).reason())
                .as("reason of %s", criterion)
                .isEqualTo(sentence);
        return this;
    }

    /** Exactly these sentences, in any order, say what decided it. */
    public ScorecardAssert isDecidedBy(String... sentences) {
        Assertions.assertThat(actual.decision().reasons()).containsExactlyInAnyOrder(sentences);
        return this;
    }

    public ScorecardAssert mentions(String sentence) {
        Assertions.assertThat(actual.decision().reasons()).contains(sentence);
        return this;
    }

    /** What to do, as "about: remedy", begins so, the most urgent first. */
    public ScorecardAssert recommends(String... abouts) {
        Assertions.assertThat(actual.recommendations())
                .extracting(Scorecard.Recommendation::about)
                .containsExactly(abouts);
        return this;
    }

    public ScorecardAssert recommendsNothing() {
        return recommends();
    }

    public DimensionResult dimension(String name) {
        isNotNull();
        return actual.dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dimension " + name + " in "
                        + actual.dimensions().stream()
                                .map(DimensionResult::name)
                                .toList()));
    }

    public CriterionResult criterion(String name) {
        isNotNull();
        return actual.dimensions().stream()
                .flatMap(dimension -> dimension.criteria().stream()
                        .map(criterion ->
                                criterion.id().equals(name) || name.equals(dimension.name() + "." + criterion.id())
                                        ? criterion
                                        : null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no criterion " + name));
    }

    private ScorecardAssert have(Outcome outcome, String... criteria) {
        Stream.of(criteria)
                .forEach(name -> Assertions.assertThat(criterion(name).outcome())
                        .as("outcome of %s (%s)", name, criterion(name).reason())
                        .isEqualTo(outcome));
        return this;
    }
}
