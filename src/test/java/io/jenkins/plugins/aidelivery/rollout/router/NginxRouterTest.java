package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.checkSticky;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.ends.RealNginx;
import io.jenkins.plugins.aidelivery.rollout.ends.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a rollout can rely on with an nginx, the real one. */
public class NginxRouterTest {
    private ModelServer canary;
    private ModelServer stable;
    private RealNginx nginx;

    @Before
    public void start() throws IOException {
        canary = ModelServer.start("canary");
        stable = ModelServer.start("stable");
        nginx = RealNginx.between(canary, stable);
    }

    @After
    public void stop() {
        if (nginx != null) {
            nginx.close();
        }
        canary.close();
        stable.close();
    }

    /** Knows what nginx has loaded. */
    private Router router() {
        return router(nginx.settings() + ", url: '" + nginx.url() + "/weight'");
    }

    private static Router router(String settings) {
        return RouterFixture.here().open("router: { nginx: { " + settings + " } }");
    }

    @Test
    public void theCanaryGetsThePartThatWasSetOnceTheWeightIsSet() throws IOException {
        for (double percent : new double[] {5, 50, 33.33}) {
            set(router(), percent);
            assertThat(weight(router())).isEqualTo(percent);
            Map<String, Integer> answers = Traffic.to(nginx.url()).send(600);
            assertThat((double) answers.get("canary")).isCloseTo(6 * percent, within(Traffic.spread(600, percent)));
            assertThat(answers.get("canary") + answers.get("stable")).isEqualTo(600);
        }
    }

    @Test
    public void noneAndAllAreExact() throws IOException {
        set(router(), 100);
        assertThat(Traffic.to(nginx.url()).send(100)).containsExactly(Map.entry("canary", 100));
        assertThat(weight(router())).isEqualTo(100);
        set(router(), 0);
        set(router(), 0);
        assertThat(Traffic.to(nginx.url()).send(100)).containsExactly(Map.entry("stable", 100));
        assertThat(weight(router())).isZero();
    }

    @Test
    public void withoutAUrlTheFileIsRead() throws IOException {
        Router router = router(nginx.settings());
        assertThatThrownBy(() -> weight(router))
                .isInstanceOf(IOException.class)
                .hasMessage(nginx.file() + " was not written by us");
        set(router, 12.5);
        assertThat(weight(router)).isEqualTo(12.5);
        set(router, 0);
        assertThat(weight(router)).isZero();
        Files.delete(nginx.file());
        assertThatThrownBy(() -> weight(router)).hasMessage(nginx.file() + " does not exist; nobody has set a weight");
    }

    @Test
    public void whatNginxRefusesIsTakenBack() throws IOException {
        set(router(), 10);
        String before = Files.readString(nginx.file());
        Router wrong = router(nginx.settings().replace("variable: side", "variable: other"));
        assertThatThrownBy(() -> set(wrong, 20))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nginx did not take the new weight, and the file is as it was before")
                .hasMessageContaining("unknown \"side");
        assertThat(Files.readString(nginx.file())).isEqualTo(before);
        assertThat(weight(router())).isEqualTo(10);
        assertThatThrownBy(() -> set(router(nginx.settings().replace("-s, reload", "-s, relaod")), 20))
                .hasMessageContaining("the file is as it was before");
        assertThat(Files.readString(nginx.file())).isEqualTo(before);
    }

    @Test
    public void aReloadThatDoesNothingIsSeen() throws IOException {
        Router router =
                router(nginx.settings().replace(nginx.reload(), "['true']") + ", url: '" + nginx.url() + "/weight'");
        assertThatThrownBy(() -> set(router, 20))
                .isInstanceOf(IOException.class)
                .hasMessage("nginx was told to reload but still says a weight of 0 % at " + nginx.url() + "/weight");
        assertThat(weight(router)).isZero();
    }

    @Test
    public void anOutdatedOrderIsRefused() throws IOException {
        set(router(), 10, 7);
        set(router(), 20, 7);
        assertThatThrownBy(() -> set(router(), 50, 6))
                .hasMessage(nginx.file()
                        + " was written by an order of epoch 7; this one, of epoch 6, is outdated and was refused");
        assertThat(weight(router())).isEqualTo(20);
    }

    @Test
    public void nothingStandsInTheWayOfAUsualPlan() throws IOException {
        set(router(), 5);
        assertThat(check(router(), 0.5, 33.33, 100.0)).isEmpty();
        assertThat(weight(router())).isEqualTo(5);
    }

    @Test
    public void whatStandsInTheWayIsSaid() throws IOException {
        assertThat(checkSticky(router(), 33.333))
                .contains(
                        "33.333 % can't be set: nginx divides by hundredths of a percent",
                        "the key $remote_addr$request_id is another one for each request, so that sessions don't keep"
                                + " their side; a key such as $cookie_session would");
        assertThat(checkSticky(router(nginx.settings() + ", key: $remote_addr"), 5.0))
                .containsExactly(nginx.file() + " was not written by us");
        assertThat(check(router("file: /nowhere/split.conf, canary: a, stable: b, test: [no-such-nginx]"), 5.0))
                .contains("/nowhere/split.conf can't be written")
                .anyMatch(sentence -> sentence.startsWith("'no-such-nginx' can't be started"));
        assertThat(check(router(nginx.settings() + ", url: '" + nginx.url() + "/other'"), 5.0))
                .anyMatch(sentence -> sentence.contains("did not answer with the number in $side_weight"));
    }

    @Test
    public void wrongSettingsAreNamed() {
        RouterFixture fixture = RouterFixture.here();
        assertThat(fixture.faults("router: { nginx: { canary: 'a;b' } }"))
                .contains(
                        "'file' is missing", "'a;b' can't be; an upstream's name was expected", "'stable' is missing");
        assertThat(fixture.faults("router: { nginx: { file: x, canary: a, stable: a } }"))
                .contains("both sides are 'a'");
        assertThat(fixture.faults("router: { nginx: { file: x, canary: a, stable: b, key: 'a\" {' } }"))
                .contains("router.nginx.key: variables of nginx such as $remote_addr were expected");
        assertThat(fixture.faults("router: { nginx: { file: x, canary: a, stable: b, variable: A-b } }"))
                .contains("router.nginx.variable: a name of small letters");
        assertThat(fixture.faultsOnAController("router: { nginx: { file: x, canary: a, stable: b } }"))
                .contains("files and programs of this machine are not for plans");
        assertThatThrownBy(() -> router().setWeight(-0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
