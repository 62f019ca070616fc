package io.jenkins.plugins.aidelivery.drift.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** What paths say about the rows of a file. */
public class PartitionsTest {
    private static Partitions of(String... paths) throws Exception {
        return Partitions.of(Stream.of(paths).map(PartitionsTest::file).toList());
    }

    private static DataFile file(String path) {
        return new DataFile(Path.of("somewhere-else"), path);
    }

    private static List<String> values(String path) throws Exception {
        return of(path).values().get(file(path));
    }

    @Test
    public void directoriesThatAreKeysWithValues() throws Exception {
        Partitions partitions =
                of("data/day=2026-01-31/shop=7/part-0.parquet", "data/day=2026-02-01/shop=12/a.parquet");
        assertThat(partitions.keys()).containsExactly("day", "shop");
        assertThat(partitions.value(file("data/day=2026-02-01/shop=12/a.parquet"), "shop"))
                .isEqualTo("12");
        assertThat(partitions.list("day", new DuckDbDialect())).isEqualTo("['2026-01-31', '2026-02-01']");
    }

    @Test
    public void neitherFilesNorDirectoriesWithoutAKey() throws Exception {
        for (String path : List.of("a=b.csv", "data/=x/a.csv", "data/x/a.csv", "a.csv")) {
            assertThat(of(path).keys()).as(path).isEmpty();
        }
    }

    @Test
    public void whatAPathCanNotHaveIsWrittenInHexadecimal() throws Exception {
        assertThat(values("k=a%2Fb%20c+d/f.csv")).containsExactly("a/b c+d");
        assertThat(values("k=%C3%A9%F0%9F%99%82é🙂/f.csv")).containsExactly("é🙂é🙂");
        assertThat(values("k=100%/f.csv")).containsExactly("100%");
        assertThat(values("k=%zz%4/f.csv")).containsExactly("%zz%4");
        assertThat(values("k=a=b/f.csv")).containsExactly("a=b");
        assertThat(of("a%2Fb=1/f.csv").keys()).containsExactly("a/b");
    }

    @Test
    public void whatHiveAndDuckDbTakeForNothing() throws Exception {
        assertThat(values("a=__HIVE_DEFAULT_PARTITION__/b=/c=NULL/d=null/e=nil/f.csv"))
                .isEqualTo(Arrays.asList(null, null, null, null, "nil"));
    }

    @Test
    public void aQuoteIsPartOfAText() throws Exception {
        assertThat(of("k='); DROP TABLE x; --/f.csv").list("k", new DuckDbDialect()))
                .isEqualTo("['''); DROP TABLE x; --']");
    }

    @Test
    public void otherKeysInOnePath() {
        assertThatThrownBy(() -> of("d/day=1/a.csv", "d/b.csv"))
                .hasMessage("d/b.csv has no partition in its path, where d/day=1/a.csv has 'day='");
        assertThatThrownBy(() -> of("d/day=1/a.csv", "d/year=1/month=2/b.csv"))
                .hasMessage(
                        "d/year=1/month=2/b.csv has 'year=' and 'month=' in its path, where d/day=1/a.csv has 'day='");
        assertThatThrownBy(() -> of("day=1/day=2/a.csv")).hasMessage("day=1/day=2/a.csv has 'day=' twice in its path");
    }
}
