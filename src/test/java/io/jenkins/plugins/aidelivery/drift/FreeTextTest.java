package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.ColumnRule;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Texts that are no categories. */
public class FreeTextTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static DataFile tickets(String name) {
        return new DataFile(Checkout.file("examples/support-tickets/data").resolve(name), name);
    }

    private static DriftSettings settings(Preset preset, Optional<ColumnRule> rule) {
        return new DriftSettings(
                "",
                preset,
                List.of("text"),
                List.of(),
                0.05,
                0.5,
                rule.map(some -> Map.of("text", some)).orElse(Map.of()),
                Missing.FAIL);
    }

    private static DriftSettings defaults() {
        return settings(Preset.DEFAULT, Optional.empty());
    }

    private static ColumnDrift text(TablePair pair, DriftSettings settings) {
        return DriftChecker.check(pair, settings, Instant.EPOCH).columns().stream()
                .filter(column -> column.name().equals("text"))
                .findFirst()
                .orElseThrow();
    }

    /** Compared with what was kept of the first table, after it was written and read again. */
    private static TablePair withProfile(DataFile reference, DataFile current, DriftSettings settings)
            throws IOException {
        try (FileTables tables = FileTables.open(List.of(reference, current))) {
            TableReader reader = new TableReader(tables, settings);
            DatasetProfile kept = reader.profile(tables.relation("kept", List.of(reference)));
            byte[] json = JsonFile.MAPPER.writeValueAsBytes(kept);
            DatasetProfile read = JsonFile.read(json, "kept", DatasetProfile.class, DatasetProfile.SCHEMA);
            assertThat(read).isEqualTo(kept);
            return reader.compared(read, tables.relation("current", List.of(current)));
        }
    }

    @Test
    public void aNewTopicIsDriftAndItsWordsAreNamed() throws IOException {
        ColumnDrift column = text(Tables.pair(tickets("may.csv"), tickets("release.csv"), defaults()), defaults());
        assertThat(column.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(column.score().method()).isEqualTo("text-domain");
        assertThat(column.reason()).startsWith("text classifier's AUC 0.5").contains("≥ 0.55, p ");
        assertThat(column.movers()).extracting(ColumnDrift.Mover::label).contains("app");
        assertThat(column.statistics())
                .containsEntry("reference texts looked at", 1500.0)
                .containsEntry("current texts looked at", 750.0)
                .containsKey("reference mean");
        assertThat(column.findings()).anyMatch(finding -> finding.startsWith("their length: Kolmogorov–Smirnov D"));
    }

    @Test
    public void anotherMonthOfTheSameIsNot() throws IOException {
        ColumnDrift column = text(Tables.pair(tickets("may.csv"), tickets("june.csv"), defaults()), defaults());
        assertThat(column.outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(column.kind().name()).isEqualTo("TEXT");
    }

    @Test
    public void withAKeptProfileTheWordsAreCompared() throws IOException {
        ColumnDrift drifted = text(withProfile(tickets("may.csv"), tickets("release.csv"), defaults()), defaults());
        assertThat(drifted.outcome()).isEqualTo(Outcome.DRIFT);
        assertThat(drifted.score().method()).isEqualTo("vocabulary");
        assertThat(drifted.movers().get(0).label()).isEqualTo("app");

        ColumnDrift same = text(withProfile(tickets("may.csv"), tickets("june.csv"), defaults()), defaults());
        assertThat(same.outcome()).isEqualTo(Outcome.UNDERPOWERED);
        assertThat(same.reason()).contains("needs n ≥ ");
    }

    @Test
    public void noTextIsKept() throws IOException {
        TablePair pair = Tables.pair(tickets("may.csv"), tickets("june.csv"), defaults());
        assertThat(JsonFile.MAPPER.writeValueAsString(pair.reference())).doesNotContain("zip of");
        assertThat(pair.reference()
                        .column("text")
                        .orElseThrow()
                        .asCategories()
                        .orElseThrow()
                        .counts())
                .isEmpty();
    }

    @Test
    public void whatEvidentlyWouldSay() throws IOException {
        TablePair pair = Tables.pair(tickets("may.csv"), tickets("release.csv"), defaults());
        ColumnDrift large = text(pair, settings(Preset.EVIDENTLY, Optional.empty()));
        assertThat(large.score().rule()).isEqualTo(">");
        assertThat(large.score().threshold()).isEqualTo(0.55);
        assertThat(large.outcome()).isEqualTo(Outcome.DRIFT);

        TablePair turned = Tables.pair(tickets("release.csv"), tickets("may.csv"), defaults());
        ColumnDrift small = text(turned, settings(Preset.EVIDENTLY, Optional.empty()));
        assertThat(small.score().rule()).isEqualTo("p <");
        assertThat(small.outcome()).isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void othersPresetsLookAtTheLengthAlone() throws IOException {
        TablePair pair = Tables.pair(tickets("may.csv"), tickets("release.csv"), defaults());
        assertThat(text(pair, settings(Preset.DEEPCHECKS, Optional.empty()))
                        .score()
                        .method())
                .isEqualTo("ks");
    }

    @Test
    public void aRuleNamesTheMethod() throws IOException {
        TablePair pair = Tables.pair(tickets("may.csv"), tickets("release.csv"), defaults());
        for (Method method : List.of(Method.VOCABULARY, Method.TEXT_DOMAIN, Method.KOLMOGOROV_SMIRNOV)) {
            ColumnDrift column = text(pair, settings(Preset.DEFAULT, rule(Optional.of(method), Optional.empty())));
            assertThat(column.score().method()).isEqualTo(method.id());
        }
        ColumnDrift strict =
                text(pair, settings(Preset.DEFAULT, rule(Optional.of(Method.TEXT_DOMAIN), Optional.of(0.7))));
        assertThat(strict.outcome()).isEqualTo(Outcome.NO_DRIFT);
        assertThat(strict.reason()).contains("< 0.7");

        ColumnDrift unclear = text(pair, settings(Preset.DEFAULT, rule(Optional.empty(), Optional.of(0.1))));
        assertThat(unclear.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(unclear.reason()).contains("name text-domain, or ks");
    }

    private static Optional<ColumnRule> rule(Optional<Method> method, Optional<Double> threshold) {
        return Optional.of(new ColumnRule(method, threshold, 1, false));
    }

    @Test
    public void aClassifierNeedsTheRowsOfBoth() throws IOException {
        ColumnDrift column = text(
                withProfile(tickets("may.csv"), tickets("release.csv"), defaults()),
                settings(Preset.DEFAULT, rule(Optional.of(Method.TEXT_DOMAIN), Optional.empty())));
        assertThat(column.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(column.reason()).contains("needs the rows of both tables");
    }

    private DataFile generated(String name, int rows, long seed, String pattern) throws IOException {
        Random random = new Random(seed);
        return new Tables(folder)
                .text(
                        name,
                        IntStream.range(0, rows)
                                .mapToObj(i -> pattern.formatted(random.nextInt(1_000_000), random.nextInt(60)))
                                .collect(Collectors.joining("\n", "text\n", "\n")));
    }

    @Test
    public void aLengthThatDriftsIsFoundEvenIfTheTextsSayNothing() throws IOException {
        DataFile before = generated("before.csv", 6000, 1, "%1$07d");
        DataFile now = generated("now.csv", 6000, 2, "%1$07d%1$07d");
        ColumnDrift column = text(Tables.pair(before, now, defaults()), defaults());
        assertThat(column.outcome()).isEqualTo(Outcome.DRIFT);
    }

    @Test
    public void identifiersAreStillNotJudged() throws IOException {
        DataFile before = generated("before.csv", 3000, 1, "id-%1$06d-%2$02d");
        DataFile now = generated("now.csv", 3000, 2, "id-%1$06d-%2$02d");
        DriftSettings all = DriftSettings.defaults();
        assertThat(text(Tables.pair(before, now, all), all).outcome()).isIn(Outcome.IGNORED, Outcome.NO_DRIFT);
    }

    @Test
    public void emptyTextsAndStrangeOnesAreTextsToo() throws IOException {
        String odd = "\"\ta b c d e\"\n\"👨‍👩‍👧 文 e\u0301\"\n\" \"\n";
        DataFile before = new Tables(folder).text("before.csv", "text,n\n" + odd.replace("\n", ",1\n") + rows(1500, 1));
        DataFile now = new Tables(folder).text("now.csv", "text,n\n" + rows(40, 2));
        ColumnDrift column = text(Tables.pair(before, now, defaults()), defaults());
        assertThat(column.outcome()).isEqualTo(Outcome.UNDERPOWERED);
        assertThat(column.reason()).contains("needs n ≥ ");
    }

    private static String rows(int rows, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> "some words and the numbers " + random.nextInt(100_000) + "," + i)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    public void olderProfilesHaveLengthsOnlyAndThatIsSaid() throws IOException {
        TablePair pair = Tables.pair(tickets("may.csv"), tickets("june.csv"), defaults());
        ColumnProfile now = pair.reference().column("text").orElseThrow();
        ColumnProfile old = new ColumnProfile(
                now.name(),
                now.kind(),
                now.type(),
                now.rows(),
                now.nulls(),
                now.invalid(),
                now.oddities(),
                now.numbers(),
                now.categories(),
                now.lengths());
        ColumnDrift column = text(new TablePair(pair.reference().with(old), pair.current()), defaults());
        assertThat(column.score().method()).isEqualTo("ks");
        assertThat(column.findings()).anyMatch(finding -> finding.contains("only the length was compared"));
    }
}
