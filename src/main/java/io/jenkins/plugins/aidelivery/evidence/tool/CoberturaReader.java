package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.evidence.XmlAttributes;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Cobertura's XML, which coverage.py, gcovr, Vitest, coverlet and many others write. The rates in it are rounded or cut
 * off, so shares are computed from the counts: those of the root, or, where a tool leaves them out, of its lines. No
 * branches mean "not measured" in most tools, so they make no measure.
 */
public final class CoberturaReader implements ReportReader {
    /** {@code condition-coverage="50% (1/2)"}. */
    private static final Pattern CONDITIONS = Pattern.compile("[^(]*\\((\\d{1,9})/(\\d{1,9})\\)\\s*");

    /** Tools write seconds or milliseconds; before 1973 there was none. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;

    @Override
    public String format() {
        return "cobertura";
    }

    @Override
    public String family() {
        return "coverage";
    }

    @Override
    public boolean recognises(Head head) {
        return head.root().equals("coverage") && (head.hasAttribute("line-rate") || head.hasAttribute("lines-valid"));
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Counts counts = new Counts();
        report.xml(in -> counts.read(in, out));
        if (counts.lines.all == 0) {
            out.nothing("the report covers no code");
            return;
        }
        out.add("line", counts.lines.share(), counts.given ? "/coverage/@lines-covered" : "class/lines/line");
        if (counts.branches.all > 0) {
            String place = counts.branchesGiven ? "/coverage/@branches-covered" : "class/lines/line";
            out.add("branch", counts.branches.share(), place);
        }
    }

    private static final class Tally {
        private long covered;
        private long all;

        Amount share() throws EvidenceException {
            if (covered > all) {
                throw new EvidenceException("<coverage> says that " + covered + " of " + all + " are covered");
            }
            return Amount.share(covered, all, Direction.HIGHER);
        }
    }

    private static final class Counts {
        private final Tally lines = new Tally();
        private final Tally branches = new Tally();
        private boolean given;
        private boolean branchesGiven;

        void read(XMLStreamReader2 in, Recorder out) throws XMLStreamException, IOException {
            int methods = 0;
            while (in.hasNext()) {
                int event = in.next();
                boolean method = (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
                        && in.getLocalName().equals("methods");
                if (method) {
                    methods += event == XMLStreamConstants.START_ELEMENT ? 1 : -1;
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    XmlAttributes attributes = new XmlAttributes(in);
                    switch (in.getLocalName()) {
                        case "coverage" -> root(attributes, out);
                        case "line" -> {
                            // A method's lines stand among its class's lines once more.
                            if (methods == 0) {
                                line(attributes);
                            }
                        }
                        default -> {
                            // Packages and classes only hold the lines together.
                        }
                    }
                }
            }
        }

        private void root(XmlAttributes attributes, Recorder out) throws EvidenceException {
            given = attributes.has("lines-valid") && attributes.has("lines-covered");
            branchesGiven = attributes.has("branches-valid") && attributes.has("branches-covered");
            if (given) {
                lines.covered = attributes.count("lines-covered");
                lines.all = attributes.count("lines-valid");
            }
            if (branchesGiven) {
                branches.covered = attributes.count("branches-covered");
                branches.all = attributes.count("branches-valid");
            }
            if (attributes.text("timestamp").matches("[1-9]\\d{8,13}")) {
                long time = attributes.count("timestamp");
                out.produced(time < LEAST_MILLISECONDS ? Instant.ofEpochSecond(time) : Instant.ofEpochMilli(time));
            }
        }

        private void line(XmlAttributes attributes) throws EvidenceException {
            if (!given) {
                lines.all++;
                lines.covered += attributes.count("hits") > 0 ? 1 : 0;
            }
            if (!branchesGiven) {
                Matcher conditions = CONDITIONS.matcher(attributes.text("condition-coverage"));
                if (conditions.matches()) {
                    branches.covered += Long.parseLong(conditions.group(1));
                    branches.all += Long.parseLong(conditions.group(2));
                }
            }
        }
    }
}
