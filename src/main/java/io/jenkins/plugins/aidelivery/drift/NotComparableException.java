package io.jenkins.plugins.aidelivery.drift;

/** Two columns can't be compared; the message is a sentence that goes on after the column's name. */
final class NotComparableException extends Exception {
    private static final long serialVersionUID = 1;

    NotComparableException(String message) {
        super(message);
    }
}
