package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.jenkins.FakeBuild.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** What a build's log says while data is counted. */
public class ScanLogTest {
    private final Console console = new Console();

    @Test
    public void itSaysAgainAndAgainWhatThereIsToSay() throws Exception {
        CountDownLatch asked = new CountDownLatch(4);
        AtomicInteger times = new AtomicInteger();
        try (ScanLog log = ScanLog.of(console, Duration.ofMillis(1), () -> {
            asked.countDown();
            return times.incrementAndGet() == 2 ? Optional.empty() : Optional.of("line " + times);
        })) {
            assertThat(log).isNotNull();
            assertThat(asked.await(5, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(console.text())
                .contains("[AI Delivery] line 1\n[AI Delivery] line 3\n")
                .doesNotContain("line 2");
    }

    @Test
    public void whatIsQuickSaysNothing() {
        try (ScanLog log = ScanLog.of(console, ScanLog.PERIOD, () -> Optional.of("too early"))) {
            assertThat(log).isNotNull();
        }
        assertThat(console.text()).isEmpty();
    }
}
