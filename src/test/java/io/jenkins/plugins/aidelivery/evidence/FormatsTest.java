package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.Test;

/** That a format is one class, one service line and at least one real report, and that no two claim the same file. */
public class FormatsTest {
    private static final List<ReportReader> READERS = ServiceLoader.load(ReportReader.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    public void everyRealReportIsOneReaders() throws IOException {
        for (RealReport report : RealReport.values()) {
            byte[] bytes = EvidenceFolder.fixture(report.fixture());
            Head head = new Head(report.fileName(), bytes);
            Assertions.assertThat(READERS.stream()
                            .filter(reader -> reader.recognises(head))
                            .map(ReportReader::format))
                    .as(report.fixture())
                    .containsExactly(report.format());
        }
    }

    @Test
    public void everyReaderHasARealReportWithItsOrigin() {
        for (ReportReader reader : READERS) {
            List<RealReport> own = RealReport.all().stream()
                    .filter(report -> report.format().equals(reader.format()))
                    .toList();
            Assertions.assertThat(own).as(reader.format()).isNotEmpty();
            String directory =
                    own.get(0).fixture().substring(0, own.get(0).fixture().indexOf('/'));
            URL origin = getClass().getResource(directory + "/ORIGIN.md");
            Assertions.assertThat(origin).as("where %s comes from", directory).isNotNull();
        }
    }

    @Test
    public void formatsHaveOneNameEachAndFamiliesArePlain() {
        Assertions.assertThat(READERS.stream().map(ReportReader::format)).doesNotHaveDuplicates();
        Assertions.assertThat(READERS.stream().map(ReportReader::family)).allMatch(family -> family.matches("[a-z_]*"));
    }

    @Test
    public void theServiceFileIsSorted() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/services/" + ReportReader.class.getName())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Assertions.assertThat(text.lines().collect(Collectors.toList()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    public void nobodyClaimsAFileOfAnotherTool() throws IOException {
        String[] others = {
            "{}",
            "[]",
            "{\"results\": [], \"version\": \"1\"}",
            "{\"metrics\": [], \"tests\": []}",
            "{\"errors\": [], \"metrics\": {}}",
            "{\"name\": \"x\", \"version\": \"2.1.0\", \"scripts\": {}}",
            "{\"version\": 3, \"results\": {}}",
            "{\"runs\": 3}",
            "<report/>",
            "<coverage generated='1' clover='4'><project/></coverage>",
            "<checkstyle version='8'/>",
            "a,b\n1,2\n"
        };
        for (String other : others) {
            Head head = new Head("x.json", other.getBytes(StandardCharsets.UTF_8));
            Assertions.assertThat(READERS).as(other).noneMatch(reader -> reader.recognises(head));
        }
    }
}
