package io.jenkins.plugins.aidelivery.rollout.connection;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine, without a shell between: its words are its arguments as they are. It sees only those
 * variables of our environment that every program needs and those that are named; it ends in time, with all that it started.
 *
 * @param words the program and its arguments
 * @param directory where it runs
 * @param secrets variables of its environment, beyond the usual ones, whose values are shown to nobody
 * @param values what else its environment holds
 */
public record LocalProgram(
        List<String> words, Path directory, Map<String, String> secrets, Map<String, String> values) {
    private static final Set<String> USUAL = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "SystemRoot",
            "PATHEXT",
            "TEMP",
            "TMP");

    private static final int LARGEST = 1 << 16;
    private static final int SHORTEST_HIDDEN = 4;
    private static final int SHOWN = 300;
    private static final long LAST_WORDS = 300;

    public LocalProgram {
        words = List.copyOf(words);
        secrets = Map.copyOf(secrets);
        values = Map.copyOf(values);
    }

    /** With the usual environment only. */
    public static LocalProgram of(List<String> words, Path directory) {
        return new LocalProgram(words, directory, Map.of(), Map.of());
    }

    /** Variables of our environment that a plan names below {@code env}: values that are shown to nobody. */
    public static Map<String, String> secrets(SpecCursor in) {
        Map<String, String> secrets = new TreeMap<>();
        for (String name : in.isWritten("env") ? in.texts("env") : List.<String>of()) {
            String value = System.getenv(name);
            if (value == null) {
                in.fault("env", "the environment has no variable " + name);
            } else {
                secrets.put(name, value);
            }
        }
        return secrets;
    }

    /**
     * How it ended.
     *
     * @param output at most 64 kB of it
     * @param complaint what it wrote to the other stream
     */
    public record Ended(int code, String output, String complaint) {}

    /** @throws IOException if it can't be started or doesn't end in time */
    public Ended run(Duration within) throws IOException {
        Process process = start();
        try {
            Reader output = new Reader(process.getInputStream());
            Reader complaint = new Reader(process.getErrorStream());
            process.getOutputStream().close();
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("'" + words.get(0) + "' did not end within " + within.toMillis() / 1000.0
                        + " s and was stopped");
            }
            return new Ended(process.exitValue(), output.text(), complaint.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("'" + words.get(0) + "' was given up: this process is ending", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** @throws IOException also if it ends with another code than 0 */
    public String runWell(Duration within) throws IOException {
        Ended ended = run(within);
        if (ended.code() != 0) {
            throw new IOException("'" + words.get(0) + "' ended with code " + ended.code() + said(ended));
        }
        return ended.output();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().retainAll(USUAL);
        builder.environment().putAll(secrets);
        builder.environment().putAll(values);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("'" + words.get(0) + "' can't be started: " + e.getMessage(), e);
        }
    }

    /** The end of a sentence, without secrets. */
    public String said(Ended ended) {
        String text = hidden((ended.complaint().isBlank() ? ended.output() : ended.complaint())
                .strip()
                .replaceAll("\\s+", " "));
        if (text.isEmpty()) {
            return "";
        }
        return ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    /** A text without our secrets. */
    public String hidden(String text) {
        String hidden = text;
        for (String value : secrets.values()) {
            if (value.length() >= SHORTEST_HIDDEN) {
                hidden = hidden.replace(value, "****");
            }
        }
        return hidden;
    }

    /** The same with places of its words filled in; they go into its environment too, in capitals. */
    public LocalProgram filled(Map<String, String> given) {
        List<String> filled = new ArrayList<>();
        for (String word : words) {
            filled.add(Template.filled(word, given));
        }
        Map<String, String> all = new TreeMap<>(values);
        given.forEach((name, value) -> all.put(name.toUpperCase(Locale.ROOT), value));
        return new LocalProgram(filled, directory, secrets, all);
    }

    /** Its words; no secrets are among them. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** Reads along, so that nobody waits for us, and keeps the beginning. */
    private static final class Reader {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;

        Reader(InputStream in) {
            thread = new Thread(() -> read(in), "output of a program");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[1 << 13];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    keep(buffer, read);
                }
            } catch (IOException e) {
                // It was stopped; what it said before is kept.
                return;
            }
        }

        private synchronized void keep(byte[] buffer, int read) {
            kept.write(buffer, 0, Math.min(read, LARGEST - kept.size()));
        }

        /** Something that it left running may hold the stream open for ever. */
        private String text() throws InterruptedException {
            thread.join(LAST_WORDS);
            synchronized (this) {
                return kept.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
