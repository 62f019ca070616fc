package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables;
import io.jenkins.plugins.aidelivery.drift.sql.FileTables.DataFile;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.FileFinder;
import io.jenkins.plugins.aidelivery.evidence.FilePattern;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/**
 * Profiles files on the machine that has the workspace; only the profiles come back. An abort of the build interrupts the
 * thread there, which stops the engine.
 */
final class ProfileFiles extends MasterToSlaveFileCallable<String> {
    @Serial
    private static final long serialVersionUID = 1;

    private final String request;

    /** Of the build; it writes to the build's log from the agent, too. */
    private final TaskListener listener;

    /** @param request as JSON */
    private ProfileFiles(String request, TaskListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /**
     * What comes back.
     *
     * @param profiles null if there is a complaint
     * @param complaint a sentence; an exception would arrive wrapped and with its trace
     */
    private record Answer(ProfileRequest.Profiles profiles, String complaint) {}

    /** @throws AbortException with a sentence, if the files can't be read as tables */
    static ProfileRequest.Profiles in(FilePath workspace, ProfileRequest request, TaskListener listener)
            throws IOException, InterruptedException {
        ProfileFiles work = new ProfileFiles(JsonFile.MAPPER.writeValueAsString(request), listener);
        Answer answer = JsonFile.MAPPER.readValue(GateRun.there(() -> workspace.act(work)), Answer.class);
        GateRun.stopIfAborted();
        if (!answer.complaint().isEmpty()) {
            throw Texts.refusal("drift.noProfile", answer.complaint());
        }
        return answer.profiles();
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        ProfileRequest wanted = JsonFile.MAPPER.readValue(request, ProfileRequest.class);
        try {
            return JsonFile.MAPPER.writeValueAsString(new Answer(profiles(workspace, wanted), ""));
        } catch (InterruptedIOException e) {
            GateRun.stopIfAborted();
            return JsonFile.MAPPER.writeValueAsString(new Answer(null, e.getMessage()));
        } catch (EvidenceException e) {
            return JsonFile.MAPPER.writeValueAsString(new Answer(null, e.getMessage()));
        }
    }

    private ProfileRequest.Profiles profiles(File workspace, ProfileRequest wanted) throws IOException {
        FileFinder finder = new FileFinder(workspace.toPath());
        Map<List<String>, List<DataFile>> files = new LinkedHashMap<>();
        if (wanted.hasReference()) {
            files.put(wanted.reference(), find(finder, wanted.reference()));
        }
        files.put(wanted.current(), find(finder, wanted.current()));
        List<DataFile> all = files.values().stream().flatMap(List::stream).toList();
        long bytes = 0;
        for (DataFile file : all) {
            bytes += Files.size(file.file());
        }
        long size = bytes;
        try (FileTables tables = FileTables.open(all)) {
            ScanLog log = ScanLog.of(
                    listener,
                    ScanLog.PERIOD,
                    () -> tables.scan().map(scan -> Texts.text("drift.reading", scan.words(size))));
            try {
                return wanted.profiles(
                        tables, patterns -> tables.relation(String.join(", ", patterns), files.get(patterns)));
            } finally {
                log.close();
            }
        }
    }

    private static List<DataFile> find(FileFinder finder, List<String> patterns) throws IOException {
        Set<DataFile> found = new LinkedHashSet<>();
        for (String pattern : patterns) {
            List<FileFinder.Match> matches = found(finder, pattern);
            for (FileFinder.Match match : matches) {
                if (!match.isInside()) {
                    throw new EvidenceException(match.path() + ": " + match.refusal());
                }
                found.add(new DataFile(match.file(), match.path()));
            }
            if (matches.isEmpty()) {
                throw new EvidenceException("no file in the workspace matches '" + pattern + "'");
            }
        }
        return new ArrayList<>(found);
    }

    private static List<FileFinder.Match> found(FileFinder finder, String pattern) throws IOException {
        try {
            FilePattern written = new FilePattern(pattern);
            List<FileFinder.Match> matches = written.isDirectory() ? List.of() : finder.find(written);
            // What it matches may be directories.
            return matches.isEmpty() ? finder.findData(written.below()) : matches;
        } catch (EvidenceException e) {
            throw new EvidenceException("'" + pattern + "': " + e.getMessage(), e);
        }
    }
}
