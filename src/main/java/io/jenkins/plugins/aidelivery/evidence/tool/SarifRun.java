package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.Pointer;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of one tool in a SARIF file. Rules may come after the results that they explain, so results are kept as counts
 * of those that are alike.
 */
final class SarifRun {
    /** Each is a rule with a level and a state, of which real tools have some hundreds. */
    private static final int MOST_DIFFERENT = 200_000;

    /** Where the rule of a result stands: by index in a component, if the tool says so, else by its id. */
    private record RuleRef(String component, String index, String id) {}

    /** Results that are alike in all that counts. */
    private record Result(RuleRef rule, String level, String severity, boolean suppressed, boolean isNew) {}

    private final String index;
    private final Map<Result, Long> results = new HashMap<>();
    private final Map<String, SarifRule> rulesByPlace = new HashMap<>();
    private final Map<String, SarifRule> rulesById = new HashMap<>();
    private String name = "unknown tool";
    private String failure = "";
    private String firstError = "";
    private long toolErrors;
    private long withState;
    private long withoutState;
    private boolean looked;

    /** @param index of the run in the file */
    SarifRun(String index) {
        this.index = index;
    }

    void name(String text) {
        name = text.isEmpty() ? name : text;
    }

    String name() {
        return name;
    }

    String place() {
        return "/runs/" + index + "/results";
    }

    /** There is a list of results; without one the tool did not look (SARIF 2.1.0, §3.14.23). */
    void looked() {
        looked = true;
    }

    void rule(JsonEntry value) {
        List<String> place = Pointer.segments(value.place());
        String component = String.join("/", place.subList(3, place.size() - 2));
        SarifRule rule = SarifRule.of(value);
        rulesByPlace.put(component + "/" + place.get(place.size() - 1), rule);
        rulesById.putIfAbsent(rule.id(), rule);
    }

    void result(JsonEntry value) throws EvidenceException {
        String kind = value.at("kind").text();
        String state = value.at("baselineState").text();
        if (!(kind.isEmpty() || kind.equals("fail")) || state.equals("absent")) {
            return;
        }
        boolean suppressed = isSuppressed(value);
        if (!suppressed) {
            withState += state.isEmpty() ? 0 : 1;
            withoutState += state.isEmpty() ? 1 : 0;
        }
        Result result = new Result(
                rule(value, value.at("rule")),
                value.at("level").text(),
                SarifRule.severity(value),
                suppressed,
                state.isEmpty() || state.equals("new"));
        results.merge(result, 1L, Long::sum);
        if (results.size() > MOST_DIFFERENT) {
            throw new EvidenceException(
                    value.place() + ": more than " + MOST_DIFFERENT + " different kinds of results");
        }
    }

    private static RuleRef rule(JsonEntry result, JsonEntry reference) {
        String extension = reference.at("toolComponent").at("index").node().asText("");
        String id = result.at("ruleId").text();
        return new RuleRef(
                extension.isEmpty() ? "driver" : "extensions/" + extension,
                result.at("ruleIndex")
                        .node()
                        .asText(reference.at("index").node().asText("")),
                id.isEmpty() ? reference.at("id").text() : id);
    }

    /** A suppression that is under review or was rejected does not suppress (§3.27.23, §3.35.3). */
    private static boolean isSuppressed(JsonEntry result) {
        List<JsonEntry> suppressions = result.at("suppressions").children();
        return !suppressions.isEmpty()
                && suppressions.stream()
                        .noneMatch(one -> one.at("status").text().matches("underReview|rejected"));
    }

    void invocation(JsonEntry value, Recorder out) throws EvidenceException {
        for (String list : new String[] {"toolExecutionNotifications", "toolConfigurationNotifications"}) {
            for (JsonEntry notification : value.at(list).children()) {
                if (notification.at("level").text().equals("error")) {
                    toolErrors++;
                    String text = notification.at("message").at("text").text();
                    firstError = firstError.isEmpty() ? text : firstError;
                }
            }
        }
        JsonEntry successful = value.at("executionSuccessful");
        if (successful.isPresent() && !successful.isTrue()) {
            String description = value.at("exitCodeDescription").text();
            failure = firstError.isEmpty() ? description : firstError;
            failure = failure.isEmpty() ? "it does not say why" : failure;
        }
        try {
            out.produced(Instant.parse(value.at("endTimeUtc").text()));
        } catch (DateTimeParseException e) {
            // Optional, and then the file's own time counts.
        }
    }

    Status status() {
        if (!failure.isEmpty()) {
            return Status.error(name + " did not finish its work: " + failure);
        }
        return looked ? Status.OK : Status.error(name + " did not look: its run has no list of results");
    }

    /** Whether "new" means anything: the tool compared with a baseline, or there is nothing to compare. */
    boolean isCompared() {
        return withState > 0 || withoutState == 0;
    }

    Map<FindingKind, Long> counts(Recorder out) {
        Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
        results.forEach((result, count) -> count(result, count, counts, out));
        counts.put(FindingKind.TOOL_ERRORS, toolErrors);
        if (toolErrors > 0 && failure.isEmpty()) {
            out.note(name + " reports " + toolErrors + (toolErrors == 1 ? " error" : " errors")
                    + " of its own, so it did not see everything: " + firstError);
        }
        return counts;
    }

    private void count(Result result, long count, Map<FindingKind, Long> counts, Recorder out) {
        if (result.suppressed()) {
            counts.merge(FindingKind.SUPPRESSED, count, Long::sum);
            return;
        }
        SarifRule rule = find(result.rule());
        String level = level(result, rule, out);
        counts.merge(FindingKind.TOTAL, count, Long::sum);
        switch (level) {
            case "error" -> counts.merge(FindingKind.ERROR, count, Long::sum);
            case "warning" -> counts.merge(FindingKind.WARNING, count, Long::sum);
            case "note" -> counts.merge(FindingKind.NOTE, count, Long::sum);
            default -> {
                // "none": it has no severity, but it is there.
            }
        }
        if (result.isNew()) {
            counts.merge(FindingKind.NEW, count, Long::sum);
        }
        rule.grade(result.severity(), level).ifPresent(grade -> counts.merge(grade, count, Long::sum));
    }

    private SarifRule find(RuleRef reference) {
        SarifRule rule = rulesByPlace.get(reference.component() + "/" + reference.index());
        String id = reference.id();
        if (rule != null && (id.isEmpty() || id.equals(rule.id()) || id.startsWith(rule.id() + "/"))) {
            return rule;
        }
        // A result may name a part of a rule, CA1000/1 (§3.27.5).
        while (!rulesById.containsKey(id) && id.contains("/")) {
            id = id.substring(0, id.lastIndexOf('/'));
        }
        return rulesById.getOrDefault(id, SarifRule.UNKNOWN);
    }

    /** The result's own, else the rule's, else "warning" (§3.27.10). */
    private String level(Result result, SarifRule rule, Recorder out) {
        String level = result.level().isEmpty() ? rule.level() : result.level();
        if (level.isEmpty()) {
            return "warning";
        }
        if (!level.matches("error|warning|note|none")) {
            out.note(name + " writes the level '" + level + "', which SARIF does not have; it counts as an error");
            return "error";
        }
        return level;
    }
}
