package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** Of a comparison. */
    static Map<String, Object> of(DriftRun.Stored stored) {
        DriftReport report = stored.report();
        DriftReport.Verdict verdict = report.decision().verdict();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", stored.id());
        data.put("verdict", verdict.name());
        data.put("passed", verdict == DriftReport.Verdict.PASS);
        data.put(
                "share",
                verdict == DriftReport.Verdict.SKIPPED
                        ? null
                        : number(report.decision().share()));
        data.put("threshold", number(report.decision().threshold()));
        data.put("name", report.subject().name());
        data.put("reference", report.subject().reference());
        data.put("referenceRows", report.subject().referenceRows());
        data.put("current", report.subject().current());
        data.put("currentRows", report.subject().currentRows());
        data.put("reasons", new ArrayList<>(report.decision().reasons()));
        data.put(
                "drifted",
                report.columns().stream()
                        .filter(column -> column.outcome() == Outcome.DRIFT)
                        .map(ColumnDrift::name)
                        .collect(Collectors.toCollection(ArrayList::new)));
        data.put("url", stored.url());
        List<Object> columns = new ArrayList<>();
        report.columns().forEach(column -> columns.add(column(column)));
        data.put("columns", columns);
        List<Object> checks = new ArrayList<>();
        report.checks().forEach(check -> checks.add(check(check)));
        data.put("checks", checks);
        return data;
    }

    private static Map<String, Object> check(TableCheck check) {
        Map<String, Object> data = new LinkedHashMap<>();
        ColumnDrift.Score score = check.score();
        data.put("id", check.id());
        data.put("group", check.group().name().toLowerCase(Locale.ROOT));
        data.put("title", check.title());
        data.put("outcome", check.outcome().words());
        data.put("alarm", check.outcome() == Outcome.DRIFT);
        data.put("critical", check.critical());
        data.put("reference", check.reference() == null ? null : number(check.reference()));
        data.put("value", score == null ? null : number(score.value()));
        data.put("low", score == null ? null : number(score.low()));
        data.put("high", score == null ? null : number(score.high()));
        data.put("rule", score == null ? null : score.rule());
        data.put("threshold", score == null ? null : number(score.threshold()));
        data.put("p", score == null || score.p() == null ? null : number(score.p()));
        data.put("reason", check.reason());
        return data;
    }

    private static Map<String, Object> column(ColumnDrift column) {
        Map<String, Object> data = new LinkedHashMap<>();
        ColumnDrift.Score score = column.score();
        data.put("name", column.name());
        data.put("role", column.role().name().toLowerCase(Locale.ROOT));
        data.put("outcome", column.outcome().words());
        data.put("drifted", column.outcome() == Outcome.DRIFT);
        data.put("method", score == null ? null : score.method());
        data.put("score", score == null ? null : number(score.value()));
        data.put("threshold", score == null ? null : number(score.threshold()));
        data.put("p", score == null || score.p() == null ? null : number(score.p()));
        data.put("reason", column.reason());
        return data;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
