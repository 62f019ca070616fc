package io.jenkins.plugins.aidelivery.evidence;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Whatever a file becomes, reading it ends, with evidence and without an exception; cut off, it never says more. */
@RunWith(Parameterized.class)
public class DamagedReportTest {
    private static final int CUTS = 50;
    private static final int DAMAGES = 200;

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Rule
    public final Timeout timeout = Timeout.seconds(60);

    private final RealReport report;

    @Parameters(name = "{0}")
    public static List<RealReport> reports() {
        return RealReport.all();
    }

    public DamagedReportTest(RealReport report) {
        this.report = report;
    }

    @Test
    public void cutOffItNeverSaysMore() throws Exception {
        byte[] whole = EvidenceFolder.fixture(report.fixture());
        Evidence original = read(whole);
        Random random = new Random(20260131);
        for (int i = 0; i < CUTS; i++) {
            int length = random.nextInt(whole.length);
            Evidence cut = read(Arrays.copyOf(whole, length));
            if (cut.problems().isEmpty()) {
                Assertions.assertThat(cut.measures().all())
                        .as("cut at %s", length)
                        .allSatisfy(measure -> saysNoMoreThan(original, measure));
            }
        }
    }

    private static void saysNoMoreThan(Evidence original, Measure measure) {
        Optional<Measure> before = original.measures().find(measure.id());
        Assertions.assertThat(before).as("%s", measure.id()).isPresent();
        Amount amount = measure.amount();
        boolean good = amount.direction() == Direction.HIGHER;
        if (good && amount.sampling() instanceof Sampling.Total) {
            Assertions.assertThat(amount.value())
                    .isLessThanOrEqualTo(before.get().amount().value());
        }
        if (good
                && amount.sampling() instanceof Sampling.Counts counts
                && before.get().amount().sampling() instanceof Sampling.Counts all) {
            Assertions.assertThat(counts.successes()).isLessThanOrEqualTo(all.successes());
            Assertions.assertThat(counts.trials()).isLessThanOrEqualTo(all.trials());
        }
    }

    @Test
    public void withBytesChangedItIsStillRefusedOrRead() throws Exception {
        byte[] whole = EvidenceFolder.fixture(report.fixture());
        Random random = new Random(20260201);
        for (int i = 0; i < DAMAGES; i++) {
            Evidence found = read(damaged(whole, random));
            Assertions.assertThat(found.files()).isNotEmpty().allSatisfy(file -> {
                if (file.state().isProblem()) {
                    Assertions.assertThat(file.note()).isNotBlank().doesNotContain("Exception", "java.", "jackson");
                }
            });
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        int at = random.nextInt(whole.length);
        byte[] odd = {0, '"', '\'', '{', '}', '[', ']', '<', '>', '&', ',', '-', 'e', '9', (byte) 0xFF, (byte) 0xC3};
        byte one = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : odd[random.nextInt(odd.length)];
        if (random.nextBoolean()) {
            byte[] flipped = whole.clone();
            flipped[at] = one;
            return flipped;
        }
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(whole, 0, at);
        longer.write(one);
        longer.write(whole, at, whole.length - at);
        return longer.toByteArray();
    }

    private Evidence read(byte[] bytes) throws Exception {
        folder.write(report.fileName(), bytes);
        return folder.read(report.fileName());
    }
}
