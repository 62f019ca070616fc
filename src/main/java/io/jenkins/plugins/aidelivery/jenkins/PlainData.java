package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as the maps, lists, texts and numbers that a sandboxed script may read and a restart may save. Numbers that
 * are not known are null.
 */
final class PlainData {
    private PlainData() {}

    static Map<String, Object> of(GateRun.Stored stored) {
        Scorecard scorecard = stored.scorecard();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", stored.id());
        data.put("verdict", scorecard.verdict().name());
        data.put("passed", scorecard.verdict() == Verdict.PASS);
        data.put("score", number(scorecard.decision().score()));
        data.put("threshold", number(scorecard.decision().threshold()));
        data.put("risk", scorecard.decision().risk().text());
        data.put("model", scorecard.subject().model());
        data.put("version", scorecard.subject().version());
        data.put("environment", scorecard.subject().environment());
        data.put("reasons", new ArrayList<>(scorecard.decision().reasons()));
        data.put("url", stored.url());
        List<Object> dimensions = new ArrayList<>();
        scorecard.dimensions().forEach(dimension -> dimensions.add(dimension(dimension)));
        data.put("dimensions", dimensions);
        return data;
    }

    private static Map<String, Object> dimension(DimensionResult dimension) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", dimension.name());
        data.put("score", number(dimension.score()));
        data.put("threshold", number(dimension.threshold()));
        data.put("outcome", dimension.outcome().text());
        List<Object> criteria = new ArrayList<>();
        dimension.criteria().forEach(criterion -> criteria.add(criterion(criterion)));
        data.put("criteria", criteria);
        return data;
    }

    private static Map<String, Object> criterion(CriterionResult criterion) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", criterion.id());
        data.put("measure", criterion.label());
        data.put("value", number(criterion.observed().value()));
        data.put("baseline", number(criterion.observed().baseline()));
        data.put("outcome", criterion.outcome().text());
        data.put("reason", criterion.reason());
        return data;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
