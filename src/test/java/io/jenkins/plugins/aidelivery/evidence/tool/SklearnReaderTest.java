package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.junit.Rule;
import org.junit.Test;

public class SklearnReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void readsAccuracyAveragesAndClasses() throws Exception {
        assertThat(folder.readFixture("sklearn/binary-named.json"))
                .isRead()
                .has("accuracy", 0.951048951048951, Unit.RATIO, Direction.HIGHER)
                .has("precision_macro", 0.9461090303786933)
                .has("recall_macro", 0.9494758909853249)
                .has("f1_macro", 0.9477366470004699, Unit.RATIO, Direction.HIGHER)
                .has("f1_weighted", 0.9511409594947421)
                .has("precision[class=malignant]", 0.9259259259259259)
                .has("recall[class=malignant]", 0.9433962264150944)
                .has("f1[class=benign]", 0.9608938547486033)
                .has("support[class=malignant]", 53, Unit.NUMBER, Direction.NONE);
    }

    @Test
    public void sharesThatCanBeCountedHaveTheirNumberOfRows() throws Exception {
        assertThat(folder.readFixture("sklearn/binary-named.json"))
                .hasShare("accuracy", 143, 143)
                .hasShare("recall[class=malignant]", 53, 53)
                .hasSampling("precision[class=malignant]", Sampling.UNKNOWN)
                .hasSampling("f1_macro", Sampling.UNKNOWN);
    }

    @Test
    public void weightedRowsCannotBeCounted() throws Exception {
        assertThat(folder.readFixture("sklearn/weighted.json"))
                .isRead()
                .has("accuracy", 0.7419191919191919)
                .hasSampling("accuracy", Sampling.UNKNOWN)
                .has("support[class=0]", 15.09090909090909);
    }

    @Test
    public void aSubsetOfLabelsHasAMicroAverageInPlaceOfAccuracy() throws Exception {
        assertThat(folder.readFixture("sklearn/label-subset-micro-avg.json"))
                .isRead()
                .has("f1_micro", 0.8059701492537313)
                .has("recall_micro", 0.8181818181818182)
                .lacks("accuracy");
    }

    @Test
    public void readsAnyNumberOfClasses() throws Exception {
        assertThat(folder.readFixture("sklearn/multiclass.json"))
                .isRead()
                .has("accuracy", 0.7333333333333333)
                .has("f1[class=class_2]", 0.5217391304347826);
    }

    @Test
    public void aPrecisionOfNothingIsAnErrorAndTold() throws Exception {
        assertThat(folder.readFixture("sklearn/binary-nan.json"))
                .hasUnusable("precision[class=0]", Status.State.ERROR, "not a finite number")
                .has("precision_macro", 0.6293706293706294)
                .hasFile("binary-nan.json", State.READ, "left out of the averages", "0");
        assertThat(folder.readFixture("sklearn/binary-zero-division-0.json"))
                .has("precision[class=0]", 0)
                .has("precision_macro", 0.3146853146853147);
    }

    @Test
    public void theSameReportInTwoPlacesIsOne() throws Exception {
        folder.write("a.json", EvidenceFolder.text("sklearn/binary.json"));
        folder.write("b.json", EvidenceFolder.text("sklearn/binary.json") + "\n");
        assertThat(folder.read("*.json"))
                .isRead()
                .has("accuracy", 0.951048951048951)
                .has("support[class=0]", 53);
    }

    @Test
    public void complainsOfATextWhereANumberBelongs() throws Exception {
        folder.write(
                "a.json",
                EvidenceFolder.text("sklearn/binary.json")
                        .replace("0.951048951048951,\n \"macro", "\"0.95\",\n \"macro"));
        assertThat(folder.read("a.json")).hasUnusable("f1[class=accuracy]", Status.State.ERROR);
        folder.write(
                "a.json", EvidenceFolder.text("sklearn/binary.json").replaceFirst("0.9259259259259259", "\"0.93\""));
        assertThat(folder.read("a.json")).isRefused("/0/precision", "the text \"0.93\"");
    }
}
