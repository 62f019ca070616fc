package io.jenkins.plugins.aidelivery.evidence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

/** A query ends when nobody wants its answer any more. The statements here would take weeks. */
public class StatementWatchTest {
    private static final String ENDLESS = "SELECT SUM(a.range * b.range) FROM range(100000000) a, range(100000000) b";

    @Test
    public void anInterruptStopsTheEngineAndStays() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try (TableEngine engine = TableEngine.open(List.of(), TableEngine.Results.STREAMED)) {
                asked.countDown();
                engine.count(ENDLESS);
            } catch (IOException e) {
                thrown.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        asked.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("the query was stopped, because its build was aborted");
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    public void aStatementThatTakesTooLongIsStopped() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() ->
                            StatementWatch.guard(statement, Duration.ofMillis(1), () -> statement.execute(ENDLESS)))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("the query was stopped, because it took too long");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    public void whatTheDriverSaysOtherwiseIsPassedOn() throws Exception {
        Duration day = Duration.ofDays(1);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement wrong = connection.createStatement();
                Statement right = connection.createStatement()) {
            assertThatThrownBy(() -> StatementWatch.guard(wrong, day, () -> wrong.execute("SELECT nothing")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("nothing");
            assertThat(StatementWatch.guard(right, day, () -> right.execute("SELECT 1")))
                    .isTrue();
        }
    }
}
