package io.jenkins.plugins.aidelivery.rollout.router;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend as {@code show stat} tells it (management guide, 9.1 "CSV format").
 *
 * @param algorithm by which it divides requests; empty if HAProxy doesn't say it to us
 * @param cookie that keeps sessions with their server, or empty
 * @param servers in the order of the configuration
 */
record HaproxyBackend(String algorithm, String cookie, List<Server> servers) {
    HaproxyBackend {
        servers = List.copyOf(servers);
    }

    /**
     * A server.
     *
     * @param status such as {@code UP}, {@code no check}, {@code DOWN}, {@code MAINT}, {@code DRAIN}
     * @param weight 0 … 256, what HAProxy really uses now (less than what was set while a server starts slowly)
     * @param active false for a backup, which has traffic only when no other server is left
     */
    record Server(String name, String status, int weight, boolean active) {
        /** Whether it gets new requests, if its weight is above 0. */
        boolean isServing() {
            return active && (status.startsWith("UP") || status.equals("no check"));
        }
    }

    Optional<Server> server(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** The sum of weights that count. */
    int weightOf(List<String> names) {
        return servers.stream()
                .filter(Server::isServing)
                .filter(server -> names.contains(server.name()))
                .mapToInt(Server::weight)
                .sum();
    }

    /** The sum of weights of all servers that count. */
    int weight() {
        return servers.stream()
                .filter(Server::isServing)
                .mapToInt(Server::weight)
                .sum();
    }

    static HaproxyBackend read(String csv) throws IOException {
        List<String> lines =
                csv.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        int head = 0;
        while (head < lines.size() && !lines.get(head).startsWith("# pxname")) {
            head++;
        }
        if (head == lines.size()) {
            throw new IOException("the answer has no table of servers: " + firstLine(csv));
        }
        List<String> names = fields(lines.get(head).substring(2));
        String algorithm = "";
        String cookie = "";
        List<Server> servers = new ArrayList<>();
        for (String line : lines.subList(head + 1, lines.size())) {
            Map<String, String> row = row(names, fields(line));
            if (row.getOrDefault("type", "").equals("1")) {
                algorithm = row.getOrDefault("algo", "");
                cookie = row.getOrDefault("cookie", "");
            } else if (row.getOrDefault("type", "").equals("2")) {
                servers.add(server(row));
            }
        }
        return new HaproxyBackend(algorithm, cookie, servers);
    }

    private static Server server(Map<String, String> row) throws IOException {
        try {
            return new Server(
                    row.getOrDefault("svname", ""),
                    row.getOrDefault("status", ""),
                    Integer.parseInt(row.getOrDefault("weight", "")),
                    row.getOrDefault("act", "").equals("1"));
        } catch (NumberFormatException e) {
            throw new IOException("server '" + row.get("svname") + "' has no weight", e);
        }
    }

    private static List<String> fields(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static Map<String, String> row(List<String> names, List<String> values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }

    static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("nothing");
    }
}
