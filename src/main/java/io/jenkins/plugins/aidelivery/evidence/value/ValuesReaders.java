package io.jenkins.plugins.aidelivery.evidence.value;

import io.jenkins.plugins.aidelivery.evidence.ContentReaders;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads entries that name their values one by one. */
public final class ValuesReaders implements ContentReaders {
    @Override
    public Optional<ReportReader> reader(EvidenceEntry.Content content, Path directory) {
        return content instanceof EvidenceEntry.Values values
                ? Optional.of(new ValuesReader(values))
                : Optional.empty();
    }
}
