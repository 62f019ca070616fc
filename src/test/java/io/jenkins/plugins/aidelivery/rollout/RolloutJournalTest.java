package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RolloutJournalTest {
    private static final RolloutEvent EVENT = new RolloutEvent.Ordered(RolloutEvent.Order.PAUSE, "“später”", "");

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private Path file;

    @Before
    public void name() {
        file = directory.getRoot().toPath().resolve("fraud-1.jsonl");
    }

    private static RolloutEvent said(String reason) {
        return new RolloutEvent.Ordered(RolloutEvent.Order.PAUSE, reason, "");
    }

    private List<String> reasons() throws IOException {
        return RolloutJournal.read(file).stream()
                .map(line -> ((RolloutEvent.Ordered) line.event()).reason())
                .toList();
    }

    @Test
    public void dropsALastLineThatEndsInTheMiddleOfACharacter() throws IOException {
        try (RolloutJournal journal = RolloutJournal.open(file)) {
            journal.add(1, "mia", EVENT);
            journal.add(2, "mia", EVENT);
        }
        byte[] all = Files.readAllBytes(file);
        int cut = new String(all, StandardCharsets.ISO_8859_1).lastIndexOf('Ã') + 1;
        Files.write(file, Arrays.copyOf(all, cut));

        assertThat(RolloutJournal.read(file)).hasSize(1);
        try (RolloutJournal journal = RolloutJournal.open(file)) {
            assertThat(journal.past()).hasSize(1);
            journal.add(3, "mia", EVENT);
        }
        assertThat(RolloutJournal.read(file)).hasSize(2);
    }

    @Test
    public void isWrittenByAThreadThatWasInterruptedAndByThoseAfterIt() throws IOException {
        try (RolloutJournal journal = RolloutJournal.open(file)) {
            Thread.currentThread().interrupt();
            journal.add(1, "mia", said("one"));
            assertThat(Thread.interrupted()).isTrue();

            journal.add(2, "mia", said("two"));
        }

        assertThat(reasons()).containsExactly("one", "two");
    }

    @Test
    public void saysWhichLineWasChanged() throws IOException {
        try (RolloutJournal journal = RolloutJournal.open(file)) {
            journal.add(1, "mia", said("one"));
            journal.add(2, "mia", said("two"));
            journal.add(3, "mia", said("three"));
        }
        Files.writeString(file, Files.readString(file).replace("\"two\"", "\"too\""));

        assertThatThrownBy(() -> RolloutJournal.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3: this or the line before was changed");
    }

    @Test
    public void isWrittenByOneRunnerOfAProcess() throws IOException {
        try (RolloutJournal first = RolloutJournal.open(file)) {
            assertThatThrownBy(() -> RolloutJournal.open(file)).isInstanceOf(RolloutJournal.TakenException.class);
            first.add(1, "mia", EVENT);
        }
        RolloutJournal.open(file).close();
    }

    @Test
    public void isWrittenByOneProcessWhateverElseItReads() throws Exception {
        try (RolloutJournal first = RolloutJournal.open(file)) {
            first.add(1, "mia", EVENT);
            RolloutJournal.read(file);
            RolloutJournal.isTaken(file);

            assertThat(Opening.elsewhere(file)).isEqualTo(Opening.TAKEN);
        }
        assertThat(Opening.elsewhere(file)).isEqualTo(Opening.FREE);
    }

    @Test
    public void aSecondAttemptAtATargetDoesNotGiveItUp() throws Exception {
        Path lock = directory.getRoot().toPath().resolve("edge.lock");
        try (Claim mine = Claim.of(lock).orElseThrow()) {
            assertThat(mine).isNotNull();
            assertThat(Claim.of(lock)).isEmpty();

            assertThat(Opening.elsewhere(lock)).isEqualTo(Opening.TAKEN);
        }
    }

    @Test
    public void leavesNoHalfLineWhereTheDiskIsFull() throws Exception {
        Process small = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 8; exec \"$0\" \"$@\"",
                        Opening.java(),
                        "-cp",
                        Opening.classes(),
                        Filling.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(small.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(small.exitValue()).isEqualTo(Filling.FULL);

        assertThat(RolloutJournal.read(file)).hasSizeGreaterThan(1);
        try (RolloutJournal journal = RolloutJournal.open(file)) {
            journal.add(1, "mia", said("there is room again"));
        }
        assertThat(reasons()).last().isEqualTo("there is room again");
    }

    /** Another process that wants a journal or a lock. */
    public static final class Opening {
        static final int FREE = 0;
        static final int TAKEN = 7;

        private Opening() {}

        static String java() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }

        static String classes() {
            return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        }

        static int elsewhere(Path path) throws Exception {
            Process other = new ProcessBuilder(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes(),
                            Opening.class.getName(),
                            path.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return other.exitValue();
        }

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            boolean taken = path.toString().endsWith(".lock") ? Claim.of(path).isEmpty() : isJournalTaken(path);
            System.exit(taken ? TAKEN : FREE);
        }

        private static boolean isJournalTaken(Path path) throws IOException {
            try {
                RolloutJournal.open(path).close();
                return false;
            } catch (RolloutJournal.TakenException e) {
                return true;
            }
        }
    }

    /** A process that may write 8 kB and no more; it tries a few lines after that. */
    public static final class Filling {
        static final int FULL = 9;

        private Filling() {}

        public static void main(String[] arguments) throws IOException {
            RolloutJournal journal = RolloutJournal.open(Path.of(arguments[0]));
            int failures = 0;
            for (int i = 0; i < 200; i++) {
                try {
                    journal.add(i, "mia", said("x".repeat(100 + i)));
                } catch (IOException e) {
                    failures++;
                }
            }
            System.exit(failures > 0 ? FULL : 0);
        }
    }

    @Test
    public void aLineThatIsNoEventIsNamed() throws IOException {
        Files.writeString(file, "{}\n", StandardOpenOption.CREATE);
        assertThatThrownBy(() -> RolloutJournal.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 is no event");
    }
}
