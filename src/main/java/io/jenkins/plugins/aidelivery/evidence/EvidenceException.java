package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;

/** A file can't be used as evidence; the message is a sentence for the person who can act, without the file's name. */
public class EvidenceException extends IOException {
    private static final long serialVersionUID = 1;

    public EvidenceException(String message) {
        super(message);
    }

    public EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
