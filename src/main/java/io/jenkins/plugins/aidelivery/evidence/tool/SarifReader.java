package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Pointer;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * SARIF 2.1.0 (OASIS), which linters and security scanners write. What counts is what is wrong now: results of kind
 * "fail" that are neither suppressed nor gone since the baseline. Counts are there, as 0, when nothing was found, but a
 * tool that did not finish, or did not look, makes errors of them.
 */
public final class SarifReader implements ReportReader {
    /** What is read of a result; code flows and messages can be large. */
    private static final Set<String> RESULT =
            Set.of("ruleId", "ruleIndex", "rule", "kind", "level", "suppressions", "baselineState", "properties");

    private static final Set<String> RULE = Set.of("id", "defaultConfiguration", "properties");

    @Override
    public String format() {
        return "sarif";
    }

    @Override
    public String family() {
        return "findings";
    }

    @Override
    public boolean recognises(Head head) {
        boolean says = head.value("/version").filter("2.1.0"::equals).isPresent()
                || head.value("/$schema")
                        .filter(schema -> schema.contains("sarif"))
                        .isPresent();
        boolean shows = head.has("/runs/0/tool/driver/name")
                || head.has("/runs/0/results/0/message")
                || head.has("/runs/0/results/0/ruleId");
        return head.has("/runs") && (says || shows);
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Map<String, SarifRun> runs = new LinkedHashMap<>();
        new JsonWalk()
                .onList("/runs/*/results", place -> run(runs, place).looked())
                .on(
                        "/runs/*/results/*",
                        RESULT::contains,
                        value -> run(runs, value.place()).result(value))
                .on("/runs/*/invocations/*", value -> run(runs, value.place()).invocation(value, out))
                .on(
                        "/runs/*/tool/driver/name",
                        value -> run(runs, value.place()).name(value.text()))
                .on(
                        "/runs/*/tool/driver/rules/*",
                        RULE::contains,
                        value -> run(runs, value.place()).rule(value))
                .on(
                        "/runs/*/tool/extensions/*/rules/*",
                        RULE::contains,
                        value -> run(runs, value.place()).rule(value))
                .walk(report);
        if (runs.isEmpty()) {
            throw new EvidenceException("/runs: no tool has run");
        }
        Map<String, Tally> byTool = new LinkedHashMap<>();
        Tally all = new Tally();
        for (SarifRun run : runs.values()) {
            Map<FindingKind, Long> counts = run.counts(out);
            all.add(counts, run);
            byTool.computeIfAbsent(run.name(), name -> new Tally()).add(counts, run);
        }
        all.record(Slice.ALL, out);
        for (Map.Entry<String, Tally> tool : byTool.entrySet()) {
            tool.getValue().record(Slice.of("tool", tool.getKey()), out);
        }
    }

    private static SarifRun run(Map<String, SarifRun> runs, String place) {
        return runs.computeIfAbsent(Pointer.segments(place).get(1), SarifRun::new);
    }

    /** The counts of some runs together. */
    private static final class Tally {
        private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
        private Status status = Status.OK;
        private boolean compared = true;
        private String place = "";

        void add(Map<FindingKind, Long> more, SarifRun run) {
            more.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
            status = status.isOk() ? run.status() : status;
            compared = compared && run.isCompared();
            place = place.isEmpty() ? run.place() : place;
        }

        void record(Slice slice, Recorder out) throws EvidenceException {
            for (FindingKind kind : FindingKind.values()) {
                boolean unknown = kind == FindingKind.NEW && status.isOk() && !compared;
                Status own = unknown
                        ? Status.missing("which findings are new is unknown: the tool compared with no baseline")
                        : status;
                kind.record(counts, slice, own, out, place);
            }
        }
    }
}
