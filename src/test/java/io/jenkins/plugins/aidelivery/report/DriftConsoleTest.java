package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.Test;

public class DriftConsoleTest {
    @Test
    public void aReportIsReadFromTheTop() {
        assertThat(String.join("\n", DriftConsole.of(SampleDriftReports.rejecting())))
                .isEqualTo("""
                drift fraud                                             FAIL  60 % of the judged columns drifted (3 of 5; fails from 50 %)
                  today.parquet (3,000 rows) against train.parquet (5,000 rows), preset default: 3 drift, 1 not comparable, 1 undecided, 1 no drift, 1 not judged
                  country  Jensen–Shannon distance 0.2131 ≥ 0.05, p < 1e-12; PL: 0 % → 8.8 %  DRIFT
                  age      Kolmogorov–Smirnov D 0.1248 ≥ 0.03, p < 1e-12; 54 and more: 8.8 % → 14.6 %  DRIFT
                  income   missing values went from 2.4 % to 11.3 % of the rows  DRIFT
                  empty    all cells are empty in the reference  NOT COMPARABLE
                  rate     Kolmogorov–Smirnov D lies between 0.0298 and 0.0304; the limit is 0.03  UNDECIDED
                  why: 'age', 'country', 'income' drifted: 60 % of the judged columns, not below 50 %
                  what to do: Start with 'country', 'age', 'income': find what changed where the current data comes from.
                  what to do: If the change is meant, test the model on the new data and make that the reference.""");
    }

    @Test
    public void checksThatRingAreLinesAndTheOthersOneLine() {
        assertThat(String.join("\n", DriftConsole.of(SampleDriftReports.checked())))
                .isEqualTo("""
                drift fraud                                             FAIL  0 % of the judged columns drifted (0 of 2; fails from 50 %)
                  today.parquet (3,000 rows) against train.parquet (5,000 rows), preset default: 2 no drift
                  Accuracy: 0.921 before, 0.843 now: a drop of 8.5 %, and no more than 5 % may be  ALARM
                  Duplicate rows: 103 of 3,000 rows are there before  ALARM
                  Rows of the reference: both tables must be in one place  NOT COMPARABLE
                  good: ROC AUC 0.951 (0.955), Domain classifier 0.51
                  why: Accuracy: 0.921 before, 0.843 now: a drop of 8.5 %, and no more than 5 % may be
                  what to do: Look at the rows on which 'Accuracy' dropped; if the world changed, train again with recent labels, otherwise go back to the last model.
                  what to do: Repair where the data comes from before it is used: 'Duplicate rows'.""");
    }

    @Test
    public void noDriftIsThreeLines() {
        assertThat(String.join("\n", DriftConsole.of(SampleDriftReports.passing())))
                .isEqualTo("""
                drift fraud                                             PASS  0 % of the judged columns drifted (0 of 2; fails from 50 %)
                  today.parquet (3,000 rows) against train.parquet (5,000 rows), preset default: 2 no drift
                  why: 2 of 2 judged columns show no drift""");
    }

    @Test
    public void nothingToCompareWithIsSaid() {
        assertThat(String.join("\n", DriftConsole.of(SampleDriftReports.skipped())))
                .isEqualTo("""
                drift fraud                                             SKIPPED  No column was judged
                  today.parquet (3,000 rows)
                  why: there is no reference and no baseline to compare with
                  what to do: Name a reference, or accept this data as the baseline for later builds.""");
    }

    @Test
    public void neverManyLines() throws IOException {
        for (DriftReport report : List.of(
                SampleDriftReports.thousand(),
                SampleDriftReports.many(1000, 500),
                SampleDriftReports.real(),
                SampleDriftReports.hostile())) {
            assertThat(DriftConsole.of(report))
                    .hasSizeLessThanOrEqualTo(15)
                    .allMatch(line -> line.codePointCount(0, line.length()) <= 240);
        }
        assertThat(DriftConsole.of(SampleDriftReports.thousand())).contains("  and 6 more columns, see the page");
    }

    @Test
    public void noNameSteersTheConsole() throws IOException {
        List<String> lines =
                DriftConsole.of(Hostile.named(SampleDriftReports.rejecting(), DriftReport.class, new TreeMap<>()));

        assertThat(String.join("", lines)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(lines).allMatch(line -> line.equals(ConsoleBlock.line(line)));
    }
}
