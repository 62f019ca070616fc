package io.jenkins.plugins.aidelivery.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Something the caller has to correct; the message is the whole answer. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    /** A file that can't be read or written; what has to be done is the caller's to know. */
    static UsageException about(String what, IOException e) {
        return new UsageException(what + ": " + reason(e));
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException other) {
            return other.getFile() + " is no directory";
        }
        boolean told = e instanceof FileSystemException problem && problem.getReason() != null;
        return told ? ((FileSystemException) e).getReason() : e.getMessage();
    }
}
