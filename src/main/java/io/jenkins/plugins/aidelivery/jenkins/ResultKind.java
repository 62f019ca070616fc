package io.jenkins.plugins.aidelivery.jenkins;

import hudson.model.Run;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of result: how its file is read, shown and summed up. What is particular to a kind is said here, once.
 *
 * @param id in ids of results, in build.xml and in the trend
 * @param type what its file holds
 * @param schema the newest that is understood
 * @param page draws it without a frame
 * @param file draws it as one file
 * @param fileName what that file is called, without number and ending
 * @param title of its page, for a subject
 * @param text sums up what build.xml holds of it
 */
record ResultKind<T>(
        String id,
        Class<T> type,
        int schema,
        Drawing<T> page,
        Function<T, String> file,
        String fileName,
        Function<String, String> title,
        Function<ResultSummary, String> text) {
    static final ResultKind<Scorecard> GATE = new ResultKind<>(
            "gate",
            Scorecard.class,
            Scorecard.SCHEMA,
            (place, scorecard) -> Pages.scorecard(scorecard),
            Pages::scorecardFile,
            "scorecard",
            subject -> Texts.text("result.displayName", subject),
            GateResult::text);

    static final ResultKind<DriftReport> DRIFT = new ResultKind<>(
            "drift",
            DriftReport.class,
            DriftReport.SCHEMA,
            (place, report) -> Pages.drift(report, DriftHistory.of(place)),
            Pages::driftFile,
            "drift",
            subject -> Texts.text("drift.title", subject),
            DriftResult::text);

    /**
     * Where a result is.
     *
     * @param id in its build
     */
    record Place(Run<?, ?> run, String id) {
        Path file() {
            return AiDeliveryRunAction.file(run, id);
        }
    }

    /** Draws a result that is somewhere. */
    @FunctionalInterface
    interface Drawing<T> {
        String drawn(Place place, T result);
    }

    /** In the order in which a page shows them. */
    static final List<ResultKind<?>> ALL = List.of(GATE, DRIFT);

    /** Nothing for a kind that a newer version has written. */
    static Optional<ResultKind<?>> named(String id) {
        return ALL.stream()
                .<ResultKind<?>>map(kind -> kind)
                .filter(kind -> kind.id.equals(id))
                .findFirst();
    }

    /** @throws IOException with a sentence, if the file can't be read */
    String drawPage(Place place) throws IOException {
        return page.drawn(place, JsonFile.read(place.file(), type, schema));
    }

    /** @throws IOException with a sentence, if the file can't be read */
    String drawFile(Place place) throws IOException {
        return file.apply(JsonFile.read(place.file(), type, schema));
    }
}
