package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Of measures that are there once a grouping column, the worst; a column that could not be judged is the worst of all. */
final class WorstGroups {
    private final Map<String, Candidate> worst = new LinkedHashMap<>();

    /**
     * The worst so far.
     *
     * @param why the reason why it could not be judged; empty if it could
     */
    private record Candidate(Amount amount, String why, String column) {
        boolean isWorseThan(Candidate other) {
            if (!why.isEmpty() || !other.why.isEmpty()) {
                return !why.isEmpty() && other.why.isEmpty();
            }
            return amount.direction() == Direction.HIGHER
                    ? amount.value() < other.amount.value()
                    : amount.value() > other.amount.value();
        }
    }

    void found(String name, Amount amount, String column) {
        add(name, new Candidate(amount, "", column));
    }

    void missing(String name, Direction direction, String why, String column) {
        add(name, new Candidate(Amount.value(Double.NaN, Unit.RATIO, direction), why, column));
    }

    private void add(String name, Candidate more) {
        worst.merge(name, more, (one, other) -> other.isWorseThan(one) ? other : one);
    }

    /** Records them without a slice, each with the column that decided. */
    void record(MeasureWriter out) throws IOException {
        for (Map.Entry<String, Candidate> one : worst.entrySet()) {
            Candidate candidate = one.getValue();
            if (candidate.why().isEmpty()) {
                out.put(one.getKey(), Slice.ALL, candidate.amount(), candidate.column());
            } else {
                Direction direction = candidate.amount().direction();
                out.error(one.getKey(), Slice.ALL, direction, candidate.why(), candidate.column());
            }
        }
    }
}
