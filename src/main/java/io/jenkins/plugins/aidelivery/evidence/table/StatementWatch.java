package io.jenkins.plugins.aidelivery.evidence.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops a statement when the thread that waits for its answer is interrupted, or has waited long enough: drivers take no
 * notice of an interrupt. A driver that doesn't obey {@link Statement#cancel} either loses its connection.
 */
public final class StatementWatch {
    private static final long LOOK_MILLIS = 50;

    /** A statement that hasn't begun can't be cancelled, so it is tried again. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A cancelled statement that goes on for longer has nobody on the other side. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Statement statement;
    private final Thread waiting = Thread.currentThread();
    private final long deadline;
    private boolean over;
    private boolean timedOut;

    private StatementWatch(Statement statement, Duration longest) {
        this.statement = statement;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /** What is done with a statement. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws SQLException, IOException;
    }

    /**
     * Does something with a statement for as long as nobody wants it to end.
     *
     * @param longest that it may take
     * @throws InterruptedIOException with a sentence, if it was stopped; an interrupt stays, for whoever can end the rest
     */
    public static <T> T guard(Statement statement, Duration longest, Work<T> work) throws SQLException, IOException {
        StatementWatch watch = new StatementWatch(statement, longest);
        Thread thread = new Thread(watch::look, "AI Delivery: watches a query");
        thread.setDaemon(true);
        thread.start();
        try {
            return work.done();
        } catch (SQLException e) {
            throw watch.explained(e);
        } finally {
            watch.end();
        }
    }

    private synchronized SQLException explained(SQLException e) throws InterruptedIOException {
        if (waiting.isInterrupted() || timedOut) {
            InterruptedIOException stopped = new InterruptedIOException(
                    "the query was stopped, because " + (timedOut ? "it took too long" : "its build was aborted"));
            stopped.initCause(e);
            throw stopped;
        }
        return e;
    }

    private synchronized void look() {
        try {
            while (!over && !waiting.isInterrupted() && !timedOut) {
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
                timedOut = System.nanoTime() - deadline > 0;
            }
            long stopped = System.nanoTime();
            while (!over) {
                if (System.nanoTime() - stopped > GRACE_NANOS) {
                    statement.getConnection().abort(Runnable::run);
                    return;
                }
                statement.cancel();
                TimeUnit.NANOSECONDS.timedWait(this, AGAIN_NANOS);
            }
        } catch (SQLException | InterruptedException e) {
            // It can't be stopped, or is over: the thread that waits for it gets to hear of it.
            over = true;
        }
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }
}
