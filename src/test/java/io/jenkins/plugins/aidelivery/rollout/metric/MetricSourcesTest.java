package io.jenkins.plugins.aidelivery.rollout.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** That a source is one class and one service line, and that a plan names one of them. */
public class MetricSourcesTest {
    @Test
    public void everyTypeIsAnnouncedOnceAndInOrder() throws IOException {
        try (InputStream in =
                getClass().getResourceAsStream("/META-INF/services/" + MetricSourceType.class.getName())) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    public void everyTypeIsDocumented() throws IOException {
        String page = Files.readString(Checkout.file("docs/metric-sources.md"));
        assertThat(ServiceLoader.load(MetricSourceType.class))
                .extracting(MetricSourceType::id)
                .containsExactlyInAnyOrder("file", "http", "jdbc", "openmetrics", "prometheus", "proxy")
                .allSatisfy(id -> assertThat(page).contains("\n## " + id + "\n"));
    }

    @Test
    public void aPlanNamesOneSource() {
        assertThat(faults("prometeus: { url: x }"))
                .singleElement()
                .asString()
                .contains("metrics.prometeus: is no metric source; did you mean 'prometheus'?");
        assertThat(faults("graphite: { url: x }"))
                .singleElement()
                .asString()
                .contains("is no metric source; known are ")
                .contains("prometheus");
        assertThat(faults("")).singleElement().asString().contains("one metric source was expected: ");
        assertThat(faults("prometheus: {}, file: {}"))
                .singleElement()
                .asString()
                .contains("one metric source was expected: ");
        assertThat(faults("prometheus: 3"))
                .singleElement()
                .asString()
                .contains("a mapping of keys was expected, not '3'");
    }

    private static Set<String> faults(String settings) {
        try (OpenedSource source = OpenedSource.of(settings)) {
            return new TreeSet<>(source.faults());
        }
    }
}
