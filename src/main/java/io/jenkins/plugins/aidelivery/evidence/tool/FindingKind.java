package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is counted of a scanner's findings, whatever the scanner; a finding is of several kinds. */
enum FindingKind {
    TOTAL("total"),
    ERROR("error"),
    WARNING("warning"),
    NOTE("note"),
    SUPPRESSED("suppressed"),
    /** Not there in the baseline that the scanner compared with. */
    NEW("new"),
    CRITICAL("security.critical"),
    HIGH("security.high"),
    MEDIUM("security.medium"),
    LOW("security.low"),
    /** What the scanner says that it could not do, such as a file that it could not parse. */
    TOOL_ERRORS("tool_errors");

    private final String measure;

    FindingKind(String measure) {
        this.measure = measure;
    }

    /** Records a count, and 0 if there is none: a clean scan has figures. */
    void record(Map<FindingKind, Long> counts, Slice slice, Status status, Recorder out, String place)
            throws EvidenceException {
        Amount amount = Amount.count(counts.getOrDefault(this, 0L), Direction.LOWER);
        out.add(measure, slice, amount, status, place);
    }

    /** GitHub's grades of a CVSS-like number; none for 0, which is no matter of security. */
    static Optional<FindingKind> ofScore(double score) {
        if (score >= 9) {
            return Optional.of(CRITICAL);
        }
        if (score >= 7) {
            return Optional.of(HIGH);
        }
        if (score >= 4) {
            return Optional.of(MEDIUM);
        }
        return score > 0 ? Optional.of(LOW) : Optional.empty();
    }

    /** The grade of a word such as {@code HIGH}; none for other words. */
    static Optional<FindingKind> ofWord(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "CRITICAL" -> Optional.of(CRITICAL);
            case "HIGH" -> Optional.of(HIGH);
            case "MEDIUM", "MODERATE" -> Optional.of(MEDIUM);
            case "LOW" -> Optional.of(LOW);
            default -> Optional.empty();
        };
    }

    /** A security scanner's finding of which only the SARIF level is known. */
    static Optional<FindingKind> ofLevel(String level) {
        return switch (level) {
            case "error" -> Optional.of(HIGH);
            case "warning" -> Optional.of(MEDIUM);
            case "note" -> Optional.of(LOW);
            default -> Optional.empty();
        };
    }
}
