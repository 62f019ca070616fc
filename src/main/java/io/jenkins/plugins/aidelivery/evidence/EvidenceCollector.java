package io.jenkins.plugins.aidelivery.evidence;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a gate's evidence from a directory: finds the files, recognises their formats, has them read, and accounts for
 * every one of them. Whatever a file holds, this ends with an {@link Evidence}, not with an exception.
 */
public final class EvidenceCollector {
    /** Reports above this size are refused: nothing that a person reads is that large. Predictions may be. */
    static final long LARGEST_REPORT = 512L << 20;

    private final Path directory;
    private final Freshness freshness;
    private final ServiceLoader<ReportReader> reportReaders = services(ReportReader.class);
    private final ServiceLoader<ContentReaders> contentReaders = services(ContentReaders.class);
    private final Measures.Collector measures = new Measures.Collector();
    private final List<EvidenceFile> files = new ArrayList<>();
    private final Map<String, String> pathByDigest = new HashMap<>();
    private final Map<String, EvidenceEntry> seen = new HashMap<>();

    /** What a file turned out to be. */
    private enum Found {
        /** A report, good or bad. */
        EVIDENCE,
        /** A report without results, as some tools write them beside others. */
        EMPTY,
        /** Some other file. */
        BYSTANDER
    }

    /**
     * @param directory what may be read
     * @param freshness how old files may be
     */
    public EvidenceCollector(Path directory, Freshness freshness) {
        this.directory = directory;
        this.freshness = freshness;
    }

    /** By this class's loader: in Jenkins the thread's context loader is another one. */
    private static <S> ServiceLoader<S> services(Class<S> service) {
        return ServiceLoader.load(service, EvidenceCollector.class.getClassLoader());
    }

    /** Reads everything that the entries name. */
    public Evidence collect(List<EvidenceEntry> entries) {
        for (EvidenceEntry entry : entries) {
            collect(entry);
        }
        return new Evidence(measures.measures(), files);
    }

    private void collect(EvidenceEntry entry) {
        FilePattern pattern = new FilePattern(entry.files());
        List<FileFinder.Match> matches;
        try {
            matches = new FileFinder(directory).find(pattern);
        } catch (EvidenceException e) {
            account(entry.files(), State.REFUSED, e.getMessage());
            return;
        } catch (IOException e) {
            account(entry.files(), State.BROKEN, Complaint.about(e));
            return;
        }
        if (matches.isEmpty()) {
            account(
                    entry.files(),
                    State.MISSING,
                    pattern.hasWildcard() ? "no file matches this pattern" : "there is no such file");
            return;
        }
        List<EvidenceFile> bystanders = new ArrayList<>();
        boolean evidence = false;
        for (FileFinder.Match match : matches) {
            evidence |= read(entry, match, !pattern.hasWildcard(), bystanders) == Found.EVIDENCE;
        }
        account(entry.files(), bystanders);
        if (!evidence) {
            account(
                    entry.files(),
                    State.MISSING,
                    bystanders.size() == matches.size()
                            ? "nothing that matches is a report in a format that is known here"
                            : "nothing that matches holds a result");
        }
    }

    /** Wide patterns match hundreds of pages, styles and pictures beside the reports; one line is enough for them. */
    private void account(String pattern, List<EvidenceFile> bystanders) {
        if (bystanders.size() == 1) {
            files.addAll(bystanders);
        } else if (!bystanders.isEmpty()) {
            account(
                    pattern,
                    State.IGNORED,
                    bystanders.size() + " files are no reports that are known here, such as "
                            + bystanders.get(0).path());
        }
    }

    private Found read(EvidenceEntry entry, FileFinder.Match match, boolean named, List<EvidenceFile> bystanders) {
        if (!match.isInside()) {
            account(match.path(), State.REFUSED, match.refusal());
            return Found.EVIDENCE;
        }
        EvidenceEntry earlier = seen.putIfAbsent(match.path(), entry);
        if (earlier != null
                && earlier.name().equals(entry.name())
                && earlier.content().equals(entry.content())) {
            // Two patterns that overlap.
            return Found.EVIDENCE;
        }
        Account account = new Account(match);
        try {
            if (!match.attributes().isRegularFile()) {
                throw new EvidenceException("not a regular file");
            }
            boolean table = entry.content() instanceof EvidenceEntry.Predictions;
            if (!table && account.size > LARGEST_REPORT) {
                throw new EvidenceException("the file has " + (account.size >> 20) + " MiB; reports of more than "
                        + (LARGEST_REPORT >> 20) + " MiB are not read");
            }
            Report report = Report.open(match.file(), match.path());
            Optional<ReportReader> reader = readerFor(entry.content(), report.head());
            if (reader.isEmpty()) {
                new UnknownFile(report).check(named);
                bystanders.add(account.as(State.IGNORED, "not a report in any format that is known here"));
                return Found.BYSTANDER;
            }
            account.format = reader.get().format();
            account.digest = report.digest();
            return read(entry, reader.get(), report, account, named);
        } catch (IOException e) {
            files.add(account.as(State.BROKEN, Complaint.about(e)));
        } catch (RuntimeException e) {
            // A reader that stumbles over a file it should have refused: the file is no evidence all the same.
            files.add(account.as(
                    State.BROKEN,
                    "the " + account.format + " reader can't make sense of this file ("
                            + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage())
                            + ")"));
        }
        return Found.EVIDENCE;
    }

    private Optional<ReportReader> readerFor(EvidenceEntry.Content content, Head head) throws EvidenceException {
        if (head.shape() == Head.Shape.EMPTY && !(content instanceof EvidenceEntry.Reports)) {
            throw new EvidenceException("the file is empty");
        }
        return content instanceof EvidenceEntry.Reports
                ? stream(reportReaders)
                        .filter(reader -> reader.recognises(head))
                        .findFirst()
                : stream(contentReaders)
                        .flatMap(readers -> readers.reader(content, directory).stream())
                        .findFirst();
    }

    /** The loader keeps what it has made. */
    private static <S> Stream<S> stream(ServiceLoader<S> services) {
        return StreamSupport.stream(services.spliterator(), false);
    }

    private Found read(EvidenceEntry entry, ReportReader reader, Report report, Account account, boolean named)
            throws IOException {
        String family = entry.name().isEmpty() ? reader.family() : entry.name();
        Recorder recorder = new Recorder(family, report.path(), reader.format());
        reader.read(report, recorder);
        if (recorder.measures().isEmpty() && (named || !recorder.isEmpty())) {
            throw new EvidenceException(recorder.isEmpty() ? recorder.notes() : "the report holds no results");
        }
        // Under two names the same file is two families' evidence; within one it would count twice.
        String twin = pathByDigest.putIfAbsent(family + '/' + account.digest, report.path());
        if (twin != null && adds(recorder.measures())) {
            files.add(account.as(
                    State.DUPLICATE, "the same report as " + twin + ", byte for byte; it would be counted twice"));
            return Found.EVIDENCE;
        }
        Instant made = recorder.produced()
                .filter(produced -> produced.isBefore(account.modified))
                .orElse(account.modified);
        Optional<String> stale = freshness.complaint(made, entry.maxAgeSeconds());
        for (Measure measure : recorder.measures()) {
            measures.add(
                    stale.isPresent() && measure.status().isOk()
                            ? measure.with(Status.stale(report.path() + " is " + stale.get()))
                            : measure);
        }
        files.add(stale.isPresent() ? account.as(State.STALE, stale.get()) : account.as(State.READ, recorder.notes()));
        return recorder.measures().isEmpty() ? Found.EMPTY : Found.EVIDENCE;
    }

    /** Whether counting these twice would change anything. */
    private static boolean adds(List<Measure> found) {
        return found.stream()
                .anyMatch(measure -> measure.amount().sampling() instanceof Sampling.Counts
                        || measure.amount().sampling() instanceof Sampling.Total
                                && measure.amount().value() != 0);
    }

    private void account(String path, State state, String note) {
        files.add(new EvidenceFile(path, "", state, note, 0, 0, ""));
    }

    /** What is known of a file while it is read. */
    private static final class Account {
        private final String path;
        private final long size;
        private final Instant modified;
        private String format = "";
        private String digest = "";

        Account(FileFinder.Match match) {
            this.path = match.path();
            this.size = match.attributes().size();
            this.modified = match.attributes().lastModifiedTime().toInstant();
        }

        EvidenceFile as(State state, String note) {
            return new EvidenceFile(path, format, state, note, size, modified.toEpochMilli(), digest);
        }
    }
}
