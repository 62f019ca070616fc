package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Judgement;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Kind;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of the way, with what was known at the end of each. */
final class PhaseHistory {
    private final List<Phase> ended = new ArrayList<>();
    private Optional<Open> open = Optional.empty();

    /** The part that goes on. */
    private record Open(
            Kind kind, int index, String name, double weight, long since, long observed, Optional<Evaluation> last) {
        Open knowing(Evaluation evaluation) {
            long more = evaluation.isBlind() ? 0 : evaluation.to() - evaluation.from();
            return new Open(kind, index, name, weight, since, observed + more, Optional.of(evaluation));
        }

        Phase phase(long at, Decision decision, String reason) {
            return new Phase(
                    kind,
                    name,
                    weight,
                    since,
                    at,
                    observed,
                    last.map(evaluation -> evaluation.verdicts().stream()
                                    .map(Judgement::of)
                                    .toList())
                            .orElse(List.of()),
                    decision,
                    reason);
        }

        Decision decision() {
            return last.map(Evaluation::decision).orElse(Decision.HOLD);
        }
    }

    void add(RolloutState before, RolloutJournal.Line line) {
        if (line.event() instanceof RolloutEvent.Evaluated evaluated) {
            open = open.map(each -> each.knowing(evaluated.evaluation()));
        } else if (line.event() instanceof RolloutEvent.Entered entered) {
            entered(before, entered, line.at());
        }
    }

    private void entered(RolloutState before, RolloutEvent.Entered entered, long at) {
        Optional<Open> next = next(before.plan(), entered, at);
        boolean over = entered.stage().isFinal();
        boolean same = next.isPresent()
                && open.isPresent()
                && next.get().kind() == open.get().kind()
                && next.get().index() == open.get().index();
        if (same || next.isEmpty() && !over) {
            return;
        }
        Decision forced = entered.stage() == Stage.ABORTING ? Decision.ABORT : null;
        open.ifPresent(each ->
                ended.add(each.phase(at, forced == null ? each.decision() : forced, why(each, entered.reason()))));
        open = next;
    }

    /** The way back ends with why it began: what was seen of stable then says more. */
    private static String why(Open phase, String reason) {
        return phase.kind() == Kind.BACK ? phase.last().map(Evaluation::reason).orElse("") : reason;
    }

    private static Optional<Open> next(RolloutPlan plan, RolloutEvent.Entered entered, long at) {
        return switch (entered.stage()) {
            case SHIFTING -> {
                RolloutPlan.Phase phase = plan.phase(entered.phase());
                yield open(Kind.PHASE, entered.phase(), phase.name(), phase.weight(), at);
            }
            case PROMOTING -> open(Kind.PROMOTION, 0, "", RolloutPlan.ALL, at);
            case ABORTING -> open(Kind.BACK, 0, "", 0, at);
            default -> Optional.empty();
        };
    }

    private static Optional<Open> open(Kind kind, int index, String name, double weight, long at) {
        return Optional.of(new Open(kind, index, name, weight, at, 0, Optional.empty()));
    }

    List<Phase> all() {
        List<Phase> all = new ArrayList<>(ended);
        open.ifPresent(each -> all.add(each.phase(
                0, each.decision(), each.last().map(Evaluation::reason).orElse(""))));
        return all;
    }
}
