package hudson.util;

import java.io.IOException;

public abstract class FormValidation extends IOException {
    private static final long serialVersionUID = 1;

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }

    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation ok() {
        return new FormValidation(Kind.OK, null) {
            private static final long serialVersionUID = 1;
        };
    }

    public static FormValidation warning(String message) {
        return new FormValidation(Kind.WARNING, message) {
            private static final long serialVersionUID = 1;
        };
    }

    public static FormValidation error(String message) {
        return new FormValidation(Kind.ERROR, message) {
            private static final long serialVersionUID = 1;
        };
    }
}
