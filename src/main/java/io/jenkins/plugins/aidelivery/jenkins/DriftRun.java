package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.DriftSpecs;
import io.jenkins.plugins.aidelivery.drift.PastResults;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.DriftConsole;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Compares data for a build, whichever step asked for it: profiles are made where the data is, everything else happens here.
 * The result is stored before anybody gets to hear of it.
 */
final class DriftRun {
    private final DriftCheckStep settings;
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final TaskListener listener;

    DriftRun(DriftCheckStep settings, Run<?, ?> run, FilePath workspace, TaskListener listener) {
        this.settings = settings;
        this.run = run;
        this.workspace = workspace;
        this.listener = listener;
    }

    /**
     * A stored result.
     *
     * @param id in its build
     * @param url of its page, below Jenkins' own
     */
    record Stored(String id, String url, DriftReport report) {}

    /** @throws AbortException with a sentence, if there is no data, no usable baseline, or no connection */
    Stored check() throws IOException, InterruptedException {
        DriftSpec spec = settings.resolved(written());
        TableSpec current = spec.current().orElseThrow(() -> Texts.refusal("drift.noCurrent"));
        DriftSettings rules = named(spec.settings(), current);
        Baselines baselines = Baselines.of(settings.getBaselineJob(), run.getParent());
        Optional<DatasetProfile> accepted = spec.reference().isEmpty() && settings.comparesWithBaseline()
                ? baselines.profile(rules.name(), settings.getEnvironment())
                : Optional.empty();
        ProfileRequest.Profiles profiles =
                new DataProfiles(run, workspace, rules, listener).of(spec.reference(), current, accepted);
        Instant now = Instant.now();
        PastResults past = new PastResults(
                rules.history().isWanted()
                        ? DriftHistory.of(
                                run,
                                rules.name(),
                                settings.getEnvironment(),
                                rules.history().results())
                        : List.of(),
                accepted.isPresent() ? baselines.first(rules.name(), settings.getEnvironment()) : Optional.empty());
        DriftReport report = profiles.reference() == null
                ? DriftChecker.skipped(profiles.current(), rules, now)
                : DriftChecker.check(profiles.pair(), rules, past, now);
        DatasetProfile kept =
                profiles.current().thinned(rules.minimumCount(), Optional.ofNullable(profiles.reference()));
        boolean becomesBaseline = settings.mayBecomeBaseline(report.decision().verdict());
        Stored stored;
        try {
            String id = AiDeliveryRunAction.of(run).store(new DriftResult(report, kept, settings.getEnvironment()));
            stored = new Stored(id, run.getUrl() + AiDeliveryRunAction.URL + "/" + id + "/", report);
            if (becomesBaseline) {
                boolean anew = report.decision().verdict() == DriftReport.Verdict.SKIPPED;
                baselines.accept(rules.name(), settings.getEnvironment(), kept, anew);
            }
        } catch (IOException e) {
            // A full disk, or a build that was deleted meanwhile.
            throw Texts.refusal("gate.notStored", e);
        }
        print(stored, becomesBaseline);
        return stored;
    }

    private DriftSpecs written() throws IOException, InterruptedException {
        if (settings.getSpec().isEmpty()) {
            return DriftSpecs.none();
        }
        ReadSpec.Text file = GateRun.there(() -> workspace.act(new ReadSpec(settings.getSpec())));
        GateRun.stopIfAborted();
        if (!file.complaint().isEmpty()) {
            throw Texts.refusal("drift.noSpec", settings.getSpec(), file.complaint());
        }
        try {
            return DriftSpecs.parse(settings.getSpec(), file.content());
        } catch (SpecException e) {
            throw Texts.refusal("drift.refused", e.getMessage());
        }
    }

    /** Data without a name is called like what is looked at: by that it is found again. */
    private static DriftSettings named(DriftSettings rules, TableSpec current) {
        return rules.name().isEmpty()
                ? rules.named(ConsoleBlock.line(String.join(", ", DataProfiles.texts(current))))
                : rules;
    }

    private void print(Stored stored, boolean becameBaseline) throws IOException {
        PrintStream log = listener.getLogger();
        for (String line : DriftConsole.of(stored.report())) {
            log.println(ConsoleBlock.PREFIX + line);
        }
        if (becameBaseline) {
            log.println(ConsoleBlock.PREFIX + "  " + Texts.text("drift.newBaseline"));
        }
        GateRun.printPage(listener, stored.url());
    }

    /** One line for graphs, failure messages and mails. */
    static String summary(DriftReport report) {
        return ConsoleBlock.line(Texts.text(
                "drift.summary." + report.decision().verdict(),
                report.subject().name(),
                report.decision().reasons().get(0)));
    }
}
