package io.jenkins.plugins.aidelivery.evidence;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the reader for files of which the entry, not the file, says what they hold. Named in
 * {@code META-INF/services/io.jenkins.plugins.aidelivery.evidence.ContentReaders}.
 */
public interface ContentReaders {
    /**
     * @param content what the entry says
     * @param directory what may be read
     * @return empty if such content is for somebody else
     */
    Optional<ReportReader> reader(EvidenceEntry.Content content, Path directory);
}
