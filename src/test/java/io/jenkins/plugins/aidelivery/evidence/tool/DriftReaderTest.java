package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status.State;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.assertj.core.api.Assertions;
import org.junit.Rule;
import org.junit.Test;

public class DriftReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void aCheckThatPassedHasSharesAndScores() throws Exception {
        assertThat(folder.readFixture("drift/pass.json"))
                .isRead()
                .has("drift.share", 0, Unit.RATIO, Direction.LOWER)
                .has("drift.columns", 0, Unit.COUNT, Direction.LOWER)
                .has("drift.judged", 6)
                .has("drift.score[column=mdvis]", 0.011688954928182338, Unit.NUMBER, Direction.LOWER);
    }

    @Test
    public void aCheckThatFailedIsFailedWhateverTheGateSays() throws Exception {
        var evidence = folder.readFixture("drift/fail.json");

        assertThat(evidence).has("drift.score[column=disea]", 0.044317818841113854);
        for (String id : new String[] {"drift.share", "drift.columns"}) {
            var status = evidence.measures().all().stream()
                    .filter(measure -> measure.id().toString().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .status();
            Assertions.assertThat(status.state()).isEqualTo(State.FAILED);
            Assertions.assertThat(status.reason()).startsWith("critical column 'mdvis' drifted: ");
        }
    }

    @Test
    public void aCheckWithoutAReferenceIsMissing() throws Exception {
        var evidence = folder.readFixture("drift/skipped.json");

        Assertions.assertThat(evidence.measures().all()).hasSize(2).allSatisfy(measure -> {
            Assertions.assertThat(measure.status().state()).isEqualTo(State.MISSING);
            Assertions.assertThat(measure.status().reason())
                    .isEqualTo("there is no reference and no baseline to compare with");
        });
    }

    @Test
    public void aColumnThatCannotBeComparedIsMissing() throws Exception {
        folder.write(
                "a.json",
                EvidenceFolder.text("drift/pass.json")
                        .replaceFirst("\"NO_DRIFT\"", "\"NOT_COMPARABLE\"")
                        .replaceFirst("\"reason\" : \"[^\"]*\"", "\"reason\" : \"the column is missing now\""));
        var evidence = folder.read("a.json");

        Assertions.assertThat(evidence.measures().all())
                .filteredOn(measure -> measure.id().toString().equals("drift.score[column=mdvis]"))
                .singleElement()
                .satisfies(measure ->
                        Assertions.assertThat(measure.status().reason()).isEqualTo("the column is missing now"));
    }

    @Test
    public void aCheckOfTheWholeTableIsAMeasureWithTheDirectionOfItsLimit() throws Exception {
        folder.write("a.json", EvidenceFolder.text("drift/pass.json").replaceFirst("\\}\\s*$", """
                , "checks": [
                  {"id": "accuracy", "outcome": "DRIFT", "reason": "x", "score": {"value": 0.84, "rule": "<"}},
                  {"id": "duplicates", "outcome": "NO_DRIFT", "reason": "x", "score": {"value": 0.01, "rule": ">"}},
                  {"id": "leakage", "outcome": "NOT_COMPARABLE", "reason": "both tables must be in one place"},
                  {"id": "rows", "outcome": "IGNORED", "reason": "no limit was set", "score": {"value": 1, "rule": ">"}}]}"""));
        var evidence = folder.read("a.json");

        assertThat(evidence)
                .isRead()
                .has("drift.check[check=accuracy]", 0.84, Unit.NUMBER, Direction.HIGHER)
                .has("drift.check[check=duplicates]", 0.01, Unit.NUMBER, Direction.LOWER)
                .has("drift.checks", 1, Unit.COUNT, Direction.LOWER)
                .has("drift.checked", 2);
        Assertions.assertThat(evidence.measures().all())
                .filteredOn(measure -> measure.id().toString().equals("drift.check[check=leakage]"))
                .singleElement()
                .satisfies(measure ->
                        Assertions.assertThat(measure.status().reason()).isEqualTo("both tables must be in one place"));
    }

    @Test
    public void complainsOfWhatItDoesNotKnow() throws Exception {
        String report = EvidenceFolder.text("drift/pass.json");
        folder.write("a.json", report.replace("\"verdict\" : \"PASS\"", "\"verdict\" : \"GREAT\""));
        assertThat(folder.read("a.json")).isRefused("/decision/verdict", "GREAT");

        folder.write("b.json", report.replace("\"schema\" : 1", "\"schema\" : 2"));
        assertThat(folder.read("b.json")).isRefused("written by a newer version (schema 2");

        folder.write("c.json", report.replaceFirst("\"NO_DRIFT\"", "\"PERHAPS\""));
        assertThat(folder.read("c.json")).isRefused("/columns/0/outcome", "PERHAPS");
    }
}
