package io.jenkins.plugins.aidelivery.evidence.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.Test;

public class TableComplaintTest {
    @Test
    public void theEnginesErrorsBecomeSentences() {
        assertThat(TableComplaint.sentence(
                        "Invalid Input Error: CSV Error on Line: 7\nOriginal Line: x\nSomething new.\n"))
                .isEqualTo("line 7: not valid CSV: Something new.");
        assertThat(TableComplaint.sentence("Invalid Input Error: CSV Error on Line: 7"))
                .isEqualTo("line 7: not valid CSV");
        assertThat(
                        TableComplaint.sentence(
                                "Invalid Input Error: CSV Error on Line: 2\nOriginal Line: \nMaximum line size of 2000000 bytes exceeded."))
                .isEqualTo("line 2: a row of more than 2 MB; leave columns of long texts out");
        assertThat(
                        TableComplaint.sentence(
                                "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: Invalid"
                                        + " Input Error: Malformed JSON in file \"/x/y.jsonl\", at byte 8 in line 2: unexpected character. "))
                .isEqualTo("line 2, byte 8: not valid JSON: unexpected character.");
        assertThat(TableComplaint.sentence(
                        "Invalid Input Error: \"maximum_object_size\" of 16777216 bytes exceeded in line 3"))
                .isEqualTo("line 3: a row of more than 16 MiB");
        assertThat(TableComplaint.sentence("Out of Memory Error: could not allocate block of size 256.0 KiB"))
                .isEqualTo("the table needs more memory than the 512MiB that it may have");
        assertThat(TableComplaint.sentence(
                        "Out of Memory Error: failed to offload data block (max_temp_directory_size temp)"))
                .isEqualTo("the table needs more than 20GiB of temporary disk space");
        assertThat(TableComplaint.sentence("IO Error: No files found that match the pattern \"/a/b\""))
                .isEqualTo("the file is gone");
        assertThat(TableComplaint.sentence(
                        "Invalid Input Error: No magic bytes found at end of parquet file '/secret/x.parquet'"))
                .startsWith("not a readable Parquet file: ")
                .doesNotContain("secret");
        assertThat(TableComplaint.sentence("Conversion Error: " + "x".repeat(500)))
                .hasSizeLessThan(300);
        assertThat(TableComplaint.about(new SQLException()).getMessage()).startsWith("the table can't be read");
        assertThat(TableComplaint.firstLine(new SQLException())).isEqualTo("SQLException");
        assertThat(TableComplaint.firstLine(new SQLException("IO Error: nothing\nmore")))
                .isEqualTo("nothing");
    }

    @Test
    public void recordsAreCountedWithTheirQuotes() throws IOException {
        assertThat(RecordScan.csv(bytes("a,b\n1,2\n\n3,4"), ',')).isEqualTo(3);
        assertThat(RecordScan.csv(bytes("a,b\r\n\"x\ny\",\"q\"\"\nr\"\r\n\r\n5\" tall,1\r\n"), ','))
                .isEqualTo(3);
        assertThat(RecordScan.csv(bytes("a;\"b\";c\n;;\n"), ';')).isEqualTo(2);
        assertThat(RecordScan.lines(bytes("{}\n \n{\"a\":\"\\\"\"}\n"))).isEqualTo(2);
        assertThatThrownBy(() -> RecordScan.csv(bytes("a,b\n1,2\n" + "x".repeat(2_000_001)), ','))
                .hasMessage("line 3: a row of more than 2 MB; leave columns of long texts out");
    }

    @Test
    public void headersHaveLimits() throws IOException {
        assertThat(CsvHeader.read(new StringReader("a\tb\tc\n"), List.of("b")).separator())
                .isEqualTo('\t');
        assertThat(CsvHeader.read(new StringReader("a|b;c|d\n"), List.of("x")).names())
                .containsExactly("a", "b;c", "d");
        assertThat(CsvHeader.read(new StringReader("a;\"b;\"\"c\"\n1;2"), List.of("b;\"c"))
                        .names())
                .containsExactly("a", "b;\"c");
        assertThatThrownBy(() -> CsvHeader.read(new StringReader("x".repeat(2_000_001)), List.of("x")))
                .hasMessage("line 1: a header of more than 2 MB");
        assertThatThrownBy(() -> CsvHeader.read(new StringReader("  \n"), List.of("x")))
                .hasMessageContaining("header");
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
