package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A weight that is set and read by requests that the plan writes. */
public class HttpRouterTest {
    private static final String SECRET = "correct-horse";

    private final RouterFixture fixture =
            new RouterFixture(Path.of("target").toAbsolutePath(), Map.of("TOKEN", SECRET));
    private final List<String> orders = new ArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"weights\": {\"canary\": 5}}";

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("GET")) {
            orders.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    "" + exchange.getRequestHeaders().getFirst("Content-Type"),
                    "" + exchange.getRequestHeaders().getFirst("X-Epoch"),
                    "" + exchange.getRequestHeaders().getFirst("Authorization"),
                    body));
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Router router(String more) {
        return fixture.open("""
                router:
                  http:
                    url: %s
                    set:
                      path: /routes/fraud?by={{epoch}}
                      body: '{"canary": {{weight}}, "stable": {{ stable }}}'
                      headers: { X-Epoch: "{{epoch}}" }
                    read: { path: /routes/fraud, pointer: /weights/canary }
                %s
                """.formatted(url(), more.indent(4)));
    }

    @Test
    public void theOrderIsWhatThePlanWrote() throws IOException {
        set(router("token: '${TOKEN}'"), 12.5, 7);
        assertThat(orders)
                .containsExactly("PUT /routes/fraud?by=7 application/json 7 Bearer " + SECRET
                        + " {\"canary\": 12.5, \"stable\": 87.5}");
    }

    @Test
    public void theWeightIsReadWhereThePlanSays() throws IOException {
        assertThat(weight(router(""))).isEqualTo(5);
        answer = "{\"weights\": {\"canary\": \"7.5\"}}";
        assertThat(weight(router(""))).isEqualTo(7.5);
        answer = "{\"weights\": {\"canary\": 0.07}}";
        assertThat(weight(router("all: 1"))).isEqualTo(7);
    }

    @Test
    public void sharesAndWholeNumbersAreScaled() throws IOException {
        set(router("all: 1"), 5, 1);
        assertThat(orders.get(0)).endsWith("{\"canary\": 0.05, \"stable\": 0.95}");
        set(router("{all: 256, whole: true}".replaceAll("[{}]", "").replace(", ", "\n")), 50, 1);
        assertThat(orders.get(1)).endsWith("{\"canary\": 128, \"stable\": 128}");
        assertThat(check(router("whole: true"), 0.5, 5.0))
                .containsExactly("0.5 % can't be set with whole numbers up to 100");
    }

    @Test
    public void onlyAPutIsTriedAgain() {
        status = 503;
        assertThatThrownBy(() -> set(router(""), 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        assertThat(orders).hasSize(3);
        orders.clear();
        Router posting = fixture.open("router: { http: { url: '" + url()
                + "', set: { method: post, body: '{{weight}}' }, read: { pointer: /a } } }");
        assertThatThrownBy(() -> set(posting, 5)).isInstanceOf(IOException.class);
        assertThat(orders).hasSize(1);
    }

    @Test
    public void whatTheServerSaysIsSaidWithoutSecrets() throws IOException {
        status = 403;
        answer = "no: " + SECRET;
        String sentence =
                url() + " answered with status 403: no: ****; look at 'token', or 'user' and 'password', beside 'url'";
        assertThat(check(router("token: '${TOKEN}'"), 5.0)).containsExactly(sentence);
        assertThatThrownBy(() -> set(router("token: '${TOKEN}'"), 5)).hasMessage(sentence);
        status = 409;
        assertThatThrownBy(() -> set(router(""), 5)).hasMessageContaining("status 409");
    }

    @Test
    public void anAnswerWithoutANumberIsASentence() {
        String where = url() + "/routes/fraud";
        answer = "{}";
        assertThatThrownBy(() -> weight(router(""))).hasMessage(where + " has at '/weights/canary' nothing");
        answer = "{\"weights\": {\"canary\": 101}}";
        assertThatThrownBy(() -> weight(router("")))
                .hasMessage(where + " has at '/weights/canary' no number from 0 to 100");
        answer = "{\"weights\": {\"canary\": \"x\"}}";
        assertThatThrownBy(() -> weight(router("")))
                .hasMessage(where + " has at '/weights/canary' a text that is no number");
        answer = "<html>";
        assertThatThrownBy(() -> weight(router(""))).hasMessage(where + " did not answer with JSON");
    }

    @Test
    public void aDeadServerIsASentence() throws IOException {
        server.stop(0);
        assertThat(check(router(""), 5.0)).singleElement().asString().contains(url() + " can't be reached");
        assertThatThrownBy(() -> weight(router("")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reached");
        assertThatThrownBy(() -> router("").setWeight(101, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThat(fixture.faults("router: { http: { } }"))
                .contains("'url' is missing", "'set' is missing", "'read' is missing");
        assertThat(fixture.faults("""
                        router:
                          http:
                            url: http://a
                            set: { method: GET, path: x, body: "{{wieght}}", headers: { Authorization: a, Host: b } }
                            read: { pointer: weights, path: /a, scale: 3 }
                        """))
                .contains(
                        "router.http.set.method: PUT, POST or PATCH was expected",
                        "router.http.set.path: begins with a slash",
                        "router.http.set.body: nothing is filled into {{wieght}}",
                        "did you mean 'weight'?",
                        "{{weight}} stands nowhere",
                        "a secret doesn't belong here",
                        "'Host' is no header that can be set",
                        "router.http.read.pointer: a JSON pointer such as /canary/weight was expected",
                        "router.http.read.scale: unknown key");
    }
}
