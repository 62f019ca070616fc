package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.Average;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What promptfoo's rows, or those of one provider or prompt, say together. */
final class PromptfooTally {
    private static final int MOST_NAMED_SCORES = 1000;

    /** The repeats of one test. */
    private static final class Repeats {
        private int rows;
        private int passed;

        boolean agree() {
            return passed == 0 || passed == rows;
        }
    }

    private final Map<PromptfooRow.End, Long> ends = new HashMap<>();
    private final Map<UUID, Repeats> tests = new HashMap<>();
    private final Map<String, Average> namedScores = new LinkedHashMap<>();
    private final Average score = new Average();
    private final Durations latency = new Durations();
    private double cost;
    private boolean costKnown;
    private long tokens;
    private long cached;

    void add(PromptfooRow row) throws EvidenceException {
        ends.merge(row.end(), 1L, Long::sum);
        Repeats repeats = tests.computeIfAbsent(row.test(), key -> new Repeats());
        repeats.rows++;
        repeats.passed += row.end() == PromptfooRow.End.PASSED ? 1 : 0;
        score.add(row.score().orElse(row.end() == PromptfooRow.End.PASSED ? 1 : 0));
        row.latency().ifPresent(latency::add);
        costKnown |= row.cost().isPresent();
        cost += row.cost().orElse(0);
        tokens += row.tokens();
        cached += row.isCached() ? 1 : 0;
        for (JsonEntry named : row.namedScores().children()) {
            double weight = row.weight(named.name());
            if (weight > 0 && named.isPresent()) {
                Average average = namedScores.computeIfAbsent(named.name(), key -> new Average());
                average.add(named.number().orElse(Double.NaN), weight);
            }
        }
        if (namedScores.size() > MOST_NAMED_SCORES) {
            throw new EvidenceException("more than " + MOST_NAMED_SCORES + " named scores");
        }
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    long notPassed() {
        return rows() - count(PromptfooRow.End.PASSED);
    }

    private long rows() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    private long count(PromptfooRow.End end) {
        return ends.getOrDefault(end, 0L);
    }

    void record(Slice slice, Recorder out, String place) throws EvidenceException {
        long passed = count(PromptfooRow.End.PASSED);
        long errors = count(PromptfooRow.End.ERROR);
        out.add("total", slice, Amount.count(rows(), Direction.HIGHER), place);
        out.add("passed", slice, Amount.count(passed, Direction.HIGHER), place);
        out.add("failed", slice, Amount.count(count(PromptfooRow.End.FAILED), Direction.LOWER), place);
        out.add("errors", slice, Amount.count(errors, Direction.LOWER), place);
        out.add("pass_rate", slice, passRate(passed), place);
        out.add("error_rate", slice, Amount.share(errors, rows(), Direction.LOWER), place);
        out.add("score", slice, score.amount(Unit.NUMBER, Direction.HIGHER, tests.size()), place + "/*/score");
        if (costKnown) {
            out.add("cost", slice, Amount.total(cost, Unit.DOLLARS, Direction.LOWER), place + "/*/cost");
        }
        if (tokens > 0) {
            out.add("tokens", slice, Amount.count(tokens, Direction.LOWER), place + "/*/tokenUsage/total");
        }
        for (Map.Entry<String, Average> named : namedScores.entrySet()) {
            Amount amount = named.getValue().amount(Unit.NUMBER, Direction.HIGHER);
            out.add("named." + named.getKey(), slice, amount, place + "/*/namedScores");
        }
        recordLatency(slice, out, place + "/*/latencyMs");
        recordRepeats(slice, out, place);
    }

    private void recordLatency(Slice slice, Recorder out, String place) throws EvidenceException {
        if (latency.isEmpty()) {
            return;
        }
        Amount mean = latency.average().amount(Unit.SECONDS, Direction.LOWER);
        out.add("latency.mean", slice, mean, place);
        out.add("latency.p50", slice, Amount.value(latency.quantile(0.50), Unit.SECONDS, Direction.LOWER), place);
        out.add("latency.p95", slice, Amount.value(latency.quantile(0.95), Unit.SECONDS, Direction.LOWER), place);
    }

    private void recordRepeats(Slice slice, Recorder out, String place) throws EvidenceException {
        long groups = tests.values().stream().filter(test -> test.rows > 1).count();
        if (groups == 0) {
            return;
        }
        long agreeing = tests.values().stream()
                .filter(test -> test.rows > 1 && test.agree())
                .count();
        long always = tests.values().stream()
                .filter(test -> test.rows > 1 && test.passed == test.rows)
                .count();
        out.add("repeat_consistency", slice, Amount.share(agreeing, groups, Direction.HIGHER), place);
        out.add("repeat_pass_all", slice, Amount.share(always, groups, Direction.HIGHER), place);
    }

    /**
     * Passed of all. Repeats of a test are no new tests: with them the share is as precise as what the tests' own rates,
     * clusters of unequal size, say of it (the ratio estimator's variance; Cochran, Sampling Techniques, 1977, 2.11).
     */
    private Amount passRate(long passed) {
        Amount share = Amount.share(passed, rows(), Direction.HIGHER);
        long clusters = tests.size();
        if (clusters == rows() || clusters < 2) {
            return clusters == rows() ? share : share.with(new Sampling.Share(rows(), clusters));
        }
        double rate = share.value();
        double squares = 0;
        for (Repeats test : tests.values()) {
            double deviation = test.passed - rate * test.rows;
            squares += deviation * deviation;
        }
        double variance = squares * clusters / (clusters - 1.0) / ((double) rows() * rows());
        double effective = variance > 0 ? rate * (1 - rate) / variance : clusters;
        return share.with(new Sampling.Share(rows(), Math.min(rows(), effective)));
    }

    /** What a reader of the page should know of the figures. */
    void remark(Recorder out) {
        if (count(PromptfooRow.End.ERROR) > 0) {
            out.note(
                    count(PromptfooRow.End.ERROR)
                            + " rows ended in an error: they count as not passed, and named scores and latencies are without them");
        }
        if (cached > 0) {
            out.note(cached + " answers came out of promptfoo's cache; latencies are without them");
        }
        if (tests.size() < rows()) {
            out.note("tests were repeated: " + rows() + " rows are " + tests.size() + " tests");
        }
    }
}
