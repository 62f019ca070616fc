package io.jenkins.plugins.aidelivery.rollout.ends;

import io.jenkins.plugins.aidelivery.Needed;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server of the system in a directory of its own; it ends with this JVM at the latest, however this ends. */
final class RealProgram implements AutoCloseable {
    /** The first process reads our end of a pipe, which nobody else holds. */
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null &
            server=$!
            { cat; kill $server; } <&3 >/dev/null 2>&1 &
            wait $server
            """;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final Path directory;
    private final Process process;

    private RealProgram(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Where a program is; skips the test, with the reason, where it isn't. */
    static Path needed(String program, String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        Optional<Path> found = Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
        Needed.unless(found.isPresent(), name);
        return found.orElseThrow();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param port that answers when the program is ready */
    static RealProgram start(Path directory, List<String> command, int port) throws IOException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealProgram program = new RealProgram(directory, process);
        long until = System.nanoTime() + PATIENCE;
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                String said = Files.readString(log);
                program.close();
                throw new IOException("does not start: " + command + "\n" + said);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return program;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it and takes its directory away. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("can't be cleared away: " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
