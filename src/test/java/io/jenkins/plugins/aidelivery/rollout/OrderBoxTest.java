package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OrderBoxTest {
    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private Rollouts.Running rollout;
    private OrderBox box;
    private Path journal;

    @Before
    public void begin() throws Exception {
        String plan = """
                name: fraud
                rules: [ { errors: { events: e, total: t, max: 5% } } ]
                router: { command: { set: [sleep, "60"], read: [sleep, "60"] } }
                metrics: { prometheus: { url: "http://localhost:1", sides: { canary: { track: a }, stable: { track: b } } } }
                """;
        // Its steps are never taken: only its orders matter here.
        Rollouts rollouts = new Rollouts(directory.getRoot().toPath(), step -> {}, alarms, Clock.systemUTC());
        rollout = rollouts.begin(BadPlansTest.read(plan), "tester", (state, event) -> {});
        journal = rollouts.journal(rollout.id());
        box = new OrderBox(journal);
    }

    @After
    public void end() {
        alarms.shutdownNow();
    }

    private List<String> given() throws IOException {
        return RolloutJournal.read(journal).stream()
                .map(RolloutJournal.Line::event)
                .filter(RolloutEvent.Ordered.class::isInstance)
                .map(event -> ((RolloutEvent.Ordered) event).order() + " " + ((RolloutEvent.Ordered) event).reason())
                .toList();
    }

    @Test
    public void givesOrdersAsTheyCame() throws Exception {
        for (int i = 0; i < 12; i++) {
            box.leave(i % 2 == 0 ? Order.PAUSE : Order.RESUME, "mia", "" + i, "");
        }
        box.deliver(rollout);

        assertThat(given()).first().isEqualTo("PAUSE 0");
        assertThat(given()).last().isEqualTo("RESUME 11");
        assertThat(given())
                .map(order -> order.substring(order.indexOf(' ') + 1))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    }

    @Test
    public void givesAnOrderOnce() throws Exception {
        box.leave(Order.PAUSE, "mia", "once", "");
        box.deliver(rollout);
        box.deliver(rollout);

        assertThat(given()).containsExactly("PAUSE once");
    }

    @Test
    public void givesTheOthersWhereOneCannotBeRead() throws Exception {
        Files.writeString(journal.resolveSibling(journal.getFileName() + ".0.order"), "{");
        Files.writeString(
                journal.resolveSibling(journal.getFileName() + ".1.order"), "{\"schema\":1,\"person\":\"x\"}");
        box.leave(Order.ABORT, "mia", "no", "");

        assertThatThrownBy(() -> box.deliver(rollout)).isInstanceOf(IOException.class);
        assertThat(given()).containsExactly("ABORT no");
        box.deliver(rollout);
        assertThat(given()).containsExactly("ABORT no");
    }
}
