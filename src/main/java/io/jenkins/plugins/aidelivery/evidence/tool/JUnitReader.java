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
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * JUnit XML as Surefire, pytest, Gradle, Vitest and many others write it. Cases are counted one by one: the sums in the
 * suites' attributes differ between tools. A case that passed only when it was run again is passed, and flaky.
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
        private long cases;
        private long failures;
        private long errors;
        private long skipped;
        private long flaky;
        private double seconds;

        void count(XMLStreamReader2 in) throws XMLStreamException, IOException {
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && in.getLocalName().equals("testcase")) {
                    countCase(in);
                }
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
