package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * promptfoo's output as JSON (results of version 2 and 3) or JSON lines. Everything is counted row by row: a row is a test
 * of one prompt at one provider. A row that ended in an error did not pass.
 */
public final class PromptfooReader implements ReportReader {
    /** What is read of a row. */
    private static final Set<String> ROW = Set.of(
            "success",
            "score",
            "failureReason",
            "latencyMs",
            "cost",
            "error",
            "namedScores",
            "gradingResult",
            "provider",
            "prompt",
            "promptIdx",
            "promptId",
            "testIdx",
            "testCase",
            "vars",
            "tokenUsage",
            "response");

    /** More providers and prompts than anybody compares in one file. */
    private static final int MOST_SLICES = 1000;

    @Override
    public String format() {
        return "promptfoo";
    }

    @Override
    public String family() {
        return "eval";
    }

    @Override
    public boolean recognises(Head head) {
        boolean whole = head.has("/results/results")
                || head.has("/results/stats")
                || head.has("/results/prompts")
                || head.has("/results/version");
        boolean row = head.has("/success") && head.has("/gradingResult") && head.has("/prompt");
        return whole && (head.has("/evalId") || head.has("/results/table") || head.has("/config")) || row;
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Rows rows = new Rows();
        boolean lines = !report.head().has("/results");
        JsonWalk walk = new JsonWalk();
        if (lines) {
            walk.on("", ROW::contains, rows::add);
        } else {
            walk.on("/results/results/*", ROW::contains, rows::add)
                    .on("/results/stats", rows::stats)
                    .on("/results/timestamp", value -> made(value, out));
        }
        walk.walk(report);
        rows.record(out, lines ? "each line" : "/results/results");
    }

    private static void made(JsonEntry value, Recorder out) {
        try {
            out.produced(Instant.parse(value.text()));
        } catch (DateTimeParseException e) {
            // Then the file's own time counts.
        }
    }

    private static final class Rows {
        private final PromptfooTally all = new PromptfooTally();
        private final Map<String, PromptfooTally> byProvider = new LinkedHashMap<>();
        private final Map<String, PromptfooTally> byPrompt = new LinkedHashMap<>();
        private JsonEntry stats = JsonEntry.NONE;

        void add(JsonEntry row) throws EvidenceException {
            PromptfooRow one = new PromptfooRow(row);
            all.add(one);
            part(byProvider, one.provider()).add(one);
            part(byPrompt, one.prompt()).add(one);
        }

        private static PromptfooTally part(Map<String, PromptfooTally> parts, String name) throws EvidenceException {
            PromptfooTally part = parts.computeIfAbsent(name, key -> new PromptfooTally());
            if (parts.size() > MOST_SLICES) {
                throw new EvidenceException("more than " + MOST_SLICES + " providers or prompts");
            }
            return part;
        }

        void stats(JsonEntry value) {
            stats = value;
        }

        void record(Recorder out, String place) throws EvidenceException {
            if (all.isEmpty()) {
                throw new EvidenceException(place + ": no test was run");
            }
            long told = stats.at("failures").count() + stats.at("errors").count();
            if (told > all.notPassed()) {
                throw new EvidenceException("/results/stats counts " + told + " failures and errors, but the rows show "
                        + all.notPassed() + "; rows are missing");
            }
            all.record(Slice.ALL, out, place);
            for (Map.Entry<String, PromptfooTally> part : byProvider.entrySet()) {
                part.getValue().record(Slice.of("provider", part.getKey()), out, place);
            }
            if (byPrompt.size() > 1) {
                for (Map.Entry<String, PromptfooTally> part : byPrompt.entrySet()) {
                    part.getValue().record(Slice.of("prompt", part.getKey()), out, place);
                }
            }
            all.remark(out);
        }
    }
}
