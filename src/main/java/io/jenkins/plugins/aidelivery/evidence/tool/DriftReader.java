package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Our own drift reports, {@code drift --json FILE} (schema 1): the share of columns that drifted, each column's score, and checks of the whole table. */
public final class DriftReader implements ReportReader {
    private static final int NEWEST = 1;

    private static final Set<String> COLUMN = Set.of("name", "outcome", "reason", "score", "role");

    private static final Set<String> CHECK = Set.of("id", "outcome", "reason", "score");

    private static final Set<String> VERDICTS = Set.of("PASS", "CONDITIONAL", "FAIL", "SKIPPED");

    @Override
    public String format() {
        return "drift";
    }

    @Override
    public String family() {
        return "drift";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/schema") && head.has("/subject/currentRows") && head.has("/decision/verdict");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        List<JsonEntry> decisions = new ArrayList<>();
        Columns columns = new Columns(out);
        DriftChecks checks = new DriftChecks(out);
        new JsonWalk()
                .on("/schema", DriftReader::check)
                .on("/evaluatedAt", at -> out.produced(Instant.ofEpochMilli(at.count())))
                .on("/decision", decisions::add)
                .on("/columns/*", COLUMN::contains, columns::add)
                .on("/checks/*", CHECK::contains, checks::add)
                .walk(report);
        JsonEntry decision = decisions.get(0);
        Status status = status(decision);
        JsonEntry share = decision.at("share");
        double drifted = status.state() == Status.State.MISSING
                ? Double.NaN
                : share.number().orElse(Double.NaN);
        out.add("share", Slice.ALL, Amount.value(drifted, Unit.RATIO, Direction.LOWER), status, share.place());
        if (status.state() == Status.State.MISSING) {
            Amount none = Amount.value(Double.NaN, Unit.COUNT, Direction.LOWER);
            out.add("columns", Slice.ALL, none, status, "/columns");
        } else {
            out.add("columns", Slice.ALL, Amount.count(columns.drifted, Direction.LOWER), status, "/columns");
            out.add("judged", Amount.count(columns.judged, Direction.HIGHER), "/columns");
            checks.done(status);
        }
    }

    private static void check(JsonEntry schema) throws EvidenceException {
        if (schema.count() > NEWEST) {
            throw new EvidenceException("written by a newer version (schema " + schema.count()
                    + ", this version reads up to " + NEWEST + ")");
        }
    }

    /** What the check itself found wanting is failed, whatever the gate says. */
    private static Status status(JsonEntry decision) throws EvidenceException {
        String verdict = decision.at("verdict").text();
        if (!VERDICTS.contains(verdict)) {
            throw decision.at("verdict").expected("PASS, CONDITIONAL, FAIL or SKIPPED");
        }
        List<JsonEntry> reasons = decision.at("reasons").children();
        String reason = reasons.isEmpty() ? "" : reasons.get(0).text();
        return switch (verdict) {
            case "FAIL" -> Status.failed(reason.isEmpty() ? "the drift check failed" : reason);
            case "SKIPPED" -> Status.missing(reason.isEmpty() ? "nothing was compared" : reason);
            default -> Status.OK;
        };
    }

    /** The columns one after the other. */
    private static final class Columns {
        private final Recorder out;
        private long judged;
        private long drifted;

        Columns(Recorder out) {
            this.out = out;
        }

        void add(JsonEntry column) throws EvidenceException {
            Slice slice = Slice.of("column", column.at("name").text());
            JsonEntry outcome = column.at("outcome");
            JsonEntry score = column.at("score").at("value");
            // The share is of features; what belongs to the model counts for itself.
            JsonEntry role = column.at("role");
            long counted = role.isPresent() && !role.text().equals("FEATURE") ? 0 : 1;
            switch (outcome.text()) {
                case "DRIFT" -> drifted += counted;
                case "NO_DRIFT", "UNDERPOWERED", "UNDECIDED", "IGNORED" -> {
                    // Has a score, or was not to be judged.
                }
                case "NOT_COMPARABLE" -> {
                    Status missing = Status.missing(column.at("reason").text());
                    out.add("score", slice, amount(Double.NaN), missing, column.place());
                    return;
                }
                default -> throw outcome.expected("an outcome of a comparison");
            }
            if (!outcome.text().equals("IGNORED")) {
                judged += counted;
            }
            if (score.isPresent()) {
                out.add("score", slice, amount(score.number().orElse(Double.NaN)), score.place());
            }
        }

        private static Amount amount(double score) {
            return Amount.value(score, Unit.NUMBER, Direction.LOWER);
        }
    }
}
