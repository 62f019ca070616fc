package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * JUnit XML as Surefire, pytest, Gradle, Vitest and many others write it. Cases are counted one by one: the sums in the
 * suites' attributes differ between tools. A case that passed only when it was run again is passed, and flaky. The report
 * is as old as the start of its earliest suite, where that is given with its time zone.
 */
public final class JUnitReader implements ReportReader {
    @Override
    public String format() {
        return "junit";
    }

    @Override
    public String family() {
        return "tests";
    }

    @Override
    public boolean recognises(Head head) {
        return head.root().equals("testsuites") || head.root().equals("testsuite");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Tally tally = new Tally();
        report.xml(tally::count);
        tally.record(out);
    }

    private static final class Tally {
        private static final Instant LEAST = Instant.parse("2000-01-01T00:00:00Z");

        private Instant began;
        private long cases;
        private long failures;
        private long errors;
        private long skipped;
        private long flaky;
        private double seconds;

        void count(XMLStreamReader2 in) throws XMLStreamException, IOException {
            while (in.hasNext()) {
                if (in.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (in.getLocalName()) {
                        case "testcase" -> countCase(in);
                        case "testsuite", "testsuites" -> began(in.getAttributeValue(null, "timestamp"));
                        default -> {
                            // Properties and output.
                        }
                    }
                }
            }
        }

        /** Times without a zone are local ones in some tools and UTC in others: then the file's own time counts. */
        private void began(String timestamp) {
            try {
                Instant time = Instant.parse(timestamp == null ? "" : timestamp.strip());
                // gotestsum writes the year 1 for packages without tests.
                if (time.isAfter(LEAST) && (began == null || time.isBefore(began))) {
                    began = time;
                }
            } catch (DateTimeParseException e) {
                // As above.
            }
        }

        private void countCase(XMLStreamReader2 in) throws XMLStreamException, IOException {
            cases++;
            seconds += seconds(in);
            boolean failed = false;
            boolean error = false;
            boolean skip = false;
            boolean again = false;
            for (int depth = 1; depth > 0; ) {
                int event = in.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    if (depth++ == 1) {
                        switch (in.getLocalName()) {
                            case "failure" -> failed = true;
                            case "error" -> error = true;
                            case "skipped" -> skip = true;
                            case "flakyFailure", "flakyError" -> again = true;
                            default -> {
                                // system-out, properties, rerunFailure: they don't decide.
                            }
                        }
                    }
                }
            }
            // One outcome a case, the worst.
            if (error) {
                errors++;
            } else if (failed) {
                failures++;
            } else if (skip) {
                skipped++;
            } else if (again) {
                flaky++;
            }
        }

        private static double seconds(XMLStreamReader2 in) throws EvidenceException {
            String time = in.getAttributeValue(null, "time");
            if (time == null || time.isBlank()) {
                return 0;
            }
            try {
                // Surefire groups thousands in some locales: "1,234.5".
                double value = Double.parseDouble(time.replace(",", ""));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new EvidenceException(
                    "line " + in.getLocation().getLineNumber() + ": the time of a test case is '" + time + "'");
        }

        void record(Recorder out) throws EvidenceException {
            if (cases == 0) {
                // Surefire writes such files for classes whose tests are all in inner classes.
                out.nothing("the report holds no test case");
                return;
            }
            if (began != null) {
                out.produced(began);
            }
            long ran = cases - skipped;
            long passed = ran - failures - errors;
            String place = "testcase";
            out.add("total", Amount.count(cases, Direction.HIGHER), place);
            out.add("passed", Amount.count(passed, Direction.HIGHER), place);
            out.add("failed", Amount.count(failures, Direction.LOWER), place);
            out.add("errors", Amount.count(errors, Direction.LOWER), place);
            out.add("skipped", Amount.count(skipped, Direction.LOWER), place);
            out.add("flaky", Amount.count(flaky, Direction.LOWER), place);
            out.add("duration", Amount.total(seconds, Unit.SECONDS, Direction.LOWER), place);
            if (ran > 0) {
                out.add("success_rate", Amount.share(passed, ran, Direction.HIGHER), place);
            } else {
                out.note("every test case was skipped");
            }
        }
    }
}
