package io.jenkins.plugins.aidelivery.evidence;

import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What tests say of evidence; measures are named as people see them, {@code f1[class=malignant]}. */
public final class EvidenceAssert extends AbstractAssert<EvidenceAssert, Evidence> {
    private EvidenceAssert(Evidence actual) {
        super(actual, EvidenceAssert.class);
    }

    public static EvidenceAssert assertThat(Evidence actual) {
        return new EvidenceAssert(actual);
    }

    /** Every file was read. */
    public EvidenceAssert isRead() {
        Assertions.assertThat(actual.files())
                .isNotEmpty()
                .allSatisfy(file ->
                        Assertions.assertThat(file.state()).as("%s", file).isEqualTo(EvidenceFile.State.READ));
        return this;
    }

    /** A usable measure has a value. */
    public EvidenceAssert has(String id, double value) {
        Measure measure = measure(id);
        Assertions.assertThat(measure.status()).as(id).isEqualTo(Status.OK);
        Assertions.assertThat(measure.amount().value())
                .as(id)
                .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
        return this;
    }

    public EvidenceAssert has(String id, double value, Unit unit, Direction direction) {
        has(id, value);
        Assertions.assertThat(measure(id).amount().unit()).as(id).isEqualTo(unit);
        Assertions.assertThat(measure(id).amount().direction()).as(id).isEqualTo(direction);
        return this;
    }

    public EvidenceAssert hasSampling(String id, Sampling sampling) {
        Assertions.assertThat(measure(id).amount().sampling()).as(id).isEqualTo(sampling);
        return this;
    }

    public EvidenceAssert hasCounts(String id, long successes, long trials) {
        return hasSampling(id, new Sampling.Counts(successes, trials));
    }

    public EvidenceAssert hasShare(String id, long n, double effective) {
        Sampling.Share share = sampling(id, Sampling.Share.class);
        Assertions.assertThat(share.n()).as(id).isEqualTo(n);
        Assertions.assertThat(share.effectiveTrials()).as(id).isCloseTo(effective, within(1e-9 * effective));
        return this;
    }

    public EvidenceAssert hasMean(String id, long n, double standardError) {
        Sampling.Mean mean = sampling(id, Sampling.Mean.class);
        Assertions.assertThat(mean.n()).as(id).isEqualTo(n);
        Assertions.assertThat(mean.standardError()).as(id).isCloseTo(standardError, within(1e-9 * standardError));
        return this;
    }

    private <T extends Sampling> T sampling(String id, Class<T> kind) {
        Assertions.assertThat(measure(id).amount().sampling()).as(id).isInstanceOf(kind);
        return kind.cast(measure(id).amount().sampling());
    }

    /** A measure that can't be used, and why. */
    public EvidenceAssert hasUnusable(String id, Status.State state, String... reasons) {
        Status status = measure(id).status();
        Assertions.assertThat(status.state()).as("%s: %s", id, status.reason()).isEqualTo(state);
        says(status.reason(), reasons);
        return this;
    }

    public EvidenceAssert lacks(String... ids) {
        Assertions.assertThat(actual.measures().all().stream()
                        .map(measure -> measure.id().toString()))
                .doesNotContain(ids);
        return this;
    }

    public EvidenceAssert hasNoMeasures() {
        Assertions.assertThat(actual.measures().all()).isEmpty();
        return this;
    }

    /** A file's state, with a note that is a sentence for people. */
    public EvidenceAssert hasFile(String path, EvidenceFile.State state, String... notes) {
        EvidenceFile file = actual.files().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no file " + path + " in " + actual.files()));
        Assertions.assertThat(file.state()).as("%s", file).isEqualTo(state);
        says(file.note(), notes);
        return this;
    }

    /** Nothing that a gate could pass by: every problem has a sentence, and none is a programmer's. */
    public EvidenceAssert isRefused(String... notes) {
        Assertions.assertThat(actual.problems()).as("%s", actual.files()).isNotEmpty();
        Assertions.assertThat(actual.problems())
                .allSatisfy(
                        file -> Assertions.assertThat(file.note()).isNotBlank().doesNotContain("Exception", "java."));
        says(actual.problems().get(0).note(), notes);
        return hasNoMeasures();
    }

    private static void says(String sentence, String... parts) {
        for (String part : parts) {
            Assertions.assertThat(sentence).contains(part);
        }
    }

    private Measure measure(String id) {
        return actual.measures().all().stream()
                .filter(measure -> measure.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no measure " + id + " among "
                        + actual.measures().all().stream().map(Measure::id).toList() + ", files " + actual.files()));
    }
}
