package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.Test;

/** Errors of our own: exit code 70, a sentence, no stack trace. */
public class InternalErrorTest {
    private final StringWriter err = new StringWriter();

    @Test
    public void aBugIsToldAsOne() {
        int code = runWith(new PrintWriter(new StringWriter()) {
            @Override
            public void print(String text) {
                throw new IllegalStateException("the machine catches fire\n\u001b[2Jand burns");
            }
        });

        assertThat(code).isEqualTo(70);
        assertThat(err.toString()).isEqualTo("""
                ai-delivery: an error in this program: IllegalStateException: the machine catches fire
                ?[2Jand burns
                Please report it; AI_DELIVERY_DEBUG=1 in the environment shows where.
                """);
    }

    @Test
    public void tooLittleMemoryIsNoStackTrace() {
        int code = runWith(new PrintWriter(new StringWriter()) {
            @Override
            public void print(String text) {
                throw new OutOfMemoryError("Java heap space");
            }
        });

        assertThat(code).isEqualTo(70);
        assertThat(err.toString()).isEqualTo("ai-delivery: there is not enough memory; java -Xmx… gives it more\n");
    }

    private int runWith(PrintWriter out) {
        return Main.run(out, new PrintWriter(err), "gate", "schema");
    }
}
