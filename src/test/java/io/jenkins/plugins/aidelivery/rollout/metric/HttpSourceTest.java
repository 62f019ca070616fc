package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.SAMPLES;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.TEXTS;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.ends.MetricsPage;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** A service of somebody's own, asked for JSON. */
public class HttpSourceTest {
    private static final Window WINDOW = new Window(1_767_225_600_000L, 1_767_225_660_000L);

    private final MetricsPage server = new MetricsPage();
    private final OpenedSource source = OpenedSource.of("http: { url: '" + server.url() + "/', timeout: 1s,"
            + " path: '/stats?v={{side}}&a={{from}}&b={{to.s}}&c={{ from.iso }}',"
            + " sides: { canary: 'v 2', stable: v1 }, value: /score, id: /request, time: /at }");

    @After
    public void close() {
        source.close();
        server.close();
    }

    private void says(String json) {
        server.shows("/stats", 200, json);
    }

    @Test
    public void theSideAndTheWindowAreFilledIn() {
        says("{\"errors\": 3}");
        assertThat(source.increase("/errors", Side.CANARY, WINDOW)).isEqualTo(3);
        assertThat(server.requests())
                .containsExactly("GET /stats?v=v%202&a=1767225600000&b=1767225660&c=2026-01-01T00%3A00%3A00Z");
    }

    @Test
    public void aPointerSaysWhereANumberIs() {
        says("{\"data\": [{\"p99\": \"0.25\"}], \"v 2\": 7, \"odd\": \"NaN\", \"none\": null, \"loss\": -2}");
        assertThat(source.read(VALUE, "/data/0/p99", Side.CANARY, WINDOW)).isEqualTo(new Answer.Value(0.25));
        assertThat(source.read(VALUE, "/{{side}}", Side.CANARY, WINDOW)).isEqualTo(new Answer.Value(7));
        assertThat(source.read(VALUE, "/{{side}}", Side.STABLE, WINDOW)).isEqualTo(new Answer.Nothing());
        assertThat(source.read(VALUE, "/odd", Side.CANARY, WINDOW)).isEqualTo(new Answer.Value(Double.NaN));
        assertThat(source.read(VALUE, "/none", Side.CANARY, WINDOW)).isEqualTo(new Answer.Nothing());
        assertThat(source.read(VALUE, "/loss", Side.CANARY, WINDOW)).isEqualTo(new Answer.Value(-2));
        assertThat(source.blind(INCREASE, "/odd", WINDOW))
                .isEqualTo("the number at '/odd' is NaN, which counts nothing");
        assertThat(source.wrong(INCREASE, "/loss", WINDOW)).endsWith("a growth is not negative");
    }

    @Test
    public void listsHaveValuesTextsIdsAndTimes() {
        says("{\"rows\": [{\"score\": 0.5, \"request\": \"b\", \"at\": 1767225660, \"answer\": \"yes\"},"
                + "{\"score\": 0.9, \"request\": \"a\", \"at\": \"2026-01-01T01:00:01+01:00\", \"answer\": \"no\"},"
                + "{\"score\": 0, \"request\": \"late\", \"at\": 1767225660001, \"answer\": \"\"},"
                + "{\"score\": 0, \"request\": \"early\", \"at\": 1767225600000, \"answer\": \"\"}], \"empty\": []}");
        assertThat(source.read(SAMPLES, "/rows", Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Samples(List.of(
                        new Answer.Sample(1_767_225_601_000L, "a", 0.9),
                        new Answer.Sample(1_767_225_660_000L, "b", 0.5))));
        assertThat(source.read(TEXTS, "/rows#/answer", Side.CANARY, WINDOW))
                .isEqualTo(new Answer.Texts(List.of(
                        new Answer.Text(1_767_225_601_000L, "a", "no"),
                        new Answer.Text(1_767_225_660_000L, "b", "yes"))));
        assertThat(source.read(SAMPLES, "/empty", Side.CANARY, WINDOW)).isEqualTo(new Answer.Samples(List.of()));
    }

    @Test
    public void aListOfPlainNumbersIsOfTheWindowsEnd() {
        says("[1, 2.5]");
        try (OpenedSource plain = OpenedSource.of("http: { url: '" + server.url() + "', path: '/stats?s={{side}}' }")) {
            assertThat(plain.read(SAMPLES, "#", Side.STABLE, WINDOW))
                    .isEqualTo(new Answer.Samples(
                            List.of(new Answer.Sample(WINDOW.to(), "", 1), new Answer.Sample(WINDOW.to(), "", 2.5))));
            assertThat(plain.wrong(INCREASE, "/0", WINDOW)).startsWith("the path has no {{from}} and {{to}}");
        }
    }

    @Test
    public void whatIsNotThereIsSaid() {
        says(
                "{\"many\": [1, 2], \"text\": \"x\", \"rows\": [{\"score\": 1}], \"bad\": [{\"at\": 1767225660, \"score\": {}}]}");
        assertThat(source.wrong(VALUE, "/many", WINDOW))
                .isEqualTo("one number was expected at '/many', and there are 2, such as 1 and 2");
        assertThat(source.wrong(VALUE, "/text", WINDOW)).endsWith("not \"x\"");
        assertThat(source.wrong(VALUE, "errors", WINDOW)).isEqualTo("'errors' is no pointer such as /data/errors");
        assertThat(source.wrong(SAMPLES, "/text", WINDOW)).startsWith("a list was expected");
        assertThat(source.wrong(SAMPLES, "/rows", WINDOW)).startsWith("an item has no time at '/at'");
        assertThat(source.wrong(SAMPLES, "/bad", WINDOW)).startsWith("a number was expected");
        assertThat(source.wrong(TEXTS, "/bad", WINDOW)).startsWith("a text was expected");
        assertThat(source.wrong(HISTOGRAM, "/many", WINDOW)).startsWith("histograms are not");
        try (OpenedSource same = OpenedSource.of("http: { url: '" + server.url() + "' }")) {
            assertThat(same.wrong(VALUE, "/x", WINDOW)).startsWith("neither the path nor the pointer has {{side}}");
        }
    }

    @Test
    public void badServersMakeUsBlind() {
        says("<html>");
        assertThat(source.blind(VALUE, "/x", WINDOW)).endsWith("answered with something that is not JSON");
        server.shows("/stats", 401, "");
        assertThat(source.blind(VALUE, "/x", WINDOW)).endsWith("refused our credentials (status 401)");
        server.shows("/stats", 404, "");
        assertThat(source.blind(VALUE, "/x", WINDOW)).endsWith("answered with status 404");
        server.fallSilent();
        assertThat(source.blind(VALUE, "/x", WINDOW)).contains("did not answer within");
        server.close();
        assertThat(source.blind(VALUE, "/x", WINDOW)).contains("can't be reached");
    }

    @Test
    public void settingsAreChecked() {
        try (OpenedSource bad = OpenedSource.of(
                "http: { url: 'http://x', path: '/{{version}}', value: score, sides: { canary: [] } }")) {
            assertThat(bad.faults())
                    .hasSize(3)
                    .anyMatch(fault -> fault.contains("{{version}} stands for nothing; known are side, from"))
                    .anyMatch(fault -> fault.contains("a pointer such as /score was expected, not 'score'"));
        }
        try (OpenedSource one = OpenedSource.of("http: { url: 'http://x', path: '{{side}}', sides: { stable: a } }")) {
            assertThat(one.wrong(VALUE, "/x", WINDOW)).isEqualTo("'sides' doesn't say what canary is called");
        }
    }
}
