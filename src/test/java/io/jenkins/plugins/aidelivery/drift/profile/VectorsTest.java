package io.jenkins.plugins.aidelivery.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.stats.twosample.RandomFeatures;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.Test;

public class VectorsTest {
    private static VectorSample sample(String... texts) {
        return VectorSample.of(List.of(texts), OptionalInt.empty());
    }

    private static VectorSample normal(int rows, int dimensions, double shift, long seed) {
        Random random = new Random(seed);
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double[] vector = new double[dimensions];
            for (int k = 0; k < dimensions; k++) {
                vector[k] = random.nextGaussian() + shift;
            }
            vectors.add(vector);
        }
        return new VectorSample(dimensions, vectors, new VectorSample.Faults(0, 0, 0));
    }

    @Test
    public void vectorsAreReadAsEnginesWriteThem() {
        for (String text : List.of("[1.5, -2, 3e-2]", "{1.5,-2,0.03}", "[1.5,-2,0.03]", " [ 1.5 , -2.0 , 3E-2 ] ")) {
            assertThat(sample(text).rows().get(0)).as(text).containsExactly(1.5, -2, 0.03);
        }
    }

    @Test
    public void whatCanNotBeUsedIsCounted() {
        VectorSample sample = sample(
                "[1, 2]",
                "[3, 4]",
                "[1, 2, 3]",
                "[NaN, 1]",
                "[null, 1]",
                "{1,NULL}",
                "[\"NaN\",1]",
                "[1e200, 1]",
                "[-Infinity, 1]",
                "[]",
                "{}",
                "[1, x]",
                "hello",
                "");
        assertThat(sample.dimensions()).isEqualTo(2);
        assertThat(sample.rows()).hasSize(2);
        assertThat(sample.faults()).isEqualTo(new VectorSample.Faults(1, 6, 5));
        assertThat(sample.looked()).isEqualTo(14);
    }

    @Test
    public void theLengthIsTheReferencesIfAnyVectorHasIt() {
        List<String> texts = List.of("[1, 2, 3]", "[4, 5, 6]", "[7, 8]");
        assertThat(VectorSample.of(texts, OptionalInt.of(2)).dimensions()).isEqualTo(2);
        assertThat(VectorSample.of(texts, OptionalInt.of(5)).dimensions()).isEqualTo(3);
        assertThat(VectorSample.of(List.of(), OptionalInt.of(5)).dimensions()).isZero();
    }

    @Test
    public void twoPartsAreTheWhole() {
        VectorSample whole = normal(300, 5, 1e6, 1);
        Vectors reference = Vectors.of(normal(100, 5, 1e6, 2), Optional.empty());
        Vectors together = Vectors.of(part(whole, 0, 100), Optional.of(reference))
                .plus(Vectors.of(part(whole, 100, 300), Optional.of(reference)));
        Vectors expected = Vectors.of(whole, Optional.of(reference));
        assertThat(together.used()).isEqualTo(300);
        assertThat(together.means().toArray()).containsExactly(expected.means().toArray(), within(1e-8));
        assertThat(together.squares().toArray())
                .containsExactly(expected.squares().toArray(), within(1e-5));
        assertThat(together.features().toArray())
                .containsExactly(expected.features().toArray(), within(1e-9));
        Vectors alone = Vectors.of(whole, Optional.empty());
        assertThatThrownBy(() -> together.plus(alone)).hasMessageContaining("different references");
    }

    private static VectorSample part(VectorSample whole, int from, int to) {
        return new VectorSample(whole.dimensions(), whole.rows().subList(from, to), new VectorSample.Faults(0, 0, 0));
    }

    /** Against the kernel itself, pair by pair. */
    @Test
    public void theMeanDiscrepancyIsAboutTheKernels() {
        for (double shift : new double[] {0, 0.5, 1}) {
            VectorSample before = normal(400, 6, 0, 3);
            VectorSample now = normal(300, 6, shift, 4);
            Vectors one = Vectors.of(before, Optional.empty());
            Vectors other = Vectors.of(now, Optional.of(one));
            double width = one.width();
            double exact = mean(before.rows(), before.rows(), width)
                    + mean(now.rows(), now.rows(), width)
                    - 2 * mean(before.rows(), now.rows(), width);
            assertThat(one.meanDiscrepancy(other)).as("shift %s", shift).isCloseTo(exact, within(0.01 + 0.1 * exact));
        }
    }

    /** Of all pairs of two vectors that aren't one and the same. */
    private static double mean(List<double[]> one, List<double[]> other, double width) {
        double sum = 0;
        long pairs = 0;
        for (double[] x : one) {
            for (double[] y : other) {
                if (x != y) {
                    sum += Math.exp(-RandomFeatures.squaredDistance(x, y) / width / width);
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    public void theKernelIsAsWideAsVectorsAreApart() {
        Vectors vectors = Vectors.of(normal(2000, 50, 3, 5), Optional.empty());
        assertThat(vectors.width()).isCloseTo(10, within(0.3));
        assertThat(vectors.spread()).isCloseTo(Math.sqrt(50), within(0.1));
        VectorSample equal =
                new VectorSample(2, Collections.nCopies(10, new double[] {1, 2}), new VectorSample.Faults(0, 0, 0));
        assertThat(Vectors.of(equal, Optional.empty()).width()).isZero();
    }

    @Test
    public void itIsSmallInJsonAndComesBackAsItWas() throws Exception {
        Vectors vectors = Vectors.of(normal(100, 384, 0, 6), Optional.empty());
        String json = JsonFile.MAPPER.writeValueAsString(vectors);
        assertThat(json).hasSizeLessThan(12_000);
        assertThat(JsonFile.MAPPER.readValue(json, Vectors.class)).isEqualTo(vectors);
    }
}
