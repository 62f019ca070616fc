package io.jenkins.plugins.aidelivery.rollout.metric;

/** Ends a reading with an answer that is no number. */
final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private UnansweredException(Answer answer, String reason) {
        super(reason);
        this.answer = answer;
    }

    /** The question can't be answered, now or later. */
    static UnansweredException wrong(String reason) {
        return new UnansweredException(new Answer.Wrong(reason), reason);
    }

    /** There is no answer now. */
    static UnansweredException blind(String reason) {
        return new UnansweredException(new Answer.Blind(reason), reason);
    }

    Answer answer() {
        return answer;
    }
}
