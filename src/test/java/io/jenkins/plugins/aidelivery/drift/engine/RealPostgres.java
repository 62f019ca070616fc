package io.jenkins.plugins.aidelivery.drift.engine;

import io.jenkins.plugins.aidelivery.Needed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system's PostgreSQL with a cluster of its own, for as long as this JVM lives: UTF-8, sorted as English people sort
 * (so that what counts on the order of bytes must say so), reachable from this machine with a password.
 */
public final class RealPostgres {
    public static final String USER = "tester";

    /** A server refuses to run as root; Debian's package makes this account. */
    private static final String ACCOUNT = "postgres";

    /** Starts the server and takes everything away when the input ends. */
    private static final String SCRIPT = """
            dir=$1 bin=$2 port=$3
            "$bin/initdb" -D "$dir/data" -U tester -A scram-sha-256 --pwfile="$dir/password" --no-sync \
              -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US
            exec 3<&0
            "$bin/postgres" -D "$dir/data" -h 127.0.0.1 -p "$port" -c unix_socket_directories= \
              -c fsync=off -c synchronous_commit=off -c full_page_writes=off </dev/null &
            server=$!
            { cat; kill -QUIT $server; } <&3 >/dev/null 2>&1 &
            wait $server
            rm -rf "$dir"
            """;

    private static RealPostgres running;

    private final String url;
    private final String password;

    private RealPostgres(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Skips the test, with the reason, where there is none. */
    public static synchronized RealPostgres running() {
        if (running == null) {
            Optional<Path> programs = programs();
            Needed.unless(programs.isPresent(), "PostgreSQL");
            try {
                running = start(programs.orElseThrow());
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
        return running;
    }

    /** Where Debian has them (the newest), where Homebrew does, or where most others do. */
    private static Optional<Path> programs() {
        Stream<Path> versions = Stream.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
                .flatMap(RealPostgres::entries)
                .map(version -> version.resolve("bin"));
        return Stream.concat(versions, Stream.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                .findFirst();
    }

    private static Stream<Path> entries(String directory) {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            return entries.sorted(Comparator.reverseOrder()).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static RealPostgres start(Path programs) throws IOException {
        Path directory = Files.createTempDirectory("postgres-");
        String password = UUID.randomUUID().toString();
        Path file = Files.writeString(directory.resolve("password"), password);
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            var account =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT);
            Files.setOwner(directory, account);
            Files.setOwner(file, account);
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
        }
        int port = freePort();
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", directory.toString(), programs.toString(), "" + port));
        ServerProcess.start(command, Pattern.compile("ready to accept connections"));
        return new RealPostgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres", password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return url;
    }

    public String password() {
        return password;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, USER, password);
    }
}
