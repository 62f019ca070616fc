package io.jenkins.plugins.aidelivery.rollout.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class OpenMetricsTextTest {
    private static List<OpenMetricsText.Sample> read(String page) throws OpenMetricsText.MalformedException {
        return OpenMetricsText.parse(page, name -> true);
    }

    @Test
    public void readsBothFormats() throws Exception {
        assertThat(read("""
                # HELP http_requests_total All of them, "quoted" \\n and more.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200",} 1027 1395066363000
                http_requests_total { code = "400" , method="a\\\\b\\n\\"c,}" }\t3.5

                go:info 1.458255915e9
                up NaN
                low -Inf
                seconds_bucket{le="+Inf"} +Inf 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
                seconds_bucket{le="1"} 3 # {} 0.67 1520879607.789
                # EOF
                """))
                .containsExactly(
                        sample(1027, "http_requests_total", "method", "post", "code", "200"),
                        sample(3.5, "http_requests_total", "code", "400", "method", "a\\b\n\"c,}"),
                        sample(1.458255915e9, "go:info"),
                        sample(Double.NaN, "up"),
                        sample(Double.NEGATIVE_INFINITY, "low"),
                        sample(Double.POSITIVE_INFINITY, "seconds_bucket", "le", "+Inf"),
                        sample(3, "seconds_bucket", "le", "1"));
    }

    private static OpenMetricsText.Sample sample(double value, String name, String... labels) {
        Map<String, String> all = new java.util.TreeMap<>(Map.of(Series.NAME, name));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new OpenMetricsText.Sample(all, value);
    }

    @Test
    public void keepsOnlyWhatIsWanted() throws Exception {
        assertThat(OpenMetricsText.parse("a 1\nb 2\nab 3\n", "b"::equals)).hasSize(1);
    }

    @Test
    public void aPageThatIsHalfUnderstoodIsRefusedWithItsLine() {
        for (String line : new String[] {
            "a",
            "a b",
            "a 1f",
            "a 0x10",
            "a 1 2 3",
            "{a=\"b\"} 1",
            "1a 1",
            "a{b} 1",
            "a{b=c} 1",
            "a{b=\"c} 1",
            "a{b=\"c\" d=\"e\"} 1",
            "a{b=\"\\x\"} 1",
            "a{b=\"1\",b=\"2\"} 1",
            "a{b=\"c\"",
            "a{b=\"\\",
            "<html>",
            "{\"a\": 1}"
        }) {
            assertThatThrownBy(() -> read("ok 1\n" + line + "\n"))
                    .as(line)
                    .isInstanceOf(OpenMetricsText.MalformedException.class)
                    .hasMessageStartingWith("line 2 is no line of metrics: ");
        }
        assertThatThrownBy(() -> read("a 1\n# EOF\na 2\n")).hasMessageContaining("follows the mark of the end");
    }
}
