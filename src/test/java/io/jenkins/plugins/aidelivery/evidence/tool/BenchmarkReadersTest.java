package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.assertj.core.api.Assertions;
import org.junit.Rule;
import org.junit.Test;

public class BenchmarkReadersTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void readsPytestBenchmarksDurations() throws Exception {
        assertThat(folder.readFixture("pytest-benchmark/benchmark.json"))
                .isRead()
                .has("benchmark.test_score.mean", 6.801466709778955e-07, Unit.SECONDS, Direction.LOWER)
                .hasMean("benchmark.test_score.mean", 30, 6.596221041891252e-09 / Math.sqrt(30))
                .has("benchmark.test_score.rate", 1470271.1086745868, Unit.PER_SECOND, Direction.HIGHER)
                .has("benchmark.test_score.median", 6.799999937356916e-07)
                .has("benchmark.test_batch.mean[rows=10]", 7.458220002263261e-06)
                .has("benchmark.test_batch.mean[rows=100]", 9.159002000160399e-05);
    }

    @Test
    public void aParameterWithoutANameIsASliceToo() throws Exception {
        folder.write(
                "a.json",
                EvidenceFolder.text("pytest-benchmark/benchmark.json")
                        .replaceAll("\"params\": \\{[^}]*}", "\"params\": null"));
        assertThat(folder.read("a.json")).has("benchmark.test_batch.mean[param=10]", 7.458220002263261e-06);
    }

    @Test
    public void readsJmhsModesInTheirOwnDirections() throws Exception {
        assertThat(folder.readFixture("jmh/jmh.json"))
                .isRead()
                .has(
                        "benchmark.ScoreBenchmark.exp.throughput[features=10]",
                        78.36824479359596e6,
                        Unit.PER_SECOND,
                        Direction.HIGHER);
        Sampling sampling = folder.read("jmh.json")
                .measures()
                .named("benchmark.ScoreBenchmark.exp.throughput")
                .iterator()
                .next()
                .amount()
                .sampling();
        Assertions.assertThat(sampling).isInstanceOf(Sampling.Mean.class);
        // Half of JMH's own 99.9 % interval is t(0.9995; 5) = 6.8688 standard errors.
        Assertions.assertThat(((Sampling.Mean) sampling).standardError() * 6.868826625881)
                .isCloseTo(1.4226019300516255e6, withinPercentage(1e-6));
        assertThat(folder.read("jmh.json"))
                .hasSampling("benchmark.ScoreBenchmark.exp.sample_time[features=10]", Sampling.UNKNOWN);
    }

    @Test
    public void oneIterationKnowsNoPrecision() throws Exception {
        assertThat(folder.readFixture("jmh/jmh-one-iteration.json"))
                .isRead()
                .has(
                        "benchmark.ScoreBenchmark.score.average_time[features=10]",
                        0.08389551872212427e-6,
                        Unit.SECONDS,
                        Direction.LOWER)
                .hasSampling("benchmark.ScoreBenchmark.score.average_time[features=10]", Sampling.UNKNOWN);
    }

    @Test
    public void complainsOfWhatJmhDoesNotHave() throws Exception {
        String whole = EvidenceFolder.text("jmh/jmh-one-iteration.json");
        folder.write("a.json", whole.replace("\"avgt\"", "\"median\""));
        assertThat(folder.read("a.json")).isRefused("/0/mode", "a mode of JMH");
        folder.write("a.json", whole.replace("\"us/op\"", "\"bananas\""));
        assertThat(folder.read("a.json")).isRefused("/0/primaryMetric/scoreUnit", "\"bananas\"");
    }
}
