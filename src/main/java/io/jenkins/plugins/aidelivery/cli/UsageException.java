package io.jenkins.plugins.aidelivery.cli;

/** Something the caller has to correct; the message is the whole answer. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
