package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.ContentReaders;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads entries that say which column of a table is what. */
public final class PredictionsReaders implements ContentReaders {
    @Override
    public Optional<ReportReader> reader(EvidenceEntry.Content content, Path directory) {
        return content instanceof EvidenceEntry.Predictions predictions
                ? Optional.of(new PredictionsReader(predictions, directory))
                : Optional.empty();
    }
}
