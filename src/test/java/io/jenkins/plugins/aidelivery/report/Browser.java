package io.jenkins.plugins.aidelivery.report;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.Needed;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A real browser, and a server that sends pages with the policy that Jenkins enforces. */
final class Browser implements AutoCloseable {
    /** As Jenkins 2.541.3 sends it in enforcing mode. */
    private static final String POLICY =
            "base-uri 'none'; default-src 'self'; form-action 'self'; frame-ancestors 'self'; "
                    + "img-src 'self' data:; script-src 'report-sample' 'self'; style-src 'report-sample' 'self' 'unsafe-inline'";

    private final Path driver;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    /** Skips the test, with the reason, if something is missing that this needs. */
    static Browser start() throws IOException {
        Path modules = Checkout.file("src/test/browser/node_modules");
        Path chromium = program("chromium", "chromium-browser", "google-chrome");
        Path node = program("node");
        Needed.unless(chromium != null, "Chromium");
        Needed.unless(node != null, "Node.js");
        Needed.unless(Files.isDirectory(modules.resolve("playwright-core")), "npm ci --prefix src/test/browser");
        return new Browser(modules, node, chromium);
    }

    private static Path program(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private Browser(Path modules, Path node, Path executable) throws IOException {
        // The layout that Playwright's Java client expects of a driver that is already there.
        driver = Files.createTempDirectory("playwright");
        Files.createSymbolicLink(
                driver.resolve("package"), modules.resolve("playwright-core").toAbsolutePath());
        Files.createSymbolicLink(driver.resolve("node"), node);
        System.setProperty("playwright.cli.dir", driver.toString());
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString())));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** @return the page's address */
    String serve(String path, String html) {
        pages.put(path, html);
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path;
    }

    com.microsoft.playwright.Browser chromium() {
        return chromium;
    }

    /** The accessibility checker's source. */
    static String axe() throws IOException {
        return Files.readString(Checkout.file("src/test/browser/node_modules/axe-core/axe.min.js"));
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        playwright.close();
        server.stop(0);
        Files.delete(driver.resolve("package"));
        Files.delete(driver.resolve("node"));
        Files.delete(driver);
    }
}
