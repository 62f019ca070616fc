package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sets the weights of a backend's servers. An epoch is kept where the configuration declares a variable for it,
 * {@code set-var proc.epoch_BACKEND int(0)} in its section {@code global}; without, HAProxy takes orders from everybody.
 */
final class HaproxyRouter implements Router {
    /** Percent; what a plan rounds to is no fault of HAProxy. */
    private static final double NEAR_ENOUGH = 0.05;

    /** What divides requests otherwise than by weights that can change (configuration manual, "balance"). */
    private static final Set<String> UNFIT = Set.of("leastconn", "first", "static-rr");

    /** What sends equal requests to equal servers. */
    private static final Set<String> HASHED = Set.of("source", "uri", "url_param", "hdr", "rdp-cookie", "hash");

    private static final Pattern VALUE = Pattern.compile("value=<(\\d+)>");

    private final HaproxySocket socket;
    private final Sides sides;
    private final Executor executor;

    /**
     * Who is who.
     *
     * @param canary names of servers
     * @param stable names of servers
     */
    record Sides(String backend, List<String> canary, List<String> stable) {
        Sides {
            canary = List.copyOf(canary);
            stable = List.copyOf(stable);
        }

        HaproxyWeights nearest(double percent) {
            return HaproxyWeights.nearest(percent, canary.size(), stable.size());
        }

        boolean has(String server) {
            return canary.contains(server) || stable.contains(server);
        }
    }

    HaproxyRouter(HaproxySocket socket, Sides sides, Executor executor) {
        this.socket = socket;
        this.sides = sides;
        this.executor = executor;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        return blocking(() -> {
            List<String> obstacles = new ArrayList<>();
            demand.weights().stream().sorted().forEach(weight -> {
                HaproxyWeights nearest = sides.nearest(Percent.checked(weight));
                if (Math.abs(nearest.percent() - weight) > NEAR_ENOUGH) {
                    obstacles.add(Percent.text(weight) + " % can't be set with "
                            + sides.canary().size()
                            + " canary and " + sides.stable().size() + " stable servers, whose weights are whole"
                            + " numbers up to 256; the nearest is " + Percent.text(nearest.percent()) + " %");
                }
            });
            try {
                HaproxyBackend backend = backend();
                obstacles.addAll(unfitServers(backend));
                obstacles.addAll(unfitBackend(backend, demand.sticky()));
                mayWrite();
            } catch (IOException e) {
                obstacles.add(e.getMessage());
            }
            return obstacles;
        });
    }

    private List<String> unfitServers(HaproxyBackend backend) {
        List<String> obstacles = new ArrayList<>();
        Stream.concat(sides.canary().stream(), sides.stable().stream()).forEach(name -> {
            String who = "server '" + name + "' of backend '" + sides.backend() + "'";
            backend.server(name)
                    .ifPresentOrElse(
                            server -> {
                                if (!server.active()) {
                                    obstacles.add(who + " is a backup, which gets no part of the traffic");
                                } else if (!server.isServing()) {
                                    obstacles.add(who + " is " + server.status() + " and gets no traffic");
                                }
                            },
                            () -> obstacles.add(socket + " knows no server '" + name + "' in backend '"
                                    + sides.backend() + "', only " + names(backend)));
        });
        backend.servers().stream()
                .filter(server -> server.isServing() && server.weight() > 0 && !sides.has(server.name()))
                .forEach(server -> obstacles.add("server '" + server.name() + "' of backend '" + sides.backend()
                        + "' gets traffic too, but is neither canary nor stable"));
        return obstacles;
    }

    private static String names(HaproxyBackend backend) {
        return String.join(
                ", ",
                backend.servers().stream().map(HaproxyBackend.Server::name).toList());
    }

    private List<String> unfitBackend(HaproxyBackend backend, boolean sticky) throws IOException {
        List<String> obstacles = new ArrayList<>();
        if (UNFIT.contains(backend.algorithm())) {
            obstacles.add("backend '" + sides.backend() + "' balances by " + backend.algorithm()
                    + ", which doesn't divide requests by weights that change; use roundrobin or random");
        }
        if (sticky && backend.cookie().isEmpty() && !HASHED.contains(backend.algorithm()) && !hasStickTable()) {
            obstacles.add("backend '" + sides.backend()
                    + "' has no cookie and no stick table, so that a session would not keep its side");
        }
        return obstacles;
    }

    private boolean hasStickTable() throws IOException {
        return socket.ask("show table").contains("# table: " + sides.backend() + ",");
    }

    /** Asks for something that nobody has: who may not write is told so first. */
    private void mayWrite() throws IOException {
        if (socket.ask("set server " + sides.backend() + "/ai-delivery-asks weight 0")
                .contains("Permission denied")) {
            throw new IOException(socket + " lets us read but not write: its 'stats socket' needs 'level admin'");
        }
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        HaproxyWeights weights = sides.nearest(Percent.checked(percent));
        return blocking(() -> {
            List<String> commands = new ArrayList<>(claim(epoch));
            List<String> canary = commands(sides.canary(), weights.canary());
            List<String> stable = commands(sides.stable(), weights.stable());
            // The heavier side first: at no time are all weights 0.
            commands.addAll(weights.canary() > weights.stable() ? canary : stable);
            commands.addAll(weights.canary() > weights.stable() ? stable : canary);
            String said = socket.ask(String.join(";", commands));
            if (!said.isBlank()) {
                throw new IOException(socket + " refused to set weights of backend '" + sides.backend() + "': "
                        + HaproxyBackend.firstLine(said));
            }
            return null;
        });
    }

    private List<String> commands(List<String> servers, int weight) {
        return servers.stream()
                .map(server -> "set server " + sides.backend() + "/" + server + " weight " + weight)
                .toList();
    }

    /** Two that ask in the same moment may both come through; the later order holds and the other's read-back shows it. */
    private List<String> claim(long epoch) throws IOException {
        String variable = "proc.epoch_" + sides.backend().replaceAll("\\W", "_");
        Matcher kept = VALUE.matcher(socket.ask("get var " + variable));
        if (!kept.find()) {
            return List.of();
        }
        if (Long.parseLong(kept.group(1)) > epoch) {
            throw new IOException(socket + " has had orders of epoch " + kept.group(1) + "; this one, of epoch " + epoch
                    + ", is outdated and was refused");
        }
        return List.of("experimental-mode on", "set var " + variable + " int(" + epoch + ")");
    }

    @Override
    public CompletionStage<Double> weight() {
        return blocking(() -> {
            HaproxyBackend backend = backend();
            int all = backend.weight();
            if (all == 0) {
                throw new IOException("backend '" + sides.backend() + "' of " + socket
                        + " has no server that gets traffic: all are down or have a weight of 0");
            }
            return Percent.ALL * backend.weightOf(sides.canary()) / all;
        });
    }

    private HaproxyBackend backend() throws IOException {
        // 6: backends (2) and servers (4).
        String said = socket.ask("show stat " + sides.backend() + " 6 -1");
        if (said.contains("No such proxy")) {
            throw new IOException(socket + " knows no backend '" + sides.backend() + "'");
        }
        if (!said.contains("# pxname")) {
            throw new IOException(socket + " did not answer as HAProxy's runtime API does; is that the address of"
                    + " a 'stats socket'?");
        }
        return HaproxyBackend.read(said);
    }

    private <T> CompletionStage<T> blocking(Blocking.Work<T> work) {
        return Blocking.call(executor, socket.toString(), Blocking.WITHIN, work);
    }

    @Override
    public void close() {
        // Every question has a connection of its own.
    }
}
