package io.jenkins.plugins.aidelivery.evidence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class NativeLibraryTest {
    /** A class loader on an agent: what it is asked for comes by itself until the jar around it has arrived. */
    private static final class Agent extends ClassLoader {
        private final List<String> asked = new ArrayList<>();
        private final List<String> answers;

        Agent(String... answers) {
            super(null);
            this.answers = List.of(answers);
        }

        @Override
        protected URL findResource(String name) {
            asked.add(name);
            try {
                return asked.size() > answers.size() ? null : new URL(answers.get(asked.size() - 1));
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @After
    public void noLongerInterrupted() {
        Thread.interrupted();
    }

    @Test
    public void waitsUntilTheJarIsThereAndNeverAsksTheSameTwice() throws Exception {
        Agent agent =
                new Agent("file:///agent/resource-1/0", "file:///agent/resource-2/1", "jar:file:/cache/AB.jar!/2");

        NativeLibrary.await(agent);

        String entries = "duckdb-native/" + NativeLibrary.platform() + "/";
        assertThat(agent.asked).containsExactly(entries + "0", entries + "1", entries + "2");
    }

    @Test
    public void hasNothingToWaitForWhereTheJarIsThere() throws Exception {
        Agent agent = new Agent("jar:file:/cache/AB.jar!/0");
        NativeLibrary.await(agent);
        assertThat(agent.asked).hasSize(1);
    }

    @Test
    public void hasNothingToWaitForWhereDuckDbIsInOnePiece() throws Exception {
        Agent agent = new Agent();
        NativeLibrary.await(agent);
        assertThat(agent.asked).hasSize(1);
    }

    @Test
    public void endsWhenTheBuildIsStopped() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> NativeLibrary.await(new Agent("file:///agent/resource-1/0")))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    public void platformsAreCalledAsDuckDbCallsThem() {
        assertThat(NativeLibrary.platform("Linux", "amd64")).isEqualTo("linux_amd64");
        assertThat(NativeLibrary.platform("Linux", "aarch64")).isEqualTo("linux_arm64");
        assertThat(NativeLibrary.platform("Linux", "s390x")).isEqualTo("linux_s390x");
        assertThat(NativeLibrary.platform("Mac OS X", "aarch64")).isEqualTo("osx_universal");
        assertThat(NativeLibrary.platform("Windows Server 2022", "amd64")).isEqualTo("windows_amd64");
    }

    @Test
    public void theDriverHasOneForThisPlatform() {
        assertThat(NativeLibraryTest.class.getResource("/libduckdb_java.so_" + NativeLibrary.platform()))
                .isNotNull();
    }
}
