package io.jenkins.plugins.aidelivery.rollout.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.ends.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Test;

/** What our own proxy does with requests, seen from both of its ends. */
public class WeightedProxyTest {
    private final List<Runnable> ends = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @After
    public void close() {
        ends.forEach(Runnable::run);
    }

    private ModelServer model(String track) throws IOException {
        ModelServer model = ModelServer.start(track);
        ends.add(model::close);
        return model;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private WeightedProxy proxy(WeightedProxy.Setup setup) throws IOException {
        WeightedProxy proxy = WeightedProxy.start(setup);
        ends.add(0, proxy::close);
        return proxy;
    }

    private static WeightedProxy.Setup between(String canary, String stable) {
        return WeightedProxy.Setup.of(anyPort(), URI.create(canary), URI.create(stable));
    }

    private WeightedProxy.Setup betweenModels() throws IOException {
        ModelServer canary = model("canary");
        ModelServer stable = model("stable");
        return between(canary.url(), stable.url());
    }

    private String server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(anyPort(), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", handler);
        server.start();
        ends.add(() -> server.stop(0));
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String url(WeightedProxy proxy) {
        return "http://127.0.0.1:" + proxy.address().getPort();
    }

    private HttpResponse<String> send(WeightedProxy proxy, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(WeightedProxy proxy, String path) {
        return HttpRequest.newBuilder(URI.create(url(proxy) + path));
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    public void eachSideGetsItsPart() throws IOException {
        WeightedProxy proxy = proxy(betweenModels());
        assertThat(Traffic.to(url(proxy)).send(50)).containsExactly(Map.entry("stable", 50));
        proxy.setWeight(20, 1);
        Map<String, Integer> answers = Traffic.to(url(proxy)).send(1000);
        assertThat((double) answers.get("canary")).isCloseTo(200, within(Traffic.spread(1000, 20)));
        assertThat(answers.get("canary") + answers.get("stable")).isEqualTo(1000);
        proxy.setWeight(100, 1);
        assertThat(Traffic.to(url(proxy)).send(50)).containsExactly(Map.entry("canary", 50));
    }

    @Test
    public void noRequestFailsWhileTheWeightChangesAHundredTimes() throws Exception {
        WeightedProxy proxy = proxy(betweenModels());
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong canary = new AtomicLong();
        AtomicLong stable = new AtomicLong();
        List<String> others = java.util.Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            load.add(CompletableFuture.runAsync(
                    () -> {
                        Traffic traffic = Traffic.to(url(proxy));
                        while (!done.get()) {
                            try {
                                traffic.send(1).forEach((who, count) -> {
                                    switch (who) {
                                        case "canary" -> canary.addAndGet(count);
                                        case "stable" -> stable.addAndGet(count);
                                        default -> others.add(who);
                                    }
                                });
                            } catch (IOException e) {
                                others.add(e.toString());
                            }
                        }
                    },
                    Executors.newCachedThreadPool()));
        }
        double expected = 0;
        double variance = 0;
        long before = 0;
        for (int weight = 1; weight <= 100; weight++) {
            proxy.setWeight(weight, weight);
            while (canary.get() + stable.get() < before + 30 && others.isEmpty()) {
                Thread.onSpinWait();
            }
            long now = canary.get() + stable.get();
            expected += (now - before) * weight / 100.0;
            variance += (now - before) * weight / 100.0 * (1 - weight / 100.0);
            before = now;
        }
        long gone = canary.get();
        done.set(true);
        load.forEach(CompletableFuture::join);
        assertThat(others).isEmpty();
        assertThat(before).isGreaterThanOrEqualTo(3000);
        // At each change up to four requests, one of each thread, were begun a weight earlier.
        assertThat((double) gone).isCloseTo(expected, within(3 * Math.sqrt(variance) + 8));
    }

    @Test
    public void aSessionKeepsItsSideWhileTheWeightRises() throws Exception {
        WeightedProxy proxy = proxy(betweenModels().withSessions());
        proxy.setWeight(30, 1);
        List<String> cookies = new ArrayList<>();
        List<String> sides = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> first = send(proxy, to(proxy, "/"));
            String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).matches("ai-delivery-session=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax");
            cookies.add(cookie.substring(0, cookie.indexOf(';')));
            sides.add(first.body());
        }
        assertThat((double) sides.stream().filter("canary"::equals).count())
                .isCloseTo(60, within(Traffic.spread(200, 30)));
        for (double weight : new double[] {30, 40, 75, 100}) {
            proxy.setWeight(weight, 1);
            int moved = 0;
            for (int i = 0; i < cookies.size(); i++) {
                HttpResponse<String> again = send(proxy, to(proxy, "/").header("Cookie", "a=b; " + cookies.get(i)));
                assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
                if (sides.get(i).equals("canary")) {
                    assertThat(again.body()).isEqualTo("canary");
                } else if (again.body().equals("canary")) {
                    moved++;
                }
            }
            assertThat((double) moved / cookies.size()).isBetween((weight - 45) / 100, (weight - 15) / 100);
        }
        proxy.setWeight(0, 1);
        assertThat(send(proxy, to(proxy, "/").header("Cookie", cookies.get(0))).body())
                .isEqualTo("stable");
    }

    @Test
    public void aHeaderMayNameTheSession() throws Exception {
        WeightedProxy.Setup plain = betweenModels();
        WeightedProxy proxy = proxy(new WeightedProxy.Setup(
                plain.listen(),
                plain.admin(),
                plain.token(),
                plain.canary(),
                plain.stable(),
                false,
                "X-User",
                plain.patience()));
        proxy.setWeight(50, 1);
        for (int user = 0; user < 20; user++) {
            String expected = ProxyChoice.bucket("u" + user) < 5000 ? "canary" : "stable";
            for (int i = 0; i < 3; i++) {
                assertThat(send(proxy, to(proxy, "/").header("X-User", "u" + user))
                                .body())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    public void bucketsAreEquallyLikely() {
        int below = 0;
        for (int i = 0; i < 10_000; i++) {
            below += ProxyChoice.bucket("user-" + i) < 1000 ? 1 : 0;
        }
        assertThat((double) below).isCloseTo(1000, within(Traffic.spread(10_000, 10)));
    }

    @Test
    public void methodPathQueryHeadersAndBodyArriveAsTheyWereSent() throws Exception {
        String echo = server(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Two", "a");
            exchange.getResponseHeaders().add("X-Two", "b");
            exchange.getResponseHeaders().add("Connection", "X-Gone");
            exchange.getResponseHeaders().add("X-Gone", "c");
            var in = exchange.getRequestHeaders();
            answer(
                    exchange,
                    201,
                    String.join(
                            "|",
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            "" + in.getFirst("X-Forwarded-For"),
                            "" + in.getFirst("X-Forwarded-Host"),
                            "" + in.getFirst("X-Forwarded-Proto"),
                            "" + in.getFirst("Te"),
                            "" + in.getFirst("X-Own"),
                            body));
        });
        WeightedProxy proxy = proxy(between(echo, echo + "/base"));
        HttpResponse<String> answer = send(
                proxy,
                to(proxy, "/a%2Fb;c?q=%20x&q=2")
                        .header("X-Own", "ünd".replace("ü", "u"))
                        .header("TE", "trailers")
                        .header("X-Forwarded-For", "10.1.1.1")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("grüße")));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo("PATCH|/base/a%2Fb;c?q=%20x&q=2|10.1.1.1, 127.0.0.1|127.0.0.1:"
                        + proxy.address().getPort() + "|http|null|und|grüße");
        assertThat(answer.headers().allValues("X-Two")).containsExactly("a", "b");
        assertThat(answer.headers().firstValue("X-Gone")).isEmpty();
    }

    @Test
    public void answersWithoutABodyStayWithout() throws Exception {
        String empty = server(exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "12345");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            } else {
                answer(
                        exchange,
                        Integer.parseInt(exchange.getRequestURI().getPath().substring(1)),
                        "");
            }
        });
        WeightedProxy proxy = proxy(between(empty, empty));
        HttpResponse<String> head = send(proxy, to(proxy, "/x").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("Content-Length")).contains("12345");
        for (int code : new int[] {200, 204, 302, 304, 404, 500}) {
            HttpResponse<String> answer = send(proxy, to(proxy, "/" + code));
            assertThat(answer.statusCode()).isEqualTo(code);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    public void anAnswerArrivesWhileItIsWritten() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        String slow = server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("one ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(seen);
            exchange.getResponseBody().write("two".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        WeightedProxy proxy = proxy(between(slow, slow));
        HttpResponse<InputStream> answer =
                client.send(to(proxy, "/").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readNBytes(4), StandardCharsets.UTF_8)).isEqualTo("one ");
            seen.countDown();
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("two");
        }
    }

    @Test
    public void aRequestArrivesWhileItIsWritten() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        String reader = server(exchange -> {
            exchange.getRequestBody().readNBytes(1000);
            seen.countDown();
            answer(exchange, 200, "" + (1000 + exchange.getRequestBody().readAllBytes().length));
        });
        WeightedProxy proxy = proxy(between(reader, reader));
        try (Socket socket = new Socket("127.0.0.1", proxy.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 520000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[20_000]);
            out.flush();
            await(seen);
            out.write(new byte[500_000]);
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("520000");
        }
    }

    @Test
    public void aRequestEndsOnTheSideWhereItBegan() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        String old = server(exchange -> {
            begun.countDown();
            await(changed);
            answer(exchange, 200, "old");
        });
        String fresh = server(exchange -> answer(exchange, 200, "fresh"));
        WeightedProxy proxy = proxy(between(fresh, old));
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(to(proxy, "/").build(), HttpResponse.BodyHandlers.ofString());
        await(begun);
        proxy.setWeight(100, 1);
        assertThat(send(proxy, to(proxy, "/")).body()).isEqualTo("fresh");
        changed.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).body()).isEqualTo("old");
    }

    @Test
    public void aDeadSideIsAnErrorOfThatSide() throws Exception {
        ModelServer stable = model("stable");
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        WeightedProxy proxy = proxy(between("http://127.0.0.1:" + nobody, stable.url()));
        proxy.setWeight(100, 1);
        HttpResponse<String> answer = send(proxy, to(proxy, "/"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("the server behind this one can't be reached\n");
        stable.errorRate(1);
        proxy.setWeight(0, 1);
        assertThat(send(proxy, to(proxy, "/")).statusCode()).isEqualTo(500);
        stable.errorRate(0);
        assertThat(send(proxy, to(proxy, "/")).statusCode()).isEqualTo(200);
        assertThat(proxy.metrics())
                .contains(
                        "proxy_requests_total{side=\"canary\",code=\"502\"} 1\n",
                        "proxy_requests_total{side=\"stable\",code=\"200\"} 1\n",
                        "proxy_requests_total{side=\"stable\",code=\"500\"} 1\n",
                        "proxy_errors_total{side=\"canary\"} 1\n",
                        "proxy_errors_total{side=\"stable\"} 1\n",
                        "proxy_request_duration_seconds_bucket{side=\"stable\",le=\"+Inf\"} 2\n",
                        "proxy_request_duration_seconds_count{side=\"stable\"} 2\n")
                .endsWith("# EOF\n");
    }

    @Test
    public void aClientThatBreaksOffIsNoErrorOfASide() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        String reader = server(exchange -> {
            exchange.getRequestBody().readNBytes(1000);
            seen.countDown();
            answer(exchange, 200, "" + exchange.getRequestBody().readAllBytes().length);
        });
        WeightedProxy proxy = proxy(between(reader, reader));
        try (Socket socket = new Socket("127.0.0.1", proxy.address().getPort())) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 520000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[20_000]);
            await(seen);
        }
        while (!proxy.metrics().contains("proxy_requests_total")) {
            Thread.onSpinWait();
        }
        assertThat(proxy.metrics())
                .contains("proxy_requests_total{side=\"stable\",code=\"499\"} 1\n")
                .contains("proxy_errors_total{side=\"stable\"} 0\n");
    }

    @Test
    public void anOrderIsNeverSentTwice() throws Exception {
        AtomicInteger orders = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread rude = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        byte[] head = new byte[10_000];
                        int read = connection.getInputStream().read(head);
                        if (read > 0) {
                            orders.incrementAndGet();
                        }
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            rude.setDaemon(true);
            rude.start();
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            WeightedProxy proxy = proxy(between(url, url));
            HttpResponse<String> answer = send(proxy, to(proxy, "/").POST(HttpRequest.BodyPublishers.ofString("buy")));
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(orders).hasValue(1);
        }
    }

    @Test
    public void halfAnAnswerDoesNotLookWhole() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread rude = new Thread(() -> {
                try (Socket connection = socket.accept();
                        OutputStream out = connection.getOutputStream()) {
                    connection.getInputStream().read(new byte[10_000]);
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            rude.start();
            String url = "http://127.0.0.1:" + socket.getLocalPort();
            WeightedProxy proxy = proxy(between(url, url));
            assertThatThrownBy(() -> send(proxy, to(proxy, "/"))).isInstanceOf(IOException.class);
            assertThat(proxy.metrics()).contains("proxy_errors_total{side=\"stable\"} 1\n");
        }
    }

    @Test
    public void anOutdatedOrderChangesNothing() throws IOException {
        WeightedProxy proxy = proxy(betweenModels());
        proxy.setWeight(10, 5);
        proxy.setWeight(20, 5);
        assertThatThrownBy(() -> proxy.setWeight(50, 4))
                .hasMessage("this proxy has had orders of epoch 5; this one, of epoch 4, is outdated and was refused");
        assertThat(proxy.weight()).isEqualTo(20);
        assertThatThrownBy(() -> proxy.setWeight(101, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
