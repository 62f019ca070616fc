package io.jenkins.plugins.aidelivery.drift.engine;

import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Trino's own test server (see {@code src/test/trino}) with a coordinator, a worker and tables in memory, for as long as
 * this JVM lives. It takes about ten seconds to start.
 */
public final class RealTrino {
    public static final String USER = "tester";

    /** What Trino 483 runs on. */
    private static final int JAVA = 25;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private static RealTrino running;

    private final String url;

    private RealTrino(String url) {
        this.url = url;
    }

    /** Skips the test, with the reason, where there is none. */
    public static synchronized RealTrino running() {
        if (running == null) {
            Optional<Path> java = java();
            Path libraries = Checkout.file("src/test/trino/target/lib");
            Needed.unless(java.isPresent() && Files.isDirectory(libraries), "JDK 25 and the Trino test server");
            try {
                running = start(java.orElseThrow(), libraries);
            } catch (IOException e) {
                throw new IllegalStateException("Trino does not start", e);
            }
        }
        return running;
    }

    private static Optional<Path> java() {
        Stream<Path> named = Stream.of("JAVA25_HOME", "JAVA_HOME")
                .map(System.getenv()::get)
                .filter(home -> home != null && !home.isEmpty())
                .map(Path::of);
        Stream<Path> usual = Stream.of("/usr/lib/jvm", "/opt").map(Path::of).flatMap(RealTrino::entries);
        Stream<Path> mac =
                entries(Path.of("/Library/Java/JavaVirtualMachines")).map(jdk -> jdk.resolve("Contents/Home"));
        return Stream.of(named, usual, mac)
                .flatMap(homes -> homes)
                .filter(RealTrino::isNewEnough)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isNewEnough(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Integer.parseInt(version.group(1)) >= JAVA;
        } catch (IOException e) {
            return false;
        }
    }

    private static RealTrino start(Path java, Path libraries) throws IOException {
        ServerProcess server = ServerProcess.start(
                List.of(
                        java.toString(),
                        "-Xmx1g",
                        "--add-modules=jdk.incubator.vector",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        libraries + "/*",
                        Checkout.file("src/test/trino/TrinoServer.java").toString()),
                Pattern.compile("^port (\\d+)$"));
        return new RealTrino("jdbc:trino://127.0.0.1:" + server.ready(1) + "/memory/default");
    }

    public String url() {
        return url;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, USER, null);
    }
}
