package io.jenkins.plugins.aidelivery.drift.performance;

/** There is nothing to measure, which its message says why. */
public final class NotMeasurableException extends Exception {
    private static final long serialVersionUID = 1;

    public NotMeasurableException(String sentence) {
        super(sentence);
    }
}
