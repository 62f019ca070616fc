package io.jenkins.plugins.aidelivery.rollout.metric;

import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.HISTOGRAM;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.INCREASE;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.SAMPLES;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.TEXTS;
import static io.jenkins.plugins.aidelivery.rollout.metric.Query.Kind.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.connection.Connections;
import io.jenkins.plugins.aidelivery.rollout.connection.Endpoint;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Rows that somebody writes while we read, or has recorded. */
public class FileSourceTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private OpenedSource source;

    @After
    public void close() {
        if (source != null) {
            source.close();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private OpenedSource open(String settings) {
        source = OpenedSource.of("file: { " + settings + " }", folder.getRoot().toPath(), Map.of());
        return source;
    }

    /** Of seconds. */
    private static Window window(long from, long to) {
        return new Window(from * 1000, to * 1000);
    }

    @Test
    public void recordedRowsAnswerForAnyWindow() throws IOException {
        write("m.csv", "t,track,errors,p99\n100,v2,1,0.5\n100,v1,7,0.4\n110,v2,2,0.6\n120,v2,4,\n130,v1,0,0.1\n");
        open("path: m.csv, time: t, side: track, sides: { canary: v2, stable: v1 }");
        assertThat(source.increase("errors", Side.CANARY, window(100, 120)))
                .as("after 100, up to 120")
                .isEqualTo(6);
        assertThat(source.increase("errors", Side.CANARY, window(90, 100)))
                .as("earlier, and asked later")
                .isEqualTo(1);
        assertThat(source.increase("errors", Side.STABLE, window(90, 130))).isEqualTo(7);
        assertThat(source.increase("errors", Side.CANARY, window(121, 130)))
                .as("no traffic")
                .isEqualTo(0);
        assertThat(source.read(VALUE, "p99", Side.CANARY, window(100, 120))).isEqualTo(new Answer.Value(0.6));
        assertThat(source.read(SAMPLES, "p99", Side.CANARY, window(90, 130)))
                .isEqualTo(new Answer.Samples(
                        List.of(new Answer.Sample(100_000, "", 0.5), new Answer.Sample(110_000, "", 0.6))));
    }

    @Test
    public void onlyWhatIsNewIsReadWhenAFileGrows() throws IOException {
        Path file = write("m.csv", "time,side,errors\n100,canary,1\n");
        open("path: m.csv");
        assertThat(source.increase("errors", Side.CANARY, window(90, 100))).isEqualTo(1);
        append(file, "105,canary,2\n106,canary,3");
        assertThat(source.increase("errors", Side.CANARY, window(100, 110)))
                .as("the last row is still being written")
                .isEqualTo(2);
        append(file, "0\n");
        assertThat(source.increase("errors", Side.CANARY, window(100, 110))).isEqualTo(32);
    }

    @Test
    public void aLargeFileIsReadFromWhereItIsNew() throws IOException {
        StringBuilder text = new StringBuilder("time,side,errors\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i / 10).append(i % 2 == 0 ? ",canary,1\n" : ",stable,2\n");
        }
        write("m.csv", text.toString());
        open("path: m.csv");
        assertThat(source.increase("errors", Side.CANARY, window(19_000, 19_999)))
                .isEqualTo(5 * 999);
        assertThat(source.increase("errors", Side.STABLE, window(0, 10_000))).isEqualTo(2 * 5 * 10_000);
        assertThat(source.increase("errors", Side.STABLE, window(-1, 19_999))).isEqualTo(2 * 100_000);
    }

    @Test
    public void rowsOutOfOrderAreCountedWhereTheyBelong() throws IOException {
        Path file = write("m.csv", "time,side,errors\n120,canary,1\n100,canary,2\n110,canary,4\n");
        open("path: m.csv");
        assertThat(source.increase("errors", Side.CANARY, window(99, 110))).isEqualTo(6);
        append(file, "115,canary,8\n125,canary,16\n");
        assertThat(source.increase("errors", Side.CANARY, window(110, 125))).isEqualTo(25);
        assertThat(source.increase("errors", Side.CANARY, window(99, 125))).isEqualTo(31);
    }

    @Test
    public void aFileThatIsReplacedIsReadAnew() throws IOException {
        write("m.csv", "time,side,errors\n100,canary,1\n110,canary,1\n");
        open("path: m.csv");
        assertThat(source.increase("errors", Side.CANARY, window(90, 110))).isEqualTo(2);
        write("m.csv", "time,side,errors\n105,canary,9\n");
        assertThat(source.increase("errors", Side.CANARY, window(90, 110))).isEqualTo(9);
    }

    @Test
    public void cumulativeCountsAreSubtracted() throws IOException {
        write("m.csv", "time,side,total\n100,canary,1000\n110,canary,1010\n120,canary,3\n130,canary,5\n");
        open("path: m.csv, cumulative: true");
        assertThat(source.increase("total", Side.CANARY, window(90, 110))).isEqualTo(10);
        assertThat(source.increase("total", Side.CANARY, window(110, 130))).isEqualTo(5);
        assertThat(source.increase("total", Side.CANARY, window(90, 130))).isEqualTo(15);
    }

    @Test
    public void linesOfJsonHaveTextsAndIds() throws IOException {
        write(
                "m.jsonl",
                "{\"time\": \"1970-01-01T00:01:41Z\", \"side\": \"canary\", \"request\": 7, \"a\": {\"text\": \"say \\\"hi\\\"\"}}\n"
                        + "{\"time\": 102.5, \"side\": \"canary\", \"request\": 8, \"a\": {\"text\": \"no\"}, \"score\": 0.25}\n");
        open("path: m.jsonl, id: request");
        assertThat(source.read(TEXTS, "/a/text", Side.CANARY, window(100, 110)))
                .isEqualTo(new Answer.Texts(
                        List.of(new Answer.Text(101_000, "7", "say \"hi\""), new Answer.Text(102_500, "8", "no"))));
        assertThat(source.read(SAMPLES, "score", Side.CANARY, window(100, 110)))
                .isEqualTo(new Answer.Samples(List.of(new Answer.Sample(102_500, "8", 0.25))));
        assertThat(source.read(VALUE, "score", Side.STABLE, window(100, 110))).isEqualTo(new Answer.Nothing());
    }

    @Test
    public void quotedFieldsMayHoldCommasAndLineEnds() throws IOException {
        write("m.csv", "\uFEFFtime,side,answer\r\n100,canary,\"a, \"\"b\"\"\nc\"\r\n101,canary,d\r\n");
        open("path: m.csv");
        assertThat(source.read(TEXTS, "answer", Side.CANARY, window(90, 110)))
                .isEqualTo(new Answer.Texts(
                        List.of(new Answer.Text(100_000, "", "a, \"b\"\nc"), new Answer.Text(101_000, "", "d"))));
    }

    @Test
    public void aFileThatNobodyWritesAnyMoreIsStale() throws IOException {
        write("m.csv", "time,side,errors\n100,canary,1\n150,stable,1\n");
        open("path: m.csv");
        assertThat(source.increase("errors", Side.CANARY, window(120, 150)))
                .as("the other side's row shows that somebody writes")
                .isEqualTo(0);
        assertThat(source.blind(VALUE, "errors", window(120, 150)))
                .startsWith("stale: the newest sample was 50.0 s old");
        assertThat(source.blind(INCREASE, "errors", window(150, 200)))
                .startsWith("stale: the newest sample was 50.0 s old");
    }

    @Test
    public void badNumbersAreNotCounted() throws IOException {
        write("m.csv", "time,side,errors,bad\n100,canary,NaN,-1\n101,canary,x,Inf\n");
        open("path: m.csv");
        assertThat(source.blind(INCREASE, "errors", window(99, 100)))
                .isEqualTo("a count of errors is NaN, which counts nothing");
        assertThat(source.wrong(INCREASE, "errors", window(100, 101))).isEqualTo("a number was expected, not 'x'");
        assertThat(source.wrong(INCREASE, "bad", window(99, 100))).endsWith("a growth is not negative");
        assertThat(source.read(VALUE, "bad", Side.CANARY, window(99, 101)))
                .isEqualTo(new Answer.Value(Double.POSITIVE_INFINITY));
    }

    @Test
    public void badFilesAndQuestionsAreSaid() throws IOException {
        open("path: m.csv");
        assertThat(source.blind(VALUE, "errors", window(0, 100))).isEqualTo("there is no file m.csv");
        write("m.csv", "");
        assertThat(source.blind(VALUE, "errors", window(0, 100))).isEqualTo("the file m.csv is still empty");
        write("m.csv", "time,track,errors\n");
        assertThat(source.wrong(VALUE, "errors", window(0, 100))).startsWith("the file has no column 'side'");
        write("m.csv", "time,side,errors\n1,canary\n");
        assertThat(source.wrong(VALUE, "errors", window(0, 100)))
                .startsWith("a row has 2 values where 3 were expected");
        write("m.csv", "time,side,errors\nyesterday,canary,1\n");
        assertThat(source.wrong(VALUE, "errors", window(0, 100))).startsWith("a row has 'yesterday' as its time");
        assertThat(source.wrong(VALUE, "erors", window(0, 100))).contains("did you mean 'errors'?");
        assertThat(source.wrong(HISTOGRAM, "errors", window(0, 100))).startsWith("histograms are not");
        write("m.csv", "{\"time\": 1}\nx\n");
        assertThat(source.wrong(VALUE, "errors", window(0, 100))).isEqualTo("a line is no JSON: 'x'");
        assertThat(source.wrong(VALUE, "/~", window(0, 100)).isEmpty()).isFalse();
    }

    @Test
    public void settingsAreChecked() {
        assertThat(open("").faults()).singleElement().asString().contains("'path' is missing");
    }

    @Test
    public void filesAreNotReadWhereAPlanMayNotUseThem() throws Exception {
        List<SpecException.Fault> faults = new ArrayList<>();
        SpecCursor in = new SpecCursor(
                SpecParser.parse("plan.yml", "metrics: { file: { path: /etc/passwd } }")
                        .root(),
                "",
                faults);
        Connections controller = new Connections() {
            @Override
            public Optional<Endpoint> endpoint(SpecCursor settings, String key) {
                return Optional.empty();
            }

            @Override
            public boolean allowsLocal() {
                return false;
            }
        };
        Surroundings surroundings = new Surroundings(
                controller,
                new HttpCalls(Runnable::run),
                Runnable::run,
                folder.getRoot().toPath());
        assertThat(new MetricSources().open(in, "metrics", surroundings)).isEmpty();
        assertThat(faults).singleElement().asString().contains("files can't be read here");
    }
}
