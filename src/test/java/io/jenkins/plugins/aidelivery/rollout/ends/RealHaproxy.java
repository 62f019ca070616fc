package io.jenkins.plugins.aidelivery.rollout.ends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The system's HAProxy before model servers, on free ports of this machine. */
public final class RealHaproxy implements AutoCloseable {
    public static final String BACKEND = "fraud";

    private final RealProgram program;
    private final Path directory;
    private final int api;
    private final int readOnly;
    private final int front;

    private RealHaproxy(RealProgram program, Path directory, int api, int readOnly, int front) {
        this.program = program;
        this.directory = directory;
        this.api = api;
        this.readOnly = readOnly;
        this.front = front;
    }

    /** With servers {@code new1}, which has no traffic, and {@code old1}, which has all of it. */
    public static RealHaproxy between(ModelServer canary, ModelServer stable) throws IOException {
        return start("", """
                balance roundrobin
                server new1 %s weight 0
                server old1 %s weight 100
                """.formatted(canary.address(), stable.address()));
    }

    /**
     * Skips the test, with the reason, where there is none.
     *
     * @param global lines of the configuration's first section
     * @param backend lines of the backend {@value #BACKEND}, and of others behind it
     */
    public static RealHaproxy start(String global, String backend) throws IOException {
        Path program = RealProgram.needed("haproxy", "HAProxy");
        Path directory = Files.createTempDirectory("haproxy-");
        int api = RealProgram.freePort();
        int readOnly = RealProgram.freePort();
        int front = RealProgram.freePort();
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), """
                global
                  stats socket ipv4@127.0.0.1:%d level admin
                  stats socket ipv4@127.0.0.1:%d level operator
                  stats socket %s level admin
                  %s
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 30s
                  timeout server 30s
                frontend front
                  bind 127.0.0.1:%d
                  default_backend fraud
                backend fraud
                %s
                """.formatted(
                        api, readOnly, directory.resolve("api.sock"), global, front, backend));
        List<String> command = List.of(program.toString(), "-db", "-f", configuration.toString());
        return new RealHaproxy(RealProgram.start(directory, command, front), directory, api, readOnly, front);
    }

    /** Of the runtime API. */
    public String address() {
        return "127.0.0.1:" + api;
    }

    /** Of the runtime API for those who may only look. */
    public String readOnlyAddress() {
        return "127.0.0.1:" + readOnly;
    }

    /** Of the runtime API, the path of a socket. */
    public String socket() {
        return directory.resolve("api.sock").toString();
    }

    /** Where requests come in. */
    public String url() {
        return "http://127.0.0.1:" + front;
    }

    @Override
    public void close() {
        program.close();
    }
}
