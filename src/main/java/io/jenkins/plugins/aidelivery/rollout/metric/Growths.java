package io.jenkins.plugins.aidelivery.rollout.metric;

/** Growths that somebody else counted. */
final class Growths {
    private Growths() {}

    /** The answer to a question about a growth; what is no number or negative counts nothing. */
    static Answer of(double value, String what) {
        if (!Double.isFinite(value)) {
            return new Answer.Blind(what + " is " + value + ", which counts nothing");
        }
        return value < 0
                ? new Answer.Wrong(what + " is " + value + ", and a growth is not negative")
                : new Answer.Increase(value);
    }
}
