package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;

/**
 * Reads one format of report. A format is added by one class like this, named in
 * {@code META-INF/services/io.jenkins.plugins.aidelivery.evidence.ReportReader}, with a real file of the tool as its
 * fixture. Readers hold no state and stream: what they keep must not grow with the file.
 */
public interface ReportReader {
    /** The format's name, as its documentation writes it in lower case: {@code junit}. */
    String format();

    /**
     * The family of its measures: {@code tests} in {@code tests.success_rate}; formats that say the same thing share a
     * family. Empty for measures without a prefix. An evidence entry's name takes its place.
     */
    String family();

    /** Whether this looks like a file of the format. Must not guess by the file's name alone. */
    boolean recognises(Head head);

    /**
     * Records the report's measures.
     *
     * @throws EvidenceException with a sentence that says where and what, if the report is not what it should be
     * @throws IOException if reading fails; parsers' exceptions keep their place
     */
    void read(Report report, Recorder out) throws IOException;
}
