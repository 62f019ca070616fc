package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.stats.twosample.KolmogorovSmirnov;
import io.jenkins.plugins.aidelivery.stats.twosample.Pooled;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The exact distance lies where the counts of cells say; and where the verdict depends on it, it is found. */
public class CertifiedDistanceTest {
    private static final int ROWS = 20_000;

    /** Distributions that are hard to count in cells. */
    private static final Map<String, ToDoubleFunction<Random>> SHAPES = Map.of(
            "normal", Random::nextGaussian,
            "lognormal", random -> Math.exp(3 * random.nextGaussian()),
            "heavy tail", random -> Math.pow(1 - random.nextDouble(), -3),
            "mostly zero", random -> random.nextDouble() < 0.7 ? 0 : random.nextGaussian(),
            "two far clusters", random -> (random.nextBoolean() ? 0 : 1e9) + random.nextGaussian(),
            "one outlier beyond all", random -> random.nextInt(5000) == 0 ? 1e308 : random.nextGaussian(),
            "denormals and more",
                    random -> random.nextInt(3) == 0 ? random.nextDouble() * 1e-310 : random.nextGaussian(),
            "prices", random -> Math.round(1000 * Math.exp(random.nextGaussian())) / 100.0);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ColumnDrift compare(double[] reference, double[] current, double threshold) throws IOException {
        Tables tables = new Tables(folder);
        DriftSettings settings = new DriftSettings(
                "",
                Preset.DEFAULT,
                List.of(),
                List.of(),
                DriftSettings.ALPHA,
                DriftSettings.SHARE,
                Map.of(
                        "x",
                        new DriftSettings.ColumnRule(
                                Optional.of(Method.KOLMOGOROV_SMIRNOV), Optional.of(threshold), 1, false)),
                DriftSettings.Missing.FAIL);
        TablePair pair = Tables.pair(tables.numbers("r.csv", reference), tables.numbers("c.csv", current), settings);
        return DriftChecker.check(pair.reference(), pair.current(), settings, Instant.EPOCH)
                .columns()
                .get(0);
    }

    private static double[] sample(ToDoubleFunction<Random> shape, double factor, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> factor * shape.applyAsDouble(random))
                .limit(ROWS)
                .toArray();
    }

    @Test
    public void theExactDistanceLiesWithin() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            double[] reference = sample(shape.getValue(), 1, 1);
            double[] current = sample(shape.getValue(), 1.2, 2);
            double exact = KolmogorovSmirnov.statistic(Pooled.ofSamples(reference, current));
            ColumnDrift.Score score = compare(reference, current, 0.9).score();
            assertThat(exact).as(shape.getKey()).isBetween(score.low() - 1e-12, score.high() + 1e-12);
        }
    }

    @Test
    public void aVerdictThatHangsByAThreadIsStillExact() throws IOException {
        for (Map.Entry<String, ToDoubleFunction<Random>> shape : SHAPES.entrySet()) {
            double[] reference = sample(shape.getValue(), 1, 3);
            double[] current = sample(shape.getValue(), 1.2, 4);
            double exact = KolmogorovSmirnov.statistic(Pooled.ofSamples(reference, current));
            double step = 0.5 / ROWS;
            assertThat(compare(reference, current, exact - step / 2).outcome())
                    .as(shape.getKey() + " just above the threshold")
                    .isEqualTo(Outcome.DRIFT);
            assertThat(compare(reference, current, exact + step / 2).outcome())
                    .as(shape.getKey() + " just below the threshold")
                    .isNotIn(Outcome.DRIFT, Outcome.UNDECIDED);
        }
    }
}
