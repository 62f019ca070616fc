package io.jenkins.plugins.aidelivery.evidence.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Slice;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The heap does not grow with the file: three million rows in a process of its own with 256 MB. */
public class PredictionsScaleTest {
    private static final int ROWS = 3_000_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Reads the file, so that the process ends well only if all of it fits. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Columns columns = PredictionFiles.columns("label", "prediction", "score", "weight", List.of("site"));
            Measures measures =
                    PredictionFiles.measures(Path.of(args[0]), "big.csv", new Predictions(columns, "", 0.5, "", 30));
            double rows = PredictionFiles.measure(measures, "rows", Slice.ALL)
                    .amount()
                    .value();
            double area = PredictionFiles.measure(measures, "roc_auc", Slice.ALL)
                    .amount()
                    .value();
            if (rows != ROWS || !(area > 0.8 && area < 0.87)) {
                throw new AssertionError(rows + " rows, area " + area);
            }
        }
    }

    @Test
    public void millionsOfRowsFitIntoASmallHeap() throws IOException, InterruptedException {
        Path directory = folder.getRoot().toPath();
        write(directory.resolve("big.csv"));
        Path output = directory.resolve("output.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(output)).isZero();
    }

    private static void write(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("label,prediction,score,weight,site\n");
            for (int i = 0; i < ROWS; i++) {
                double score = random.nextDouble();
                int label = random.nextDouble() < score ? 1 : 0;
                out.write(label + "," + (score >= 0.5 ? 1 : 0) + "," + score + ",1.5," + (char) ('a' + i % 3) + "\n");
            }
        }
    }
}
