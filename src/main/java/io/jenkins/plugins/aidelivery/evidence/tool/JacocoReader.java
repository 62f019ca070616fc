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
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * JaCoCo's XML report. Counters stand at every level, from the method to the whole; only the root's own are taken. A
 * kind of which there is nothing to cover has no counter and so no measure.
 */
public final class JacocoReader implements ReportReader {
    /** Kover writes the same form without JaCoCo's DOCTYPE. */
    private static final Pattern OUTLINE =
            Pattern.compile("<report\\b[^>]*>\\s*<(sessioninfo|group|package|counter)\\b");

    @Override
    public String format() {
        return "jacoco";
    }

    @Override
    public String family() {
        return "coverage";
    }

    @Override
    public boolean recognises(Head head) {
        return head.root().equals("report")
                && (head.start().contains("-//JACOCO//DTD")
                        || OUTLINE.matcher(head.start()).find());
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Counters counters = new Counters(out);
        report.xml(counters::read);
        counters.end();
    }

    private static final class Counters {
        private final Recorder out;
        private boolean any;
        private long lastDump;

        Counters(Recorder out) {
            this.out = out;
        }

        void read(XMLStreamReader2 in) throws XMLStreamException, IOException {
            int depth = 0;
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (event == XMLStreamConstants.START_ELEMENT && ++depth == 2) {
                    XmlAttributes attributes = new XmlAttributes(in);
                    switch (in.getLocalName()) {
                        case "counter" -> counter(attributes);
                        case "sessioninfo" -> lastDump = Math.max(lastDump, attributes.count("dump"));
                        default -> {
                            // Groups and packages: their counters are in the root's.
                        }
                    }
                }
            }
        }

        private void counter(XmlAttributes attributes) throws EvidenceException {
            String type = attributes.text("type");
            long covered = attributes.count("covered");
            long all = covered + attributes.count("missed");
            if (all > 0) {
                any = true;
                String place = "/report/counter[@type='" + type + "']";
                out.add(type.toLowerCase(Locale.ROOT), Amount.share(covered, all, Direction.HIGHER), place);
            }
        }

        void end() {
            if (!any) {
                out.nothing("the report covers no code");
            }
            if (lastDump > 0) {
                // Earlier sessions may be appended to; what was measured last tells the report's age.
                out.produced(Instant.ofEpochMilli(lastDump));
            }
        }
    }
}
