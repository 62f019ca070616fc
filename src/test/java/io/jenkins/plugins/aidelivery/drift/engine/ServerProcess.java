package io.jenkins.plugins.aidelivery.drift.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process that ends when its input does: with this JVM at the latest, however this ends. */
final class ServerProcess {
    // Held open for as long as the server is wanted.
    private final Process process;
    private final Matcher ready;

    private ServerProcess(Process process, Matcher ready) {
        this.process = process;
        this.ready = ready;
    }

    /** @param ready what a line of its output says when it takes connections */
    static ServerProcess start(List<String> command, Pattern ready) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringJoiner said = new StringJoiner("\n");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            Matcher matcher = ready.matcher(line);
            if (matcher.find()) {
                // A server that nobody listens to stands still some time.
                Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "output of " + command.get(0));
                rest.setDaemon(true);
                rest.start();
                return new ServerProcess(process, matcher);
            }
        }
        throw new IOException("ended before it was ready: " + command + "\n" + said);
    }

    String ready(int group) {
        return ready.group(group);
    }

    boolean isRunning() {
        return process.isAlive();
    }
}
