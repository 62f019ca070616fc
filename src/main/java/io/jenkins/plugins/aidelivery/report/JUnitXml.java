package io.jenkins.plugins.aidelivery.report;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.jenkins.plugins.aidelivery.drift.ColumnDrift;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.TableCheck;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Outcome;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results as JUnit XML, for tools that know nothing else: the verdict as a test case of its own, because scores can
 * miss their thresholds though no criterion fails; then a suite per dimension and a test case per criterion, or a test
 * case per column. What fails is a failure, what can't be used an error, what can't be decided yet is skipped.
 */
public final class JUnitXml {
    private JUnitXml() {}

    /** A scorecard. */
    public static String of(Scorecard scorecard) {
        return document("gate " + new ScorecardView(scorecard).subject(), out -> {
            verdict(out, scorecard);
            for (DimensionResult dimension : scorecard.dimensions()) {
                suite(out, dimension);
            }
            evidence(out, scorecard.evidence());
        });
    }

    /** A drift report: drift is a failure, a column that can't be compared an error, one that tells nothing is skipped. */
    public static String of(DriftReport report) {
        return document("drift " + report.subject().name(), out -> {
            verdict(out, report);
            columns(out, report.columns());
            checks(out, report.checks());
        });
    }

    /** What is inside of a document. */
    private interface Content {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    private static String document(String name, Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = new WstxOutputFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("testsuites");
            out.writeAttribute("name", clean(name));
            content.write(out);
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void verdict(XMLStreamWriter out, Scorecard scorecard) throws XMLStreamException {
        Verdict verdict = scorecard.verdict();
        String element = switch (verdict) {
            case PASS -> "";
            case CONDITIONAL -> "skipped";
            case FAIL -> "failure";
        };
        verdict(out, "gate", element, verdict.name(), scorecard.decision().reasons());
    }

    private static void verdict(XMLStreamWriter out, DriftReport report) throws XMLStreamException {
        DriftReport.Verdict verdict = report.decision().verdict();
        String element = switch (verdict) {
            case PASS -> "";
            case CONDITIONAL, SKIPPED -> "skipped";
            case FAIL -> "failure";
        };
        verdict(out, "drift", element, verdict.name(), report.decision().reasons());
    }

    private static void verdict(XMLStreamWriter out, String suite, String element, String name, List<String> reasons)
            throws XMLStreamException {
        start(out, suite, 1, element.equals("failure") ? 1 : 0, 0, element.equals("skipped") ? 1 : 0);
        testCase(out, suite, "verdict", element, name, name + ": " + String.join("; ", reasons));
        out.writeEndElement();
    }

    private static void columns(XMLStreamWriter out, List<ColumnDrift> columns) throws XMLStreamException {
        outcomes(out, "columns", columns.stream().map(ColumnDrift::outcome).toList());
        for (ColumnDrift column : columns) {
            testCase(out, "columns", column.name(), column.outcome(), column.reason());
        }
        out.writeEndElement();
    }

    private static void checks(XMLStreamWriter out, List<TableCheck> checks) throws XMLStreamException {
        if (checks.isEmpty()) {
            return;
        }
        outcomes(out, "checks", checks.stream().map(TableCheck::outcome).toList());
        for (TableCheck check : checks) {
            testCase(out, "checks", check.title(), check.outcome(), check.reason());
        }
        out.writeEndElement();
    }

    private static void outcomes(
            XMLStreamWriter out, String suite, List<io.jenkins.plugins.aidelivery.drift.Outcome> outcomes)
            throws XMLStreamException {
        List<String> elements = outcomes.stream().map(JUnitXml::element).toList();
        start(
                out,
                suite,
                outcomes.size(),
                Collections.frequency(elements, "failure"),
                Collections.frequency(elements, "error"),
                Collections.frequency(elements, "skipped"));
    }

    private static void testCase(
            XMLStreamWriter out,
            String suite,
            String name,
            io.jenkins.plugins.aidelivery.drift.Outcome outcome,
            String reason)
            throws XMLStreamException {
        testCase(out, suite, name, element(outcome), outcome.words(), outcome.words() + ": " + reason);
    }

    private static String element(io.jenkins.plugins.aidelivery.drift.Outcome outcome) {
        return switch (outcome) {
            case NO_DRIFT -> "";
            case DRIFT -> "failure";
            case NOT_COMPARABLE -> "error";
            case UNDERPOWERED, UNDECIDED, IGNORED -> "skipped";
        };
    }

    private static void suite(XMLStreamWriter out, DimensionResult dimension) throws XMLStreamException {
        List<CriterionResult> criteria = dimension.criteria();
        start(
                out,
                dimension.name(),
                criteria.size(),
                count(criteria, Outcome.FAIL),
                criteria.stream()
                        .filter(criterion -> criterion.outcome().isWithoutEvidence())
                        .count(),
                count(criteria, Outcome.INCONCLUSIVE) + count(criteria, Outcome.NOT_COMPARED));
        for (CriterionResult criterion : criteria) {
            String element = switch (criterion.outcome()) {
                case PASS -> "";
                case FAIL -> "failure";
                case ERROR, STALE, MISSING -> "error";
                case INCONCLUSIVE, NOT_COMPARED -> "skipped";
            };
            testCase(
                    out,
                    dimension.name(),
                    criterion.id(),
                    element,
                    criterion.outcome().text(),
                    criterion.reason());
        }
        out.writeEndElement();
    }

    private static void evidence(XMLStreamWriter out, List<EvidenceFile> files) throws XMLStreamException {
        long problems = files.stream().filter(file -> file.state().isProblem()).count();
        start(out, "evidence", files.size(), 0, problems, 0);
        for (EvidenceFile file : files) {
            String element = file.state().isProblem() ? "error" : "";
            testCase(out, "evidence", file.path(), element, file.state().text(), file.note());
        }
        out.writeEndElement();
    }

    private static void start(XMLStreamWriter out, String name, long tests, long failures, long errors, long skipped)
            throws XMLStreamException {
        out.writeStartElement("testsuite");
        out.writeAttribute("name", clean(name));
        out.writeAttribute("tests", Long.toString(tests));
        out.writeAttribute("failures", Long.toString(failures));
        out.writeAttribute("errors", Long.toString(errors));
        out.writeAttribute("skipped", Long.toString(skipped));
    }

    private static void testCase(
            XMLStreamWriter out, String suite, String name, String element, String type, String message)
            throws XMLStreamException {
        out.writeStartElement("testcase");
        out.writeAttribute("classname", clean(suite));
        out.writeAttribute("name", clean(name));
        if (!element.isEmpty()) {
            out.writeEmptyElement(element);
            if (!element.equals("skipped")) {
                out.writeAttribute("type", type);
            }
            out.writeAttribute("message", clean(message));
        }
        out.writeEndElement();
    }

    private static long count(List<CriterionResult> criteria, Outcome outcome) {
        return criteria.stream()
                .filter(criterion -> criterion.outcome() == outcome)
                .count();
    }

    /** XML 1.0 has no way to write most control characters, nor halves of characters. */
    private static String clean(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}\\p{Cs}]", "?");
    }
}
