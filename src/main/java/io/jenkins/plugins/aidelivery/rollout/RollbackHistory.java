package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Cause;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Impact;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Kind;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Recovery;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Judgement;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal says about a way back, and about whether there should be one. */
final class RollbackHistory {
    /** Evidence of harm from which something is wrong; as where a decision takes more care. */
    private static final double SUSPICIOUS = 10;

    private final ExposureHistory exposure = new ExposureHistory();
    private final Map<String, Long> troubled = new HashMap<>();
    private Optional<Evaluation> last = Optional.empty();
    private Optional<Evaluation> compared = Optional.empty();
    private Optional<Evaluation> recovery = Optional.empty();
    private Optional<Cause> cause = Optional.empty();
    private Optional<Action> failed = Optional.empty();
    private String person = "";
    private long decidedAt;
    private long restoredAt;
    private long asOf;

    void add(RolloutState before, RolloutJournal.Line line) {
        RolloutEvent event = line.event();
        exposure.add(before, line);
        asOf = line.at();
        if (event instanceof RolloutEvent.Evaluated evaluated) {
            evaluated(before, evaluated.evaluation());
        } else if (event instanceof RolloutEvent.Failed failure) {
            failed = Optional.of(failure.action());
        } else if (event instanceof RolloutEvent.Ordered) {
            person = line.actor();
        } else if (event instanceof RolloutEvent.Seen seen && cause.isPresent() && seen.weight() == 0) {
            restoredAt = restoredAt == 0 ? line.at() : restoredAt;
        } else if (event instanceof RolloutEvent.Entered entered
                && entered.stage() == Stage.ABORTING
                && cause.isEmpty()) {
            cause = Optional.of(cause(before, entered, line));
            decidedAt = line.at();
        }
    }

    private void evaluated(RolloutState before, Evaluation evaluation) {
        if (before.stage().isGoingBack()) {
            recovery = Optional.of(evaluation);
            return;
        }
        last = Optional.of(evaluation);
        compared = before.isPromoted() ? compared : last;
        for (MetricVerdict verdict : evaluation.verdicts()) {
            boolean trouble = verdict.word() == Word.HARM
                    || verdict.word() == Word.LIMIT_BROKEN
                    || verdict.word() == Word.BLIND
                    || verdict.harm() >= SUSPICIOUS;
            if (trouble) {
                troubled.putIfAbsent(verdict.metric(), evaluation.from());
            } else {
                troubled.remove(verdict.metric());
            }
        }
    }

    private Cause cause(RolloutState before, RolloutEvent.Entered entered, RolloutJournal.Line line) {
        String phase =
                before.phase() < 0 ? "" : before.plan().phase(before.phase()).name();
        double weight = Double.isNaN(before.seen()) ? before.wanted() : before.seen();
        List<Judgement> judged = before.last()
                .filter(evaluation -> evaluation.decision() == Decision.ABORT)
                .filter(evaluation -> evaluation.reason().equals(entered.reason()))
                .map(RollbackHistory::deciding)
                .orElse(List.of());
        if (!judged.isEmpty()) {
            return new Cause(kind(judged.get(0)), line.actor(), entered.reason(), phase, weight, judged);
        }
        boolean ordered = before.isOrdered(RolloutEvent.Order.ABORT);
        Kind kind = ordered ? Kind.PERSON : otherKind(before, line.at());
        String reason = ordered ? before.reason() : entered.reason();
        return new Cause(kind, ordered ? person : line.actor(), reason, phase, weight, List.of());
    }

    private Kind otherKind(RolloutState before, long at) {
        if (at - before.begunAt() >= before.plan().times().deadline()) {
            return Kind.DEADLINE;
        }
        return failed.filter(Action.RunHook.class::isInstance).isPresent() ? Kind.HOOK : Kind.ROUTER;
    }

    private static Kind kind(Judgement judgement) {
        return switch (judgement.word()) {
            case LIMIT_BROKEN -> Kind.LIMIT;
            case HARM -> Kind.HARM;
            case BLIND -> Kind.BLIND;
            default -> Kind.SCARCE;
        };
    }

    /** The rules that an evaluation's reason names: its words begin with theirs. */
    private static List<Judgement> deciding(Evaluation evaluation) {
        List<Judgement> named = evaluation.verdicts().stream()
                .filter(verdict -> evaluation.reason().contains(verdict.metric() + ": " + verdict.reason()))
                .map(Judgement::of)
                .toList();
        return named.isEmpty()
                ? evaluation.verdicts().stream()
                        .filter(verdict -> !verdict.allows())
                        .map(Judgement::of)
                        .toList()
                : named;
    }

    Optional<RollbackAnalysis> analysis(RolloutState state) {
        return cause.map(why -> {
            Recovery recovered = recovered(state);
            Impact impact = exposure.impact(seenAt(why), decidedAt, restoredAt, asOf);
            return new RollbackAnalysis(why, impact, recovered, new RollbackAdvice(state, why, recovered).sentences());
        });
    }

    private long seenAt(Cause why) {
        return why.judgements().stream()
                .mapToLong(judgement -> troubled.getOrDefault(judgement.rule(), decidedAt))
                .min()
                .orElse(decidedAt);
    }

    private Recovery recovered(RolloutState state) {
        return new Recovery(
                state.stage().isFinal()
                        ? recovery.map(RollbackHistory::known).orElse(RollbackAnalysis.State.UNKNOWN)
                        : RollbackAnalysis.State.OPEN,
                recovery.map(Evaluation::reason).orElse(""));
    }

    private static RollbackAnalysis.State known(Evaluation evaluation) {
        if (evaluation.decision() == Decision.CONTINUE) {
            return RollbackAnalysis.State.WELL;
        }
        return evaluation.verdicts().stream().anyMatch(verdict -> verdict.word() == Word.LIMIT_BROKEN)
                ? RollbackAnalysis.State.UNWELL
                : RollbackAnalysis.State.UNKNOWN;
    }

    /** Asked only where the new version has, or is getting, all traffic as the stable one. */
    Optional<RollbackNecessity> necessity(RolloutState state) {
        return state.stage().isPromoted()
                ? Optional.of(RollbackNecessity.judge(
                        state.plan(),
                        last.map(Evaluation::verdicts).orElse(List.of()),
                        previous(state),
                        RollbackNecessity.Thresholds.DEFAULT))
                : Optional.empty();
    }

    private RollbackNecessity.Previous previous(RolloutState state) {
        return RollbackNecessity.Previous.of(
                state.plan(),
                compared.map(Evaluation::verdicts).orElse(List.of()),
                state.stage() != Stage.SUCCEEDED,
                RollbackNecessity.Thresholds.DEFAULT);
    }
}
