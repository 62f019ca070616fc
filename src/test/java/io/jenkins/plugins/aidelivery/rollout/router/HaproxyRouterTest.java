package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.checkSticky;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.ends.RealHaproxy;
import io.jenkins.plugins.aidelivery.rollout.ends.Traffic;
import java.io.IOException;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a rollout can rely on with an HAProxy, the real one. */
public class HaproxyRouterTest {
    private ModelServer canary;
    private ModelServer stable;
    private RealHaproxy haproxy;

    @Before
    public void start() throws IOException {
        canary = ModelServer.start("canary");
        stable = ModelServer.start("stable");
        haproxy = RealHaproxy.between(canary, stable);
    }

    @After
    public void stop() {
        if (haproxy != null) {
            haproxy.close();
        }
        canary.close();
        stable.close();
    }

    private Router router() {
        return router(haproxy.address(), "new1", "old1");
    }

    private static Router router(String address, String canary, String stable) {
        return RouterFixture.here().open("""
                router:
                  haproxy: { address: "%s", backend: fraud, canary: %s, stable: %s }
                """.formatted(address, canary, stable));
    }

    private void restart(String global, String backend) throws IOException {
        haproxy.close();
        haproxy = RealHaproxy.start(global, backend);
    }

    @Test
    public void theCanaryGetsThePartThatWasSet() throws IOException {
        for (double percent : new double[] {5, 25, 50, 33.3}) {
            set(router(), percent);
            assertThat(weight(router())).isCloseTo(percent, within(0.05));
            int requests = 400;
            Map<String, Integer> answers = Traffic.to(haproxy.url()).send(requests);
            assertThat((double) answers.get("canary"))
                    .isCloseTo(requests * percent / 100, within(Traffic.spread(requests, percent)));
            assertThat(answers.get("canary") + answers.get("stable")).isEqualTo(requests);
        }
    }

    @Test
    public void noneAndAllAreExact() throws IOException {
        set(router(), 100);
        assertThat(Traffic.to(haproxy.url()).send(100)).containsExactly(Map.entry("canary", 100));
        assertThat(weight(router())).isEqualTo(100);
        set(router(), 0);
        assertThat(Traffic.to(haproxy.url()).send(100)).containsExactly(Map.entry("stable", 100));
        assertThat(weight(router())).isZero();
    }

    @Test
    public void settingAWeightAgainDoesNoHarm() throws IOException {
        set(router(), 10);
        set(router(), 10);
        assertThat(weight(router())).isEqualTo(10);
    }

    @Test
    public void aSocketsPathIsAnAddressToo() throws IOException {
        Router router = router(haproxy.socket(), "new1", "old1");
        set(router, 20);
        assertThat(weight(router)).isEqualTo(20);
    }

    @Test
    public void sidesMayHaveSeveralServers() throws IOException {
        restart("", """
                balance random
                server new1 %1$s weight 0
                server old1 %2$s
                server old2 %2$s
                """.formatted(canary.address(), stable.address()));
        Router router = router(haproxy.address(), "[new1]", "[old1, old2]");
        assertThat(check(router, 1.0, 5.0, 10.0, 50.0, 100.0)).isEmpty();
        set(router, 5);
        assertThat(weight(router)).isEqualTo(5);
    }

    @Test
    public void theWeightIsAskedOfHaproxyEachTime() throws IOException {
        Router router = router();
        set(router, 10);
        new HaproxySocket(haproxy.address()).ask("set server fraud/old1 weight 10");
        assertThat(weight(router)).isEqualTo(50);
    }

    @Test
    public void aServerThatIsOutHasNoTraffic() throws IOException {
        set(router(), 10);
        new HaproxySocket(haproxy.address()).ask("set server fraud/new1 state maint");
        assertThat(weight(router())).isZero();
        assertThat(check(router(), 5.0))
                .containsExactly("server 'new1' of backend 'fraud' is MAINT and gets no traffic");
        new HaproxySocket(haproxy.address()).ask("set server fraud/old1 state drain");
        assertThatThrownBy(() -> weight(router()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "backend 'fraud' of HAProxy at %s has no server that gets traffic: all are down or have"
                                + " a weight of 0",
                        haproxy.address());
    }

    @Test
    public void nothingStandsInTheWayOfAUsualPlan() throws IOException {
        assertThat(check(router(), 5.0, 25.0, 50.0, 100.0)).isEmpty();
        assertThat(Traffic.to(haproxy.url()).send(20)).containsExactly(Map.entry("stable", 20));
    }

    @Test
    public void weightsThatWholeNumbersCantExpressAreNamed() throws IOException {
        assertThat(check(router(), 0.1, 5.0))
                .containsExactly("0.1 % can't be set with 1 canary and 1 stable servers, whose weights are whole"
                        + " numbers up to 256; the nearest is 0 %");
    }

    @Test
    public void unknownServersAndBackendsAreNamed() throws IOException {
        String who = "HAProxy at " + haproxy.address();
        assertThat(check(router(haproxy.address(), "new2", "old1"), 5.0))
                .containsExactly(who + " knows no server 'new2' in backend 'fraud', only new1, old1");
        assertThatThrownBy(() -> set(router(haproxy.address(), "new2", "old1"), 5))
                .hasMessage(who + " refused to set weights of backend 'fraud': No such server.");
        Router elsewhere = RouterFixture.here().open("""
                router: { haproxy: { address: "%s", backend: fruad, canary: new1, stable: old1 } }
                """.formatted(haproxy.address()));
        assertThat(check(elsewhere, 5.0)).containsExactly(who + " knows no backend 'fruad'");
        assertThatThrownBy(() -> weight(elsewhere)).hasMessage(who + " knows no backend 'fruad'");
    }

    @Test
    public void serversBesideTheTwoSidesAndBackupsAreNamed() throws IOException {
        restart("", """
                balance leastconn
                server new1 %1$s weight 0 backup
                server old1 %1$s
                server other %1$s
                """.formatted(stable.address()));
        assertThat(check(router(), 5.0))
                .containsExactly(
                        "server 'new1' of backend 'fraud' is a backup, which gets no part of the traffic",
                        "server 'other' of backend 'fraud' gets traffic too, but is neither canary nor stable",
                        "backend 'fraud' balances by leastconn, which doesn't divide requests by weights that change;"
                                + " use roundrobin or random");
    }

    @Test
    public void sessionsKeepTheirSideOnlyWithACookieOrATable() throws IOException {
        assertThat(checkSticky(router(), 5.0))
                .containsExactly("backend 'fraud' has no cookie and no stick table, so that a session would not keep"
                        + " its side");
        restart("", """
                balance roundrobin
                cookie SIDE insert
                server new1 %1$s cookie n
                server old1 %1$s cookie o
                """.formatted(stable.address()));
        assertThat(checkSticky(router(), 5.0)).isEmpty();
        restart("", """
                balance roundrobin
                stick-table type ip size 10k
                stick on src
                server new1 %1$s
                server old1 %1$s
                """.formatted(stable.address()));
        assertThat(checkSticky(router(), 5.0)).isEmpty();
    }

    @Test
    public void whoMayOnlyLookIsToldSo() throws IOException {
        assertThat(check(router(haproxy.readOnlyAddress(), "new1", "old1"), 5.0))
                .containsExactly("HAProxy at " + haproxy.readOnlyAddress()
                        + " lets us read but not write: its 'stats socket' needs 'level admin'");
        assertThatThrownBy(() -> set(router(haproxy.readOnlyAddress(), "new1", "old1"), 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Permission denied");
    }

    @Test
    public void anOutdatedOrderIsRefusedWhereHaproxyKeepsTheEpoch() throws IOException {
        restart("set-var proc.epoch_fraud int(0)", """
                server new1 %1$s
                server old1 %1$s
                """.formatted(stable.address()));
        set(router(), 10, 7);
        set(router(), 20, 7);
        assertThatThrownBy(() -> set(router(), 50, 6))
                .hasMessage(
                        "HAProxy at %s has had orders of epoch 7; this one, of epoch 6, is outdated and was refused",
                        haproxy.address());
        assertThat(weight(router())).isEqualTo(20);
    }

    @Test
    public void aDeadHaproxyIsASentence() throws IOException {
        haproxy.close();
        String sentence = "HAProxy at " + haproxy.address() + " can't be reached: Connection refused";
        assertThat(check(router(), 5.0)).containsExactly(sentence);
        assertThatThrownBy(() -> set(router(), 5))
                .isInstanceOf(IOException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> weight(router()))
                .isInstanceOf(IOException.class)
                .hasMessage(sentence);
        String path = haproxy.socket();
        assertThatThrownBy(() -> weight(router(path, "new1", "old1"))).hasMessageContaining(path + " can't be reached");
    }

    @Test
    public void whatIsNoHaproxyIsASentence() throws IOException {
        assertThatThrownBy(() -> weight(router(haproxy.url().substring("http://".length()), "new1", "old1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer as HAProxy's runtime API does");
    }

    @Test
    public void weightsAreFromNoneToAll() {
        for (double wrong : new double[] {-1, 100.5, Double.NaN}) {
            assertThatThrownBy(() -> router().setWeight(wrong, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void wrongSettingsAreNamed() {
        RouterFixture fixture = RouterFixture.here();
        assertThat(fixture.faults("router: { haproxy: {} }"))
                .contains("'address' is missing", "'backend' is missing", "'canary' is missing", "'stable' is missing");
        assertThat(fixture.faults("router: { haproxy: { address: 'lb', backend: 'f;x', canary: [], stable: a b } }"))
                .contains("host:port or the path of a socket was expected, not 'lb'")
                .contains("'f;x' can't be; the name of a backend was expected")
                .contains("router.haproxy.canary: is empty")
                .contains("'a b' can't be; a server's name was expected");
        assertThat(fixture.faults("router: { haproxy: { adress: 'lb:1', backend: f, canary: [a, b], stable: [b] } }"))
                .contains("unknown key; did you mean 'address'?", "server 'b' is on both sides");
    }

    @Test
    public void theNearestOfAllWholeWeightsIsTaken() {
        assertThat(HaproxyWeights.nearest(5, 1, 1)).isEqualTo(new HaproxyWeights(5, 95, 5));
        assertThat(HaproxyWeights.nearest(50, 1, 1)).isEqualTo(new HaproxyWeights(50, 50, 50));
        assertThat(HaproxyWeights.nearest(0, 3, 2)).isEqualTo(new HaproxyWeights(0, 100, 0));
        assertThat(HaproxyWeights.nearest(100, 3, 2)).isEqualTo(new HaproxyWeights(100, 0, 100));
        assertThat(HaproxyWeights.nearest(0.5, 1, 1).percent()).isCloseTo(0.5, within(0.01));
        assertThat(HaproxyWeights.nearest(10, 1, 9)).isEqualTo(new HaproxyWeights(50, 50, 10));
    }
}
