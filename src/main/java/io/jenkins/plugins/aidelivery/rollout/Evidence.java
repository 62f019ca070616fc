package io.jenkins.plugins.aidelivery.rollout;

import java.util.Optional;

/**
 * What was seen in this phase.
 *
 * @param from when what is measured began to be of this weight, epoch milliseconds
 * @param judgedTo until when it was judged
 * @param observed milliseconds that were observed
 * @param blindSince when answers stopped coming; {@link #NEVER} if they come
 * @param last the last look; empty if there was none at this weight
 * @param slow whether there is reason for care
 * @param calm looks in a row that showed none
 * @param unjudged whether nobody watched for a while, so that something has to be judged before anything goes forward
 */
record Evidence(
        long from,
        long judgedTo,
        long observed,
        long blindSince,
        Optional<Evaluation> last,
        boolean slow,
        int calm,
        boolean unjudged) {
    static final long NEVER = Long.MIN_VALUE;

    static final Evidence NONE = new Evidence(0, NEVER, 0, NEVER, Optional.empty(), false, 0, false);

    /** Below this evidence of harm, a slow rollout may go at its own pace again. */
    private static final double CALM = 5;

    private static final int CALM_LOOKS = 2;

    /** In another phase. */
    Evidence anew() {
        return new Evidence(from, judgedTo, 0, NEVER, Optional.empty(), false, 0, unjudged);
    }

    /** The weight is being moved: what was decided is of the old one. */
    Evidence undecided() {
        return new Evidence(from, judgedTo, observed, blindSince, Optional.empty(), slow, calm, unjudged);
    }

    /** The weight has settled. */
    Evidence since(long at) {
        return new Evidence(at, judgedTo, observed, blindSince, last, slow, calm, unjudged);
    }

    Evidence unwatched() {
        // A decision to go back is kept, one to go on is of a time before the gap.
        Optional<Evaluation> kept =
                last.filter(evaluation -> !evaluation.decision().goesOn());
        return new Evidence(from, judgedTo, observed, blindSince, kept, slow, calm, true);
    }

    /** Whether there is a time from which on it is gathered. */
    boolean hasBegun() {
        return from > 0 || judgedTo != NEVER;
    }

    /** Whether the last answers didn't come. */
    boolean isBlind() {
        return blindSince != NEVER;
    }

    /** Whether the last look was none, because nothing could be read of its time. */
    boolean isMissed() {
        return last.filter(Evaluation::isMissed).isPresent();
    }

    Evidence judged(Evaluation evaluation) {
        boolean blind = evaluation.isBlind();
        boolean care = evaluation.decision() == Decision.SLOW_DOWN;
        int looks = blind ? calm : care ? 0 : evaluation.harm() < CALM ? calm + 1 : 0;
        return new Evidence(
                from,
                evaluation.to(),
                blind ? observed : observed + evaluation.to() - evaluation.from(),
                !blind ? NEVER : blindSince == NEVER ? evaluation.from() : blindSince,
                Optional.of(evaluation),
                care || slow && looks < CALM_LOOKS,
                looks,
                unjudged && evaluation.isMissed());
    }

    /** Where the next window begins. */
    long next() {
        return Math.max(from, judgedTo);
    }

    /** How long there was no answer, milliseconds. */
    long blindFor(long now) {
        return blindSince == NEVER ? 0 : now - blindSince;
    }

    /** What the last look came to. */
    Decision decision() {
        return last.map(Evaluation::decision).orElse(Decision.HOLD);
    }
}
