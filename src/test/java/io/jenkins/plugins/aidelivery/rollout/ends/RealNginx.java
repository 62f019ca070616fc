package io.jenkins.plugins.aidelivery.rollout.ends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The system's nginx between two model servers, upstreams {@code canary} and {@code stable}; it includes a file that divides. */
public final class RealNginx implements AutoCloseable {
    private static final String FIRST = """
            split_clients "$remote_addr$request_id" $side {
                * stable;
            }
            map "" $side_weight {
                default "0";
            }
            """;

    private final RealProgram program;
    private final Path executable;
    private final Path directory;
    private final int port;

    private RealNginx(RealProgram program, Path executable, Path directory, int port) {
        this.program = program;
        this.executable = executable;
        this.directory = directory;
        this.port = port;
    }

    /** Skips the test, with the reason, where there is none. */
    public static RealNginx between(ModelServer canary, ModelServer stable) throws IOException {
        Path executable = RealProgram.needed("nginx", "nginx");
        Path directory = Files.createTempDirectory("nginx-");
        int port = RealProgram.freePort();
        Files.writeString(directory.resolve("split.conf"), FIRST);
        Files.writeString(
                directory.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                worker_processes 2;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  include %1$s/split.conf;
                  upstream canary { server %2$s; }
                  upstream stable { server %3$s; }
                  server {
                    listen 127.0.0.1:%4$d;
                    location = /weight { return 200 $side_weight; }
                    location / { proxy_pass http://$side; }
                  }
                }
                """.formatted(directory, canary.address(), stable.address(), port));
        List<String> command = List.of(
                executable.toString(),
                "-e",
                directory.resolve("error.log").toString(),
                "-c",
                directory.resolve("nginx.conf").toString());
        return new RealNginx(RealProgram.start(directory, command, port), executable, directory, port);
    }

    /** That it includes; it sets {@code $side}. */
    public Path file() {
        return directory.resolve("split.conf");
    }

    /** Where requests come in; {@code /weight} tells which weight it has loaded. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A setting of a plan: what tests its configuration. */
    public String test() {
        return command("-t");
    }

    /** A setting of a plan: what has it load its configuration. */
    public String reload() {
        return command("-s, reload");
    }

    private String command(String option) {
        return "[%s, -e, %s/error.log, -c, %s/nginx.conf, %s]".formatted(executable, directory, directory, option);
    }

    /** A plan's router, but for the URL at which the weight is served. */
    public String settings() {
        return "file: %s, canary: canary, stable: stable, variable: side, test: %s, reload: %s"
                .formatted(file(), test(), reload());
    }

    @Override
    public void close() {
        program.close();
    }
}
