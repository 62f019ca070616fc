package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.Load;
import io.jenkins.plugins.aidelivery.rollout.ends.ModelServer;
import io.jenkins.plugins.aidelivery.rollout.router.WeightedProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Rollouts as somebody leads them from a shell: real servers, a real proxy, real requests. */
public class RolloutCommandTest {
    @Rule
    public final Shell shell = new Shell();

    private ModelServer canary;
    private ModelServer stable;
    private WeightedProxy proxy;
    private Load load;

    @Before
    public void start() throws IOException {
        canary = ModelServer.start("canary");
        stable = ModelServer.start("stable");
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        proxy = WeightedProxy.start(WeightedProxy.Setup.of(anywhere, URI.create(canary.url()), URI.create(stable.url()))
                .withAdmin(anywhere));
        load = Load.on("http://127.0.0.1:" + proxy.address().getPort(), 150);
        shell.write("rollout.yml", plan(admin()));
    }

    @After
    public void stop() {
        load.close();
        proxy.close();
        canary.close();
        stable.close();
    }

    private String admin() {
        return "http://127.0.0.1:" + proxy.adminAddress().orElseThrow().getPort();
    }

    private static String plan(String admin) {
        return """
                name: fraud
                interval: 1s
                settle: 1s
                recover: 1s
                phases: 20% 2s, 50% 2s, 100%
                router: { proxy: { url: "ADMIN" } }
                metrics: { proxy: { url: "ADMIN/metrics" } }
                rules:
                  - errors: { events: proxy_errors_total, total: proxy_requests_total, max: 10%, worse-by: 25%, critical: true }
                """.replace("ADMIN", admin);
    }

    private String journal() throws IOException {
        try (Stream<Path> files = Files.list(shell.path(".ai-delivery/rollouts"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    public void promotesAndSaysSoInEveryForm() throws IOException {
        Shell.Result run = shell.run("rollout", "run", "--html", "page.html", "--json", "report.json", "--by", "ann");

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("PROMOTED");
        assertThat(proxy.weight()).isEqualTo(100);
        assertThat(shell.read("page.html")).contains("Promoted").doesNotContain("<script");
        assertThat(shell.read("report.json")).contains("\"PROMOTED\"");

        assertThat(shell.run("rollout", "status").out()).contains("SUCCEEDED");
        Shell.Result verified = shell.run("rollout", "journal", "verify");
        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains("none changed");
        assertThat(shell.run("rollout", "journal", "show").out()).contains("ann", "promoting");
        String id = journal().replace(".jsonl", "");
        assertThat(shell.run("rollout", "replay", "--journal", id).out()).containsPattern("(\\d+) of \\1 decisions");
    }

    @Test
    public void takesABadVersionBack() {
        canary.errorRate(0.6);

        Shell.Result run = shell.run("rollout", "run");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.out()).contains("ROLLED_BACK", "more than 10 %");
        assertThat(proxy.weight()).isZero();
    }

    @Test
    public void seesAChangeOfThePast() throws IOException {
        shell.run("rollout", "run");
        Path file = shell.path(".ai-delivery/rollouts/" + journal());
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"actor\":\"ai-delivery\"", "\"actor\":\"somebody\""));

        Shell.Result verify = shell.run("rollout", "journal", "verify");

        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).contains("changed after it was written");
    }

    @Test
    public void waitsForSomebodyToAgreeInAnotherProcess() throws Exception {
        shell.write("rollout.yml", plan(admin()) + "approve: { phase: 20%, by: release-managers }\n");
        CompletableFuture<Shell.Result> run = CompletableFuture.supplyAsync(() -> shell.run("rollout", "run"));
        awaitStage("WAITING");

        Shell.Result approve = shell.run("rollout", "approve", "--reason", "looks good", "--by", "eve");

        assertThat(approve.out()).contains("told fraud-");
        assertThat(run.get(60, TimeUnit.SECONDS).code()).isZero();
        assertThat(shell.run("rollout", "journal", "show").out()).contains("eve", "looks good");
    }

    @Test
    public void goesBackWhenSomebodySaysSo() throws Exception {
        shell.write("rollout.yml", plan(admin()).replace("20% 2s", "20% 5m"));
        CompletableFuture<Shell.Result> run = CompletableFuture.supplyAsync(() -> shell.run("rollout", "run"));
        awaitStage("BAKING");

        shell.run("rollout", "pause", "--reason", "let me look");
        awaitStage("PAUSED");
        shell.run("rollout", "abort", "--reason", "seen enough");

        assertThat(run.get(60, TimeUnit.SECONDS).code()).isEqualTo(3);
        assertThat(proxy.weight()).isZero();
    }

    private void awaitStage(String stage) throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            if (shell.run("rollout", "status").out().contains(stage)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError(
                "never " + stage + ": " + shell.run("rollout", "status").out());
    }

    @Test
    public void refusesABadPlanWithPlaceAndSentence() throws IOException {
        shell.write("rollout.yml", plan(admin()).replace("20% 2s, 50% 2s", "50% 2s, 120% 2s"));

        Shell.Result run = shell.run("rollout", "run");

        assertThat(run.code()).isEqualTo(64);
        assertThat(run.err()).contains("rollout.yml:5", "phases", "120%");
        assertThat(proxy.weight()).isZero();
    }

    @Test
    public void failsBeforeAnythingMovesWhereSomethingIsMissing() throws IOException {
        shell.write("rollout.yml", plan("http://127.0.0.1:1"));

        Shell.Result run = shell.run("rollout", "run");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("REFUSED", "127.0.0.1:1");
    }

    @Test
    public void saysWhatAPhaseCanSee() {
        Shell.Result plan = shell.run("rollout", "plan", "--requests", "400/s", "--rate", "1%", "--harmful", "10%");

        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("phase 20%", "80 /s to the canary", "WARNING");
    }

    @Test
    public void simulatesTheSameTwice() {
        List<String> command = List.of("rollout", "simulate", "--runs", "20", "--canary", "30%");

        Shell.Result first = shell.run(command.toArray(String[]::new));

        assertThat(first.out()).contains("ROLLED_BACK", "20 of 20");
        assertThat(shell.run(command.toArray(String[]::new)).out()).isEqualTo(first.out());
    }

    @Test
    public void replaysWhatAFileHasRecorded() throws IOException {
        StringBuilder rows = new StringBuilder("t,side,errors,total\n");
        for (int second = 0; second < 120; second++) {
            String time = "2026-11-21T10:%02d:%02dZ".formatted(second / 60, second % 60);
            rows.append(time).append(",canary,").append(second < 60 ? 0 : 30).append(",60\n");
            rows.append(time).append(",stable,1,60\n");
        }
        shell.write("recorded.csv", rows.toString());
        shell.write(
                "rollout.yml",
                plan(admin())
                        .replaceFirst(
                                "metrics: .*",
                                "metrics: { file: { path: recorded.csv, time: t, side: side, interval: 1s } }")
                        .replace("proxy_errors_total", "errors")
                        .replace("proxy_requests_total", "total")
                        .replace("20% 2s", "20% 5m"));

        Shell.Result replay =
                shell.run("rollout", "replay", "--from", "2026-11-21T10:00:00Z", "--to", "2026-11-21T10:02:00Z");

        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("it would have ended as ROLLED_BACK", "10:01:0");
    }

    @Test
    public void saysWhatIsMissing() {
        assertThat(shell.run("rollout", "status").err()).contains("no rollout has left a journal");
        assertThat(shell.run("rollout", "run", "elsewhere.yml").err()).contains("there is no rollout plan at");
        assertThat(shell.run("rollout", "replay").err()).contains("either --journal was expected, or --from and --to");
    }
}
