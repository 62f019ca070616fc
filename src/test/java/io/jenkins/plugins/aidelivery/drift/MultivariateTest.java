package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.rows.JointFinding;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** All columns together. */
public class MultivariateTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static DriftSettings settings(Preset preset) {
        return new DriftSettings("", preset, List.of(), List.of("id"), 0.05, 0.5, Map.of(), Missing.FAIL)
                .with(List.of(Multivariate.values()));
    }

    /** Income goes up with age, or down; each looks as it always did. */
    private DataFile people(String name, int rows, long seed, double sign) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("id,age,income,city\n");
        for (int i = 0; i < rows; i++) {
            double age = random.nextGaussian();
            double income = 0.7 * sign * age + 0.7 * random.nextGaussian();
            csv.append("p%d,%.3f,%.3f,%s\n"
                    .formatted(seed * 1_000_000 + i, 40 + 12 * age, 30 + 9 * income, "ABC".charAt(random.nextInt(3))));
        }
        return new Tables(folder).text(name, csv.toString());
    }

    private static DriftReport report(TablePair pair, DriftSettings settings) {
        return DriftChecker.check(pair, settings, Instant.EPOCH);
    }

    /** Checks of all columns together. */
    private static List<TableCheck> looks(DriftReport report) {
        return report.checks().stream()
                .filter(check -> check.group() == TableCheck.Group.MULTIVARIATE)
                .toList();
    }

    private static TableCheck check(DriftReport report, Multivariate kind) {
        return report.checks().stream()
                .filter(check -> check.id().equals(kind.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void columnsThatGoTogetherInAnotherWayAreFoundThoughNoneHasChanged() throws IOException {
        DriftSettings settings = settings(Preset.DEFAULT);
        DriftReport report =
                report(Tables.pair(people("a.csv", 6000, 1, 1), people("b.csv", 5000, 2, -1), settings), settings);
        assertThat(report.columns().stream().filter(column -> column.outcome() != Outcome.IGNORED))
                .extracting(ColumnDrift::outcome)
                .containsOnly(Outcome.NO_DRIFT);
        TableCheck classifier = check(report, Multivariate.DOMAIN_CLASSIFIER);
        assertThat(classifier.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(classifier.group()).isEqualTo(TableCheck.Group.MULTIVARIATE);
        assertThat(classifier.reason()).matches("AUC 0\\.8\\d*, p < 1e-12; most weight: '(age|income)' .*");
        assertThat(classifier.movers()).extracting(ColumnDrift.Mover::label).contains("age", "income");
        assertThat(classifier.score().low()).isLessThan(classifier.score().value());
        assertThat(classifier.score().convention()).contains("3 columns, ");
        TableCheck components = check(report, Multivariate.PRINCIPAL_COMPONENTS);
        assertThat(components.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(components.reason()).startsWith("the mean error went from ");
        assertThat(report.decision().verdict()).isEqualTo(Verdict.CONDITIONAL);
        assertThat(report.decision().reasons()).anyMatch(reason -> reason.startsWith("Domain classifier: AUC 0.8"));
    }

    @Test
    public void theSameAgainIsNoDrift() throws IOException {
        DriftSettings settings = settings(Preset.DEFAULT);
        DriftReport report =
                report(Tables.pair(people("a.csv", 4500, 1, 1), people("b.csv", 4500, 3, 1), settings), settings);
        assertThat(looks(report)).extracting(TableCheck::outcome).containsOnly(Outcome.NO_DRIFT);
        assertThat(report.decision().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    public void fewRowsCanNotTell() throws IOException {
        DriftSettings settings = settings(Preset.DEFAULT);
        DriftReport report =
                report(Tables.pair(people("a.csv", 60, 1, 1), people("b.csv", 60, 3, 1), settings), settings);
        assertThat(looks(report)).extracting(TableCheck::outcome).containsOnly(Outcome.UNDERPOWERED);
        assertThat(looks(report).get(0).reason()).contains("with so few rows");
    }

    @Test
    public void whereOnlyAProfileIsKeptItCanNotBeChecked() throws IOException {
        DataFile before = people("a.csv", 500, 1, 1);
        DataFile now = people("b.csv", 500, 2, 1);
        DriftSettings settings = settings(Preset.DEFAULT);
        try (FileTables tables = FileTables.open(List.of(before, now))) {
            TableReader reader = new TableReader(tables, settings);
            TablePair pair = reader.compared(
                    reader.profile(tables.relation("a", List.of(before))), tables.relation("b", List.of(now)));
            DriftReport report = report(pair, settings);
            assertThat(looks(report)).extracting(TableCheck::outcome).containsOnly(Outcome.NOT_COMPARABLE);
            assertThat(looks(report).get(0).reason()).contains("which a kept profile doesn't have");
            assertThat(report.decision().verdict()).isEqualTo(Verdict.FAIL);
        }
    }

    @Test
    public void othersPresetsHaveTheirOwnLimits() throws IOException {
        DriftSettings settings = settings(Preset.NANNYML);
        TablePair pair = Tables.pair(people("a.csv", 800, 1, 1), people("b.csv", 800, 2, -1), settings);
        TableCheck nannyml = check(report(pair, settings), Multivariate.DOMAIN_CLASSIFIER);
        assertThat(nannyml.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(nannyml.reason()).contains("outside of 0.45 … 0.65");
        TableCheck deepchecks = check(report(pair, settings(Preset.DEEPCHECKS)), Multivariate.DOMAIN_CLASSIFIER);
        assertThat(deepchecks.score().threshold()).isEqualTo(0.625);
        assertThat(deepchecks.outcome()).isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void nobodyAsksNobodyLooks() throws IOException {
        TablePair pair = Tables.pair(people("a.csv", 50, 1, 1), people("b.csv", 50, 2, 1), DriftSettings.defaults());
        assertThat(pair.rows().joint()).isEmpty();
        assertThat(looks(report(pair, DriftSettings.defaults()))).isEmpty();
    }

    @Test
    public void theModelsOwnColumnsTakeNoPart() throws IOException {
        DriftSettings settings = settings(Preset.DEFAULT)
                .with(new ModelColumns("income", "", "", "", io.jenkins.plugins.aidelivery.drift.profile.Task.AUTO))
                .with(List.of(Multivariate.DOMAIN_CLASSIFIER));
        TablePair pair = Tables.pair(people("a.csv", 300, 1, 1), people("b.csv", 300, 2, -1), settings);
        JointFinding found = pair.rows().joint(Multivariate.DOMAIN_CLASSIFIER).orElseThrow();
        assertThat(found.columns()).isEqualTo(2);
        assertThat(pair.rows().joint()).hasSize(1);
    }

    @Test
    public void whatRowsToldTravelsAsJson() throws IOException {
        DriftSettings settings = settings(Preset.DEFAULT);
        RowFindings rows = Tables.pair(people("a.csv", 300, 1, 1), people("b.csv", 300, 2, -1), settings)
                .rows();
        String json = JsonFile.MAPPER.writeValueAsString(rows);
        assertThat(JsonFile.MAPPER.readValue(json, RowFindings.class)).isEqualTo(rows);
    }
}
