package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Where a database is and who asks it.
 *
 * @param url as its driver wants it
 * @param user empty where the URL is enough
 * @param password never shown by anything here
 * @param longest that a statement may take
 */
public record Database(String url, String user, String password, Duration longest) {
    /** Drivers wait for an unreachable machine as long as the system does, some for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a URL should not have in it: a password after a name of it, or between a user and the machine. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([?&;](?:password|pwd|sslpassword|accesstoken|token|secret)=|//[^/@?:]*:(?=[^/@?]*@))[^&;@/?\\s\"']+");

    /** So that those who run the database see who asks; drivers refuse settings that they don't know. */
    private static final Map<String, String> WHO = Map.of("postgresql", "ApplicationName", "trino", "source");

    /**
     * Opens a connection and reads from it only.
     *
     * @throws IOException with a sentence that has no password in it
     */
    public JdbcTables open(Driver driver) throws IOException {
        FutureTask<Connection> connecting = new FutureTask<>(() -> driver.connect(url, properties()));
        Thread thread = new Thread(connecting, "AI Delivery: connects to a database");
        thread.setDaemon(true);
        thread.start();
        try {
            Connection connection = connecting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (connection == null) {
                throw new EvidenceException("the driver " + driver.getClass().getName() + " doesn't take this URL");
            }
            return JdbcTables.of(connection, this);
        } catch (ExecutionException e) {
            throw complaint("no connection to the database", e.getCause());
        } catch (SQLException e) {
            throw complaint("the database takes no questions", e);
        } catch (TimeoutException e) {
            closeLate(connecting);
            throw new EvidenceException(
                    "no connection to the database: no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            closeLate(connecting);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("aborted while connecting to the database");
        }
    }

    /** What comes after nobody waits any more is closed again. */
    private static void closeLate(FutureTask<Connection> connecting) {
        Thread closer = new Thread(
                () -> {
                    try (Connection late = connecting.get()) {
                        late.abort(Runnable::run);
                    } catch (SQLException | ExecutionException | InterruptedException | RuntimeException e) {
                        // There is none, which is what is wanted.
                    }
                },
                "AI Delivery: closes a late connection");
        closer.setDaemon(true);
        closer.start();
    }

    /** What follows {@code jdbc:}. */
    String product() {
        String[] parts = url.split(":", 3);
        return parts.length > 1 ? parts[1] : "";
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        if (WHO.containsKey(product())) {
            properties.setProperty(WHO.get(product()), "Jenkins AI Delivery");
        }
        return properties;
    }

    /** An error of the driver as a sentence: its first line, without secrets, should they be in there. */
    EvidenceException complaint(String what, Throwable e) {
        String message = String.valueOf(e.getMessage()).strip().split("\\R")[0];
        if (!password.isEmpty()) {
            message = message.replace(password, "****");
        }
        // Not as a cause: its message and those of its own causes would be printed with it.
        return new EvidenceException(what + ": " + withoutSecrets(message));
    }

    private static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll("$1****");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return withoutSecrets(url);
    }
}
