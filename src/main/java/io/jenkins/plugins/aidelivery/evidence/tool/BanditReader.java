package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;

/** Bandit's own JSON. Its severities are graded as its SARIF levels are: HIGH is an error, MEDIUM a warning, LOW a note. */
public final class BanditReader implements ReportReader {
    @Override
    public String format() {
        return "bandit";
    }

    @Override
    public String family() {
        return "findings";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/metrics/_totals") && head.has("/errors");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
        new JsonWalk()
                .on("/results/*", "issue_severity"::equals, value -> count(value, counts))
                .on("/errors/*", value -> {
                    counts.merge(FindingKind.TOOL_ERRORS, 1L, Long::sum);
                    out.note("Bandit could not scan " + value.at("filename").text() + ": "
                            + value.at("reason").text());
                })
                .on("/generated_at", value -> made(value, out))
                .walk(report);
        for (Slice slice : new Slice[] {Slice.ALL, Slice.of("tool", "Bandit")}) {
            for (FindingKind kind : FindingKind.values()) {
                if (kind != FindingKind.NEW && kind != FindingKind.SUPPRESSED) {
                    kind.record(counts, slice, Status.OK, out, "/results");
                }
            }
        }
    }

    private static void count(JsonEntry result, Map<FindingKind, Long> counts) throws EvidenceException {
        JsonEntry severity = result.at("issue_severity");
        FindingKind level = switch (severity.text()) {
            case "HIGH" -> FindingKind.ERROR;
            case "MEDIUM" -> FindingKind.WARNING;
            case "LOW", "UNDEFINED" -> FindingKind.NOTE;
            default -> throw severity.expected("HIGH, MEDIUM or LOW");
        };
        counts.merge(FindingKind.TOTAL, 1L, Long::sum);
        counts.merge(level, 1L, Long::sum);
        FindingKind.ofWord(severity.text()).ifPresent(grade -> counts.merge(grade, 1L, Long::sum));
    }

    private static void made(JsonEntry value, Recorder out) {
        try {
            out.produced(Instant.parse(value.text()));
        } catch (DateTimeParseException e) {
            // Then the file's own time counts.
        }
    }
}
