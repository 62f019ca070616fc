package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Criterion;
import io.jenkins.plugins.aidelivery.gate.GateSpec.Dimension;
import io.jenkins.plugins.aidelivery.gate.GateSpec.MissingEvidence;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Comparison;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Decision;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate: a specification and the evidence (and what was accepted before) make a scorecard. A pure function.
 *
 * <p>A gate <em>fails</em> if the overall score or a dimension's score can't reach its threshold, if a critical criterion
 * fails, or if evidence is missing where that isn't tolerated. It is <em>conditional</em> if the scores hold, or could
 * hold, but something is left for a person to decide: a criterion failed that is not critical, the evidence is too
 * little to tell, or its lack is tolerated conditionally. Otherwise it passes.
 */
public final class GateEvaluator {
    private final GateSpec spec;
    private final Evidence evidence;
    private final Optional<Baseline> baseline;
    private final List<String> rejections = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean criticalFailure;

    private GateEvaluator(GateSpec spec, Evidence evidence, Optional<Baseline> baseline) {
        this.spec = spec;
        this.evidence = evidence;
        this.baseline = baseline;
    }

    /**
     * @param spec the rule
     * @param evidence what was found
     * @param baseline what was accepted before for this model and environment
     * @param now of the scorecard
     */
    public static Scorecard evaluate(GateSpec spec, Evidence evidence, Optional<Baseline> baseline, Instant now) {
        return new GateEvaluator(spec, evidence, baseline).evaluate(now);
    }

    private Scorecard evaluate(Instant now) {
        // Before what follows from it: a criterion that has no evidence is the symptom, the file is the cause.
        explainFiles();
        DimensionJudge judge = new DimensionJudge(
                evidence.measures(), baseline, spec.defaults().confidence());
        List<DimensionResult> results = new ArrayList<>();
        double weight = 0;
        double sum = 0;
        double best = 0;
        for (Dimension dimension : spec.dimensions()) {
            DimensionJudge.Judged judged = judge.judge(dimension);
            results.add(judged.result());
            explainCriteria(dimension, judged.result());
            explainDimension(judged);
            if (Double.isFinite(judged.best())) {
                weight += dimension.weight();
                sum += dimension.weight() * judged.result().score();
                best += dimension.weight() * judged.best();
            }
        }
        double score = weight == 0 ? Double.NaN : DimensionJudge.settled(sum / weight);
        explainOverall(score, weight == 0 ? Double.NaN : best / weight, results);
        Decision decision = decide(score);
        return new Scorecard(
                Scorecard.SCHEMA,
                spec.subject(),
                decision,
                results,
                Advice.on(spec, results, evidence, score < spec.overall() - DimensionJudge.SLACK),
                evidence.files(),
                comparison(),
                now.toEpochMilli());
    }

    private Decision decide(double score) {
        Verdict verdict =
                !rejections.isEmpty() ? Verdict.FAIL : !conditions.isEmpty() ? Verdict.CONDITIONAL : Verdict.PASS;
        Risk risk = switch (verdict) {
            case FAIL -> criticalFailure ? Risk.CRITICAL : Risk.HIGH;
            case CONDITIONAL -> Risk.MEDIUM;
            case PASS -> notes.isEmpty() ? Risk.LOW : Risk.MEDIUM;
        };
        List<String> reasons = new ArrayList<>(rejections);
        reasons.addAll(conditions);
        reasons.addAll(notes);
        if (reasons.isEmpty()) {
            reasons.add("the overall score and every dimension reach their thresholds, and every criterion is met");
        }
        spec.omissions()
                .forEach(omission ->
                        reasons.add("left out of this gate: " + omission.dimension() + ": " + omission.reason()));
        return new Decision(verdict, risk, score, spec.overall(), reasons);
    }

    private void explainCriteria(Dimension dimension, DimensionResult result) {
        for (int i = 0; i < result.criteria().size(); i++) {
            Criterion criterion = dimension.criteria().get(i);
            CriterionResult judged = result.criteria().get(i);
            String sentence = dimension.name() + "." + judged.id() + ": " + judged.reason();
            switch (judged.outcome()) {
                case FAIL -> {
                    if (criterion.policy().critical()) {
                        criticalFailure = true;
                        rejections.add("critical: " + sentence);
                    } else {
                        conditions.add(sentence);
                    }
                }
                case INCONCLUSIVE -> conditions.add(sentence);
                case MISSING, ERROR, STALE ->
                    tolerate(criterion.policy().missing(), judged.outcome().text() + ": " + sentence);
                case NOT_COMPARED, PASS -> {
                    // Told by the baseline's note, or nothing to tell.
                }
            }
        }
    }

    private void explainDimension(DimensionJudge.Judged judged) {
        DimensionResult result = judged.result();
        if (spec.dimensions().size() == 1 && result.threshold() <= spec.overall()) {
            // The overall score says it.
            return;
        }
        if (Double.isFinite(judged.best()) && judged.best() < result.threshold() - DimensionJudge.SLACK) {
            rejections.add(result.name() + " scores " + scores(result.score(), result.threshold()));
        } else if (result.score() < result.threshold() - DimensionJudge.SLACK) {
            conditions.add(result.name() + " scores " + scores(result.score(), result.threshold())
                    + "; it could reach that once its open criteria are decided");
        }
    }

    private void explainFiles() {
        for (EvidenceFile file : evidence.problems()) {
            tolerate(
                    spec.defaults().missing(),
                    "evidence " + file.path() + ": " + file.state().text() + ": " + file.note());
        }
    }

    private void explainOverall(double score, double best, List<DimensionResult> results) {
        if (!Double.isFinite(score)) {
            if (isFirstRun(results)) {
                conditions.add("there is nothing to judge by yet: every criterion compares with a baseline");
            } else {
                rejections.add("no criterion could be judged: without evidence nothing passes");
            }
        } else if (best < spec.overall() - DimensionJudge.SLACK) {
            rejections.add("the overall score is " + scores(score, spec.overall()));
        } else if (score < spec.overall() - DimensionJudge.SLACK) {
            conditions.add("the overall score is " + scores(score, spec.overall())
                    + "; it could reach that once the open criteria are decided");
        }
    }

    private void tolerate(MissingEvidence policy, String sentence) {
        switch (policy) {
            case FAIL -> rejections.add(sentence);
            case CONDITIONAL -> conditions.add(sentence);
            case IGNORE_WITH_NOTE -> notes.add("ignored: " + sentence);
        }
    }

    /** Whether this scorecard becomes the baseline is for the caller to say: it may keep another one. */
    private Comparison comparison() {
        return baseline.map(Baseline::origin)
                .map(origin -> new Comparison(origin, "compared with " + accepted(origin)))
                .orElseGet(() -> new Comparison(null, "there was no baseline yet to compare with"));
    }

    /** The accepted version, and whose it is where that is not the candidate's own. */
    private String accepted(Baseline.Origin origin) {
        String version = origin.version().isEmpty() ? "version" : "version " + origin.version();
        String model = origin.model().equals(spec.subject().model()) ? "" : " of " + origin.model();
        boolean sameEnvironment = origin.environment().equals(spec.subject().environment());
        String environment = sameEnvironment
                ? ""
                : origin.environment().isEmpty() ? " for no environment" : " for " + origin.environment();
        String build = origin.build().isEmpty() ? "" : " (" + origin.build() + ")";
        return "the accepted " + version + model + environment + build;
    }

    /** Nothing was compared because there is nothing yet to compare with: not a candidate's fault. */
    private static boolean isFirstRun(List<DimensionResult> results) {
        return results.stream().allMatch(result -> result.outcome() == Outcome.NOT_COMPARED);
    }

    private static String scores(double score, double threshold) {
        return Figures.score(score) + " and needs " + Figures.threshold(threshold);
    }
}
