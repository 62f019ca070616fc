package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.aidelivery.drift.sql.Database;
import io.jenkins.plugins.aidelivery.drift.sql.JdbcTables;
import java.io.IOException;
import java.sql.Driver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Profiles tables of a database, from the controller: credentials don't leave it. The thread is the step's own, which waits; an
 * abort of the build interrupts it, and that cancels the query in the database.
 */
final class ProfileTables {
    private ProfileTables() {}

    /** @throws AbortException with a sentence, if the database has no answer */
    static ProfileRequest.Profiles in(Driver driver, Database database, ProfileRequest request, TaskListener listener)
            throws AbortException, InterruptedException {
        long start = System.nanoTime();
        // How far a database is, only it knows.
        ScanLog log = ScanLog.of(listener, ScanLog.PERIOD, () -> Optional.of(counting(System.nanoTime() - start)));
        try (JdbcTables tables = database.open(driver)) {
            return request.profiles(tables, texts -> tables.relation("", String.join(" ", texts)));
        } catch (IOException e) {
            GateRun.stopIfAborted();
            throw Texts.refusal("drift.noProfile", e.getMessage());
        } finally {
            log.close();
        }
    }

    private static String counting(long nanos) {
        return Texts.text("drift.counting", Long.toString(TimeUnit.NANOSECONDS.toSeconds(nanos)));
    }
}
