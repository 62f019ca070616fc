package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.rules.TemporaryFolder;

/** A directory in which commands are run, and what they print. Nothing that they print ever looks like a crash. */
final class Shell extends TemporaryFolder {
    static final String GATE = """
            model: fraud-detector
            evidence: [reports/*.xml]
            criteria:
              - { measure: tests.success_rate, min: 100% }
            environments:
              staging: { overall: 70 }
              production: { overall: 90 }
            """;

    /** What a command left behind. */
    record Result(int code, String out, String err) {
        /** The lines of both, without those that are the same after every mistake. */
        List<String> complaint() {
            return err.lines().filter(line -> !line.startsWith("Try: ")).toList();
        }
    }

    Path path(String name) {
        return getRoot().toPath().resolve(name);
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(path(name));
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(getRoot().toPath())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Puts a real model's test report where the gate looks: all of the candidate's pass, one of the weak one's fails. */
    void tested(String model) throws IOException {
        Files.createDirectories(path("reports"));
        Files.writeString(
                path("reports/TEST-model.xml"),
                Files.readString(Checkout.file("examples/breast-cancer/models/" + model + "/reports/TEST-model.xml")));
    }

    /** Runs a command in this directory. */
    Result run(String... arguments) {
        return anywhere(Stream.concat(Stream.of("-C", getRoot().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    static Result anywhere(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        Result result = new Result(code, out.toString(), err.toString());
        assertThat(result.out() + result.err())
                .doesNotContain("\tat ", "Exception", "io.jenkins.plugins", "com.fasterxml", "java.")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        assertThat(code).isIn(0, 1, 2, 3, 64);
        return result;
    }
}
