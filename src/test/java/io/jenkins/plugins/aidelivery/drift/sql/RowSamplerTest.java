package io.jenkins.plugins.aidelivery.drift.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.aidelivery.drift.Tables;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.drift.sql.RowSampler.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RowSamplerTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private List<String> sample(String name, List<String> texts) throws IOException {
        DataFile file = new Tables(folder).text(name, "x\n" + String.join("\n", texts) + "\n");
        try (FileTables tables = FileTables.open(List.of(file))) {
            Relation table = tables.relation(name, List.of(file));
            DatasetProfile profile = TableProfiler.profile(tables, table, Optional.empty(), 0);
            return new RowSampler(tables, table).texts(profile.columns().get(0)).orElseThrow();
        }
    }

    /** 30 % of them one and the same. */
    private static List<String> texts(int rows) {
        List<String> texts = new ArrayList<>(IntStream.range(0, rows)
                .mapToObj(i -> i % 10 < 3 ? "none given" : "text number " + i)
                .toList());
        Collections.shuffle(texts, new Random(1));
        return texts;
    }

    @Test
    public void ofManyRowsAFewThousandAreDrawnEachWithTheSameProbability() throws IOException {
        List<String> sample = sample("large.csv", texts(50_000));
        assertThat(sample).hasSizeBetween(3500, RowSampler.MOST);
        assertThat(Collections.frequency(sample, "none given") / (double) sample.size())
                .isCloseTo(0.3, within(0.03));
        List<String> others =
                sample.stream().filter(text -> !text.equals("none given")).toList();
        assertThat(new HashSet<>(others)).hasSameSizeAs(others);
        double mean = others.stream()
                .mapToInt(text -> Integer.parseInt(text.replace("text number ", "")))
                .average()
                .orElseThrow();
        assertThat(mean).as("from anywhere in the table").isCloseTo(25_000, within(1000.0));
    }

    @Test
    public void theSameRowsAreDrawnInWhateverOrderTheyAre() throws IOException {
        List<String> texts = texts(20_000);
        List<String> turned = new ArrayList<>(texts);
        Collections.reverse(turned);
        assertThat(sample("one.csv", texts)).isEqualTo(sample("other.csv", turned));
    }

    @Test
    public void ofFewRowsAllAreTaken() throws IOException {
        List<String> texts = texts(RowSampler.MOST);
        assertThat(sample("few.csv", texts)).containsExactlyInAnyOrderElementsOf(texts);
    }

    /** A row of its own has the share's probability; of many the number is a binomial one. */
    @Test
    public void equalRowsAreInOrOutOneByOne() {
        assertThat(RowSampler.taken(0, 1, 0.1)).isEqualTo(1);
        assertThat(RowSampler.taken((long) (0.0999 * 0x1p32), 1, 0.1)).isEqualTo(1);
        assertThat(RowSampler.taken((long) (0.1001 * 0x1p32), 1, 0.1)).isZero();
        assertThat(RowSampler.taken(0x80000000L, 1_000_000, 0.001)).isBetween(999L, 1001L);
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += RowSampler.taken((long) ((i + 0.5) / 1000 * 0x1p32), 40, 0.1);
        }
        assertThat(sum / 1000).isCloseTo(4, within(0.01));
    }

    @Test
    public void wholeRowsKeepTheirCellsTogether() throws IOException {
        StringBuilder csv = new StringBuilder("n,city,flag\n");
        for (int i = 0; i < 10_000; i++) {
            csv.append(i % 5 == 0 ? "" : i).append(",city ").append(i % 4).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        DataFile file = new Tables(folder).text("rows.csv", csv.toString());
        try (FileTables tables = FileTables.open(List.of(file))) {
            Relation table = tables.relation("rows", List.of(file));
            DatasetProfile profile = TableProfiler.profile(tables, table, Optional.empty(), 0);
            List<TableRow> rows = new RowSampler(tables, table)
                    .rows(profile.columns(), profile.rows())
                    .orElseThrow();
            assertThat(rows).hasSizeBetween(3500, RowSampler.MOST);
            assertThat(rows).allSatisfy(row -> {
                String flag = row.texts().get(1).orElseThrow();
                double n = row.numbers().get(0);
                assertThat(row.texts().get(0).orElseThrow()).matches(flag.equals("a") ? "city [02]" : "city [13]");
                assertThat(Double.isNaN(n) || (n % 2 == 0) == flag.equals("a")).isTrue();
            });
            assertThat(rows.stream()
                                    .filter(row -> Double.isNaN(row.numbers().get(0)))
                                    .count()
                            / (double) rows.size())
                    .isCloseTo(0.2, within(0.03));
        }
    }
}
