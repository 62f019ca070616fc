package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.checkSticky;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.Needed;
import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A rolling update, with files as instances: each holds its version, and a file {@code NAME.sick} beside it makes it so. */
public class InstancesRouterTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RouterFixture fixture;
    private Path directory;

    @Before
    public void start() throws IOException {
        Needed.unless(Files.isExecutable(Path.of("/bin/sh")), "a Unix shell");
        directory = folder.getRoot().toPath();
        fixture = new RouterFixture(directory, Map.of());
        for (String name : List.of("a", "b", "c", "d")) {
            Files.writeString(directory.resolve(name), "1.3\n");
        }
    }

    private Router router(String more) {
        return fixture.open("""
                router:
                  instances:
                    instances: [a, b, c, d]
                    old: "1.3"
                    new: "1.4"
                    update: [sh, -c, 'echo {{version}} > {{instance}}; echo {{instance}}={{version}} >> log']
                    version: [cat, '{{instance}}']
                    health: [sh, -c, 'test ! -e $INSTANCE.sick']
                %s
                """.formatted(more.indent(4)));
    }

    private List<String> log() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    public void instancesGetTheNewVersionOneAfterTheOther() throws IOException {
        Router router = router("");
        assertThat(weight(router)).isZero();
        set(router, 25);
        assertThat(weight(router)).isEqualTo(25);
        set(router, 60);
        assertThat(weight(router)).isEqualTo(75);
        set(router, 100);
        assertThat(weight(router)).isEqualTo(100);
        assertThat(log()).containsExactly("a=1.4", "b=1.4", "c=1.4", "d=1.4");
    }

    @Test
    public void theWayBackIsTheReverse() throws IOException {
        Router router = router("");
        set(router, 75);
        Files.delete(directory.resolve("log"));
        set(router, 25);
        set(router, 0);
        assertThat(log()).containsExactly("c=1.3", "b=1.3", "a=1.3");
        assertThat(weight(router)).isZero();
    }

    @Test
    public void settingAWeightAgainChangesNothing() throws IOException {
        Router router = router("");
        set(router, 50);
        set(router, 50);
        assertThat(log()).hasSize(2);
    }

    @Test
    public void severalMayChangeAtOnceAndSparesAreKeptMeanwhile() throws IOException {
        Router router = router("""
                maxUnavailable: 2
                maxSurge: 3
                surge: [sh, -c, 'echo surge {{surge}} >> log']
                restore: [sh, -c, 'echo {{version}} > {{instance}}; echo back {{instance}} >> log']
                """);
        set(router, 100);
        assertThat(log()).hasSize(6).startsWith("surge 3").endsWith("surge 0");
        assertThat(log().subList(1, 3)).containsExactlyInAnyOrder("a=1.4", "b=1.4");
        Files.delete(directory.resolve("log"));
        set(router, 75);
        assertThat(log()).containsExactly("surge 3", "back d", "surge 0");
    }

    @Test
    public void anInstanceThatDoesNotGetWellEndsIt() throws IOException {
        Files.writeString(directory.resolve("b.sick"), "");
        Router router = router("readyWithin: 1s");
        assertThatThrownBy(() -> set(router, 75))
                .isInstanceOf(IOException.class)
                .hasMessage("instance 'b' is not ready with version '1.4' within 1 s: 'sh' ended with code 1");
        assertThat(log()).containsExactly("a=1.4", "b=1.4");
        assertThat(weight(router)).isEqualTo(50);
        Files.delete(directory.resolve("b.sick"));
        set(router, 0);
        assertThat(weight(router)).isZero();
    }

    @Test
    public void anInstanceThatKeepsItsVersionEndsIt() throws IOException {
        Router router = fixture.open("""
                router:
                  instances: { instances: [a], old: "1.3", new: "1.4", update: ['true'], version: [cat, '{{instance}}'], health: ['true'], readyWithin: 1s }
                """);
        assertThatThrownBy(() -> set(router, 100))
                .hasMessage("instance 'a' is not ready with version '1.4' within 1 s: it runs version '1.3'");
    }

    @Test
    public void aDeadInstanceIsBroughtBackToo() throws IOException {
        Router router = router("");
        set(router, 50);
        Files.delete(directory.resolve("b"));
        assertThatThrownBy(() -> weight(router))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("instance 'b' doesn't tell its version: 'cat' ended with code 1: cat: b:");
        set(router, 0);
        assertThat(directory.resolve("b")).hasContent("1.3");
        assertThat(weight(router)).isZero();
    }

    @Test
    public void aLaterOrderEndsAnEarlierOne() throws Exception {
        Files.writeString(directory.resolve("a.sick"), "");
        Router router = router("readyWithin: 20s");
        CompletionStage<Void> first = router.setWeight(100, 1);
        while (log().isEmpty()) {
            Thread.onSpinWait();
        }
        CompletionStage<Void> second = router.setWeight(0, 2);
        Files.delete(directory.resolve("a.sick"));
        assertThatThrownBy(() -> RouterFixture.wait(first)).hasMessage("this order was ended by a later one");
        RouterFixture.wait(second);
        assertThat(log()).containsExactly("a=1.4", "a=1.3");
        assertThatThrownBy(() -> set(router, 50, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("have had orders of epoch 2; this one, of epoch 1, is outdated");
    }

    @Test
    public void pagesMayAnswerToo() throws IOException {
        try (ModelServer server = ModelServer.start("1.4")) {
            Router router = fixture.open("""
                    router:
                      instances: { instances: ["%s"], old: "1.3", new: "1.4", update: ['true'], version: "http://{{instance}}/version", health: "http://{{instance}}/health" }
                    """.formatted(server.address()));
            assertThat(weight(router)).isEqualTo(100);
            assertThat(check(router, 100.0)).isEmpty();
            server.errorRate(1);
            assertThat(check(router, 100.0))
                    .hasSize(2)
                    .anyMatch(sentence -> sentence.startsWith("instance '" + server.address() + "' is not well: http://"
                            + server.address() + "/health answered with status 500"));
        }
    }

    @Test
    public void whatStandsInTheWayIsSaid() throws IOException {
        assertThat(check(router(""), 25.0, 50.0, 74.9, 100.0)).isEmpty();
        Files.writeString(directory.resolve("c"), "1.2\n");
        Files.delete(directory.resolve("d"));
        assertThat(checkSticky(router(""), 5.0))
                .hasSize(4)
                .startsWith(
                        "5 % can't be set with 4 instances; the next above is 25 %",
                        "sessions don't keep their side: instances change while they serve",
                        "instance 'c' runs version '1.2', neither '1.3' nor '1.4'");
        assertThat(log()).isEmpty();
    }

    @Test
    public void atLeastThePartThatWasAskedForIsTaken() {
        Instances three = new Instances(List.of("a", "b", "c"), null, null, null);
        assertThat(List.of(three.count(0), three.count(5), three.count(33.33), three.count(33.4), three.count(34)))
                .containsExactly(0, 1, 1, 1, 2);
        assertThat(three.count(100)).isEqualTo(3);
        assertThat(three.share(1)).isCloseTo(33.33, within(0.01));
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThat(fixture.faults("router: { instances: {} }"))
                .contains(
                        "'instances' is missing",
                        "'old' is missing",
                        "'new' is missing",
                        "'update' is missing",
                        "'version' is missing",
                        "'health' is missing");
        assertThat(fixture.faults(
                        "router: { instances: { instances: [a, a], old: '1', new: '1; rm', update: ['{{instanse}}'],"
                                + " version: x, health: y, maxSurge: 2, maxUnavailable: 0 } }"))
                .contains(
                        "'1; rm' can't be",
                        "did you mean 'instance'?",
                        "'surge' is missing",
                        "a whole number from 1 to 1000 was expected");
        assertThat(fixture.faultsOnAController("router: { instances: {} }")).contains("are not for plans");
        assertThatThrownBy(() -> router("").setWeight(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
