package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.MetricsPage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** Servers that answer badly, late, or not at all: no stage fails, and no sentence tells a secret. */
public class PrometheusFaultsTest {
    private static final Window WINDOW = new Window(1_000_000, 1_060_000);

    private final MetricsPage server = new MetricsPage();
    private final OpenedSource source = OpenedSource.of("prometheus: { url: '" + server.url() + "', timeout: 1s }");

    @After
    public void close() {
        source.close();
        server.close();
    }

    private void answers(int status, String text) {
        server.shows("/api/v1/query", status, text);
    }

    private static String success(String type, String result) {
        return "{\"status\": \"success\", \"data\": {\"resultType\": \"" + type + "\", \"result\": " + result + "}}";
    }

    @Test
    public void wrongCredentialsAreSaid() {
        for (int status : new int[] {401, 403}) {
            answers(status, "who are you, bearer s3cret?");
            assertThat(source.blind(INCREASE, "x_total", WINDOW))
                    .isEqualTo(server.url() + " refused our credentials (status " + status + ")");
        }
    }

    @Test
    public void theTokenIsSentAndNeverSaid() {
        String settings = "prometheus: { url: '" + server.url() + "', token: '${TOKEN}', timeout: 1s }";
        try (OpenedSource ours = OpenedSource.of(settings, Path.of("."), Map.of("TOKEN", "s3cret-token"))) {
            answers(500, "can't serve Bearer s3cret-token");
            assertThat(ours.blind(INCREASE, "x_total", WINDOW))
                    .contains("answered with status 500: can't serve Bearer ****");
            answers(400, "{\"status\": \"error\", \"errorType\": \"bad_data\", \"error\": \"bad s3cret-token\"}");
            assertThat(ours.wrong(INCREASE, "x_total", WINDOW)).endsWith("bad ****");
            answers(200, "{\"status\": \"success\", \"warnings\": [\"s3cret-token\"], \"data\": {\"result\": []}}");
            assertThat(ours.blind(INCREASE, "x_total", WINDOW)).endsWith(": ****");
            assertThat(server.requests()).allMatch(request -> request.contains("as Bearer s3cret-token"));
        }
    }

    @Test
    public void questionsArePosted() {
        answers(200, success("matrix", "[]"));
        source.read(INCREASE, "x_total", Side.CANARY, WINDOW);
        assertThat(server.requests().get(0))
                .startsWith("POST /api/v1/query query=x_total%7Btrack%3D%22canary%22%7D%5B360000ms%5D&time=1059.000&");
    }

    @Test
    public void aDeadServerMakesUsBlind() {
        server.close();
        assertThat(source.blind(VALUE, "x", WINDOW)).startsWith(server.url() + " can't be reached");
    }

    @Test
    public void aServerThatIsBusyIsAskedAgainAndThenGivenUp() {
        for (int status : new int[] {429, 500, 503}) {
            server.requests().clear();
            answers(status, "later");
            assertThat(source.blind(INCREASE, "x_total", WINDOW)).contains("status " + status + ": later");
            assertThat(server.requests()).hasSizeGreaterThan(1);
        }
    }

    @Test
    public void aServerThatTakesTooLongIsNotWaitedFor() {
        server.fallSilent();
        assertThat(source.blind(INCREASE, "x_total", WINDOW)).startsWith(server.url() + " did not answer within ");
    }

    @Test
    public void aPartOfAnAnswerIsNone() {
        answers(
                200,
                "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": [{\"metric\": {},"
                        + " \"values\": [[1050, \"1\"], [1059, \"4\"]]}]}, \"warnings\": [\"store 2 is down\"]}");
        assertThat(source.blind(INCREASE, "x_total", WINDOW))
                .endsWith("not have answered with all that there is: store 2 is down");
    }

    @Test
    public void whatIsNotPrometheusIsSaidToBeNone() {
        for (String text : new String[] {"<html>Log in</html>", "{", "{\"status\""}) {
            answers(200, text);
            assertThat(source.blind(INCREASE, "x_total", WINDOW)).endsWith("is not JSON; is Prometheus there?");
        }
        answers(200, "{\"status\": \"error\", \"error\": \"no\"}");
        assertThat(source.blind(INCREASE, "x_total", WINDOW)).endsWith("did not succeed: no");
        for (String result :
                new String[] {"[1]", "[[]]", "{}", "[{\"values\": [[1050, 4]]}]", "[{\"values\": [[1050, \"x\"]]}]"}) {
            answers(200, success("matrix", result));
            assertThat(source.blind(INCREASE, "x_total", WINDOW)).as(result).contains("answered with something else");
        }
        answers(400, "<html>Bad gateway</html>");
        assertThat(source.blind(INCREASE, "x_total", WINDOW)).contains("status 400");
        answers(302, "");
        assertThat(source.blind(INCREASE, "x_total", WINDOW)).endsWith("status 302");
    }

    @Test
    public void samplesFromTheFutureAreNotOfTheWindow() {
        answers(
                200,
                success("matrix", "[{\"metric\": {}, \"values\": [[990, \"1\"], [1058, \"4\"], [2000, \"900\"]]}]"));
        assertThat(source.increase("x_total", Side.CANARY, WINDOW)).isEqualTo(3);
    }

    @Test
    public void aClockThatIsBehindLooksStale() {
        answers(200, success("matrix", "[{\"metric\": {}, \"values\": [[990, \"1\"], [1005, \"4\"]]}]"));
        assertThat(source.blind(INCREASE, "x_total", WINDOW))
                .isEqualTo(
                        "stale: the newest sample was 54.0 s old at the window's end, more than 2 intervals of 15 s");
    }

    @Test
    public void theSameSeriesTwiceIsNotCountedTwice() {
        answers(
                200,
                success(
                        "matrix",
                        "[{\"metric\": {\"a\": \"1\"}, \"values\": [[1058, \"4\"]]},"
                                + " {\"metric\": {\"a\": \"1\"}, \"values\": [[1058, \"4\"]]}]"));
        assertThat(source.wrong(INCREASE, "x_total", WINDOW)).isEqualTo("{a=\"1\"} is there twice");
    }

    @Test
    public void nativeHistogramsAreRefused() {
        answers(200, success("matrix", "[{\"metric\": {}, \"histograms\": [[1058, {\"count\": \"4\"}]]}]"));
        assertThat(source.wrong(HISTOGRAM, "x", WINDOW)).startsWith("the series are native histograms");
    }

    @Test
    public void settingsAreChecked() {
        try (OpenedSource none =
                OpenedSource.of("prometheus: { sides: { canry: { a: b } }, delay: 2h, intervall: 3s }")) {
            assertThat(none.faults())
                    .hasSize(4)
                    .anyMatch(fault -> fault.contains("'url' is missing"))
                    .anyMatch(fault -> fault.contains("did you mean 'canary'?"))
                    .anyMatch(fault -> fault.contains("a duration from 0s to 1h"))
                    .anyMatch(fault -> fault.contains("did you mean 'interval'?"));
        }
        try (OpenedSource one = OpenedSource.of(
                "prometheus: { url: 'http://x', sides: { canary: { 'a b': c, d: [] }, stable: {} } }")) {
            assertThat(one.faults()).hasSize(3);
        }
    }

    @Test
    public void aSideWithoutLabelsCanNotBeAsked() {
        try (OpenedSource one = OpenedSource.of("prometheus: { url: 'http://x', sides: { stable: { a: b } } }")) {
            assertThat(one.wrong(INCREASE, "x_total", WINDOW))
                    .isEqualTo("'sides' doesn't say which labels the series of canary have");
        }
    }
}
