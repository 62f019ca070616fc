package io.jenkins.plugins.aidelivery.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.PastResults;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Earlier results that somebody kept: reports as {@code --json} writes them, and profiles, of which the oldest counts. */
final class DriftPast {
    private final Path directory;

    DriftPast(Path directory) {
        this.directory = directory;
    }

    /** @throws UsageException if a file is neither */
    PastResults read(List<String> patterns, DriftSettings settings) {
        List<DriftReport> reports = new ArrayList<>();
        List<DatasetProfile> profiles = new ArrayList<>();
        try {
            for (DataFile file : new DataFiles(directory).find(patterns)) {
                byte[] json = Files.readAllBytes(file.file());
                if (isReport(json, file.path())) {
                    reports.add(JsonFile.read(json, file.path(), DriftReport.class, DriftReport.SCHEMA));
                } else {
                    profiles.add(JsonFile.read(json, file.path(), DatasetProfile.class, DatasetProfile.SCHEMA));
                }
            }
        } catch (IOException e) {
            throw new UsageException("the history can't be used: " + e.getMessage());
        }
        // Reports of other data say nothing here.
        reports.removeIf(
                report -> !settings.name().isEmpty() && !report.subject().name().equals(settings.name()));
        Optional<DatasetProfile> first = profiles.stream().min(Comparator.comparingLong(DatasetProfile::createdAt));
        return new PastResults(reports, first);
    }

    private static boolean isReport(byte[] json, String path) throws IOException {
        try {
            JsonNode tree = JsonFile.MAPPER.readTree(json);
            return tree.has("decision");
        } catch (IOException e) {
            throw new IOException(path + " is no JSON", e);
        }
    }
}
