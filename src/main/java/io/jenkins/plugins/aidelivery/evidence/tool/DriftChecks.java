package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;

/** Checks of the whole table in a drift report, one after the other. */
final class DriftChecks {
    private final Recorder out;
    private long judged;
    private long alarms;
    private boolean any;

    DriftChecks(Recorder out) {
        this.out = out;
    }

    void add(JsonEntry check) throws EvidenceException {
        any = true;
        Slice slice = Slice.of("check", check.at("id").text());
        JsonEntry outcome = check.at("outcome");
        JsonEntry value = check.at("score").at("value");
        switch (outcome.text()) {
            case "DRIFT" -> alarms++;
            case "NO_DRIFT", "UNDERPOWERED", "UNDECIDED", "IGNORED" -> {
                // Has a value, or was not to be judged.
            }
            case "NOT_COMPARABLE" -> {
                Status missing = Status.missing(check.at("reason").text());
                out.add("check", slice, Amount.value(Double.NaN, Unit.NUMBER, Direction.NONE), missing, check.place());
                return;
            }
            default -> throw outcome.expected("an outcome of a comparison");
        }
        judged += outcome.text().equals("IGNORED") ? 0 : 1;
        if (value.isPresent()) {
            out.add(
                    "check",
                    slice,
                    Amount.value(value.number().orElse(Double.NaN), Unit.NUMBER, direction(check)),
                    value.place());
        }
    }

    /** An alarm that rings below a limit wants more. */
    private static Direction direction(JsonEntry check) throws EvidenceException {
        JsonEntry rule = check.at("score").at("rule");
        return rule.isPresent() && rule.text().startsWith("<") ? Direction.HIGHER : Direction.LOWER;
    }

    /** Reports from before there were checks have none. */
    void done(Status status) throws EvidenceException {
        if (any) {
            out.add("checks", Slice.ALL, Amount.count(alarms, Direction.LOWER), status, "/checks");
            out.add("checked", Amount.count(judged, Direction.HIGHER), "/checks");
        }
    }
}
