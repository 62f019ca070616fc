package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.Needed;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A weight that programs set and print. */
public class CommandRouterTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RouterFixture fixture;
    private Path directory;

    @Before
    public void start() {
        Needed.unless(Files.isExecutable(Path.of("/bin/sh")), "a Unix shell");
        directory = folder.getRoot().toPath();
        fixture = new RouterFixture(directory, Map.of());
    }

    private Router router(String set, String read, String more) {
        return fixture.open("""
                router:
                  command:
                    set: %s
                    read: %s
                %s
                """.formatted(set, read, more.indent(4)));
    }

    private Router shell(String set, String read, String more) {
        return router("[sh, -c, '" + set + "']", "[sh, -c, '" + read + "']", more);
    }

    @Test
    public void aProgramSetsTheWeightAndAnotherPrintsIt() throws IOException {
        Router router = shell("echo {{weight}} $EPOCH $STABLE > w", "cut -d\" \" -f1 w", "");
        set(router, 12.5, 3);
        assertThat(directory.resolve("w")).hasContent("12.5 3 87.5");
        assertThat(weight(router)).isEqualTo(12.5);
    }

    @Test
    public void noShellIsBetween() throws IOException {
        set(router("[touch, 'a b', '$HOME;{{weight}}']", "[echo, '5']", ""), 5);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a b", "$HOME;5");
    }

    @Test
    public void weightsMayBeShares() throws IOException {
        Router router = shell("echo {{weight}} > w", "cat w", "all: 1");
        set(router, 5);
        assertThat(directory.resolve("w")).hasContent("0.05");
        assertThat(weight(router)).isEqualTo(5);
    }

    @Test
    public void onlyNamedVariablesAreHandedOn() throws IOException {
        // Some variable of this JVM that isn't one of the usual ones, if there is any with a value.
        String name = System.getenv().entrySet().stream()
                .filter(each -> each.getKey().matches("[A-Z][A-Z_]{3,}")
                        && each.getValue().matches("\\S{4,}"))
                .map(Map.Entry::getKey)
                .filter(each -> !List.of(
                                "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "SHLVL", "OLDPWD")
                        .contains(each))
                .findFirst()
                .orElse("");
        Needed.unless(!name.isEmpty(), "a variable in the environment");
        Router without = shell("echo \"x$" + name + "\" > w", "echo 5", "");
        set(without, 5);
        assertThat(directory.resolve("w")).hasContent("x");
        Router with =
                shell("echo \"x$" + name + "\" > w; echo $" + name + " >&2; exit 3", "echo $" + name, "env: " + name);
        assertThatThrownBy(() -> set(with, 5)).hasMessage("'sh' ended with code 3: ****");
        assertThat(directory.resolve("w")).hasContent("x" + System.getenv(name));
        assertThat(check(with, 5.0)).containsExactly("'sh' printed '****' where a number from 0 to 100 was expected");
    }

    @Test
    public void aFailureIsASentence() throws IOException {
        Router router = shell("echo no such route >&2; exit 4", "echo 101", "");
        assertThatThrownBy(() -> set(router, 5))
                .isInstanceOf(IOException.class)
                .hasMessage("'sh' ended with code 4: no such route");
        assertThatThrownBy(() -> weight(router))
                .hasMessage("'sh' printed '101' where a number from 0 to 100 was expected");
        Router missing = router("[no-such-program]", "[no-such-program]", "");
        assertThatThrownBy(() -> set(missing, 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'no-such-program' can't be started");
        assertThat(check(missing, 5.0)).singleElement().asString().contains("can't be started");
        assertThatThrownBy(() -> router.setWeight(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void whatTakesTooLongIsStoppedWithAllItStarted() throws Exception {
        Router router = shell("sleep 60 & echo $! > child; sleep 60", "echo 5", "timeout: 1s");
        assertThatThrownBy(() -> set(router, 5))
                .isInstanceOf(IOException.class)
                .hasMessage("'sh' did not end within 1.0 s and was stopped");
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    public void whatPrintsWithoutEndIsCut() throws IOException {
        LocalProgram program = LocalProgram.of(List.of("sh", "-c", "head -c 10000000 /dev/zero"), directory);
        assertThat(program.runWell(Duration.ofSeconds(20))).hasSize(1 << 16);
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThat(fixture.faults("router: { command: { set: [a, '{{version}}'], env: [NO_SUCH_VARIABLE] } }"))
                .contains(
                        "nothing is filled into {{version}}",
                        "'read' is missing",
                        "the environment has no variable NO_SUCH_VARIABLE");
        assertThat(fixture.faults("router: { command: { set: [], read: b, timeout: 3d } }"))
                .contains("router.command.set: is empty", "at most 1h was expected");
        assertThat(fixture.faultsOnAController("router: { command: { set: a, read: b } }"))
                .contains("files and programs of this machine are not for plans");
    }
}
