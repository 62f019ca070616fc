package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.checkSticky;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.ends.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Our own proxy as the router of a plan, in this process and in another. */
public class ProxyRouterTest {
    private static final String TOKEN = "correct-horse";

    private final RouterFixture fixture =
            new RouterFixture(Path.of("target").toAbsolutePath(), Map.of("TOKEN", TOKEN, "WRONG", "battery-staple"));
    private ModelServer canary;
    private ModelServer stable;

    @Before
    public void start() throws IOException {
        canary = ModelServer.start("canary");
        stable = ModelServer.start("stable");
    }

    @After
    public void stop() {
        canary.close();
        stable.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Router local(int port) {
        return fixture.open("""
                router:
                  proxy: { listen: "127.0.0.1:%d", canary: %s, stable: %s/ }
                """.formatted(port, canary.url(), stable.url()));
    }

    private WeightedProxy elsewhere(Optional<String> token) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return WeightedProxy.start(new WeightedProxy.Setup(
                any,
                Optional.of(any),
                token,
                URI.create(canary.url()),
                URI.create(stable.url()),
                false,
                "",
                Duration.ofSeconds(20)));
    }

    private Router remote(WeightedProxy proxy, String more) {
        return fixture.open("router: { proxy: { url: '" + admin(proxy) + "'" + more + " } }");
    }

    private static String admin(WeightedProxy proxy) {
        return "http://127.0.0.1:" + proxy.adminAddress().orElseThrow().getPort();
    }

    @Test
    public void aPlanStartsItsOwnProxy() throws IOException {
        int port = freePort();
        String url = "http://127.0.0.1:" + port;
        try (Router router = local(port)) {
            assertThat(check(router, 5.0, 33.333)).isEmpty();
            assertThat(weight(router)).isZero();
            assertThat(Traffic.to(url).send(20)).containsExactly(Map.entry("stable", 20));
            set(router, 100, 3);
            assertThat(weight(router)).isEqualTo(100);
            assertThat(Traffic.to(url).send(20)).containsExactly(Map.entry("canary", 20));
            assertThatThrownBy(() -> set(router, 5, 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("outdated");
        }
        assertThatThrownBy(() -> Traffic.to(url).send(1)).isInstanceOf(IOException.class);
    }

    @Test
    public void whatStandsInTheWayIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Router router = local(taken.getLocalPort())) {
            canary.close();
            assertThat(checkSticky(router, 33.333))
                    .containsExactly(
                            "33.333 % can't be kept with sessions, which are divided by hundredths of a percent",
                            "sessions don't keep their side: write 'sticky: true' or the 'key' of a session",
                            "the canary side at " + canary.url() + " can't be reached: Connection refused",
                            "a proxy can't listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
            assertThatThrownBy(() -> set(router, 5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can't listen");
        }
    }

    @Test
    public void aProxyOfItsOwnTakesOrders() throws IOException {
        try (WeightedProxy proxy = elsewhere(Optional.empty());
                Router router = remote(proxy, "")) {
            assertThat(check(router, 5.0)).isEmpty();
            set(router, 12.5, 4);
            set(router, 12.5, 4);
            assertThat(proxy.weight()).isEqualTo(12.5);
            proxy.setWeight(50, 5);
            assertThat(weight(router)).isEqualTo(50);
            assertThatThrownBy(() -> set(router, 5, 4))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has had orders of epoch 5");
            assertThat(checkSticky(router, 5.0))
                    .singleElement()
                    .asString()
                    .contains("doesn't keep sessions on their side");
        }
    }

    @Test
    public void onlyWhoHasTheTokenMayAskOrOrder() throws IOException {
        try (WeightedProxy proxy = elsewhere(Optional.of(TOKEN))) {
            Router right = remote(proxy, ", token: '${TOKEN}'");
            set(right, 5);
            assertThat(weight(right)).isEqualTo(5);
            for (String wrong : new String[] {"", ", token: '${WRONG}'"}) {
                String sentence =
                        admin(proxy) + " asks for a token, and for another one than it was given: look at 'token'";
                assertThat(check(remote(proxy, wrong), 5.0)).containsExactly(sentence);
                assertThatThrownBy(() -> set(remote(proxy, wrong), 50)).hasMessage(sentence);
                assertThatThrownBy(() -> weight(remote(proxy, wrong))).hasMessage(sentence);
            }
            assertThat(weight(right)).isEqualTo(5);
        }
    }

    @Test
    public void theAdminAddressTellsMetricsAndRefusesNonsense() throws Exception {
        try (WeightedProxy proxy = elsewhere(Optional.empty())) {
            assertThat(ask(proxy, "GET", "/metrics", "").body()).endsWith("# EOF\n");
            assertThat(ask(proxy, "GET", "/weight", "").body())
                    .isEqualTo("{\"weight\":0.0,\"epoch\":0,\"sticky\":false}");
            assertThat(ask(proxy, "PUT", "/weight", "5").statusCode()).isEqualTo(400);
            assertThat(ask(proxy, "PUT", "/weight", "{").statusCode()).isEqualTo(400);
            assertThat(ask(proxy, "PUT", "/weight", "").statusCode()).isEqualTo(400);
            assertThat(ask(proxy, "PUT", "/weight", "{\"weight\":101,\"epoch\":1}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ask(proxy, "PUT", "/weight", "{\"weight\":\"5\",\"epoch\":1}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ask(proxy, "POST", "/weight", "{\"weight\":1,\"epoch\":1}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static HttpResponse<String> ask(WeightedProxy proxy, String method, String path, String body)
            throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(admin(proxy) + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void whatIsNoProxyOrDeadIsASentence() throws IOException {
        Router router = fixture.open("router: { proxy: { url: '" + stable.url() + "' } }");
        assertThatThrownBy(() -> weight(router))
                .isInstanceOf(IOException.class)
                .hasMessage(stable.url() + " did not answer as the admin address of our proxy does");
        stable.close();
        assertThatThrownBy(() -> weight(router))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be reached");
        assertThatThrownBy(() -> router.setWeight(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThat(fixture.faults("router: { proxy: { listen: 'x', canary: 'ftp://a', admin: '127.0.0.1:99999' } }"))
                .contains(
                        "router.proxy.listen: host:port was expected, not 'x'",
                        "router.proxy.canary: a URL such as http://10.0.0.1:8000 was expected",
                        "router.proxy.admin: host:port was expected",
                        "'stable' is missing");
        assertThat(fixture.faults("router: { proxy: { listen: '127.0.0.1:1', canary: 'http://a', stable: 'http://b',"
                        + " admin: '0.0.0.0:2', stickey: true } }"))
                .contains("router.proxy.admin: others than this machine can come here; a 'token' was expected")
                .contains("did you mean 'sticky'?");
        assertThat(fixture.faultsOnAController(
                        "router: { proxy: { listen: '127.0.0.1:1', canary: 'http://a', stable: 'http://b' } }"))
                .contains("no proxy can be started here; write 'connection', which names one that runs");
    }
}
