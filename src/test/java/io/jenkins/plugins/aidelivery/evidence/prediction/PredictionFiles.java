package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that generate.py made with scikit-learn and fairlearn, and what comes out of reading them. */
final class PredictionFiles {
    private PredictionFiles() {}

    static Path directory() {
        try {
            return Path.of(PredictionFiles.class.getResource("real").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode expected(String name) {
        try {
            return new ObjectMapper()
                    .readTree(directory().resolve(name + ".expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all expectations of a task. */
    static List<String> ofTask(String task) {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".expected.json"))
                    .map(name -> name.substring(0, name.length() - ".expected.json".length()))
                    .filter(name -> expected(name).get("task").asText().equals(task))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Columns columns(String label, String prediction, String score, String weight, List<String> groups) {
        return new Columns(label, prediction, score, weight, "", groups);
    }

    static Evidence read(Path directory, String file, Predictions predictions) {
        return new EvidenceCollector(directory, Freshness.any())
                .collect(List.of(new EvidenceEntry(file, "", 0, predictions)));
    }

    /** All that was measured; the file must have been read. */
    static Measures measures(Path directory, String file, Predictions predictions) {
        Evidence evidence = read(directory, file, predictions);
        assertThat(evidence.files())
                .as(file)
                .singleElement()
                .satisfies(one ->
                        assertThat(one.state()).as(file + ": " + one.note()).isEqualTo(EvidenceFile.State.READ));
        return evidence.measures();
    }

    /** Why a file was not read. */
    static String complaint(Path directory, String file, Predictions predictions) {
        Evidence evidence = read(directory, file, predictions);
        assertThat(evidence.measures().names()).as(file).isEmpty();
        assertThat(evidence.files())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(EvidenceFile.State.BROKEN));
        return evidence.files().get(0).note();
    }

    static Measure measure(Measures measures, String name, Slice slice) {
        return measures.find(new MeasureId(name, slice))
                .orElseThrow(() -> new AssertionError("no " + name + "[" + slice + "] among " + measures.names()));
    }

    /** Compares a measure at 1e-9 with a number; null stands for "can't be computed". */
    static void agrees(Measures measures, String name, Slice slice, JsonNode expected) {
        assertThat(expected.isMissingNode()).as("expectation of " + name).isFalse();
        Measure measure = measure(measures, name, slice);
        if (expected.isNull()) {
            assertThat(measure.status().isOk()).as(name + "[" + slice + "]").isFalse();
            return;
        }
        assertThat(measure.status().reason()).as(name + "[" + slice + "]").isEmpty();
        double wanted = expected.asDouble();
        double error = Math.abs(measure.amount().value() - wanted);
        assertThat(error)
                .as("%s[%s]: %s, not %s", name, slice, measure.amount().value(), wanted)
                .isLessThanOrEqualTo(1e-9 * Math.abs(wanted) + 1e-15);
    }
}
