package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.Test;

public class SteadyClockTest {
    private static final long HOUR = 3_600_000;

    private long real = 10 * HOUR;

    private final Clock machine = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(real);
        }
    };

    @Test
    public void isTheMachinesClockAsLongAsThatGoesForward() {
        SteadyClock clock = new SteadyClock(machine, 0);
        assertThat(clock.now()).isEqualTo(10 * HOUR);
        real += HOUR;
        assertThat(clock.now()).isEqualTo(11 * HOUR);
        assertThat(clock.real(clock.now())).isEqualTo(real);
    }

    @Test
    public void goesOnWhereTheMachinesClockIsSetBack() {
        SteadyClock clock = new SteadyClock(machine, 0);
        clock.now();
        real -= HOUR;
        assertThat(clock.now()).isEqualTo(10 * HOUR);
        real += 5_000;

        assertThat(clock.now()).isEqualTo(10 * HOUR + 5_000);
        assertThat(clock.real(clock.now()))
                .as("what a metric source is asked for")
                .isEqualTo(real);
        assertThat(clock.steady(real)).isEqualTo(clock.now());
    }

    @Test
    public void goesOnFromWhatAJournalSays() {
        SteadyClock clock = new SteadyClock(machine, 12 * HOUR);
        clock.now();
        real += 5_000;
        assertThat(clock.now()).isEqualTo(12 * HOUR + 5_000);
    }
}
