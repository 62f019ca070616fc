package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.gate.GateEvaluator;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Runs a gate for a build, whichever step asked for it: the specification and the evidence are read where the workspace
 * is, everything else happens here. The result is stored before anybody gets to hear of it.
 */
final class GateRun {
    private final QualityGateStep settings;
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final TaskListener listener;

    GateRun(QualityGateStep settings, Run<?, ?> run, FilePath workspace, TaskListener listener) {
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
    record Stored(String id, String url, Scorecard scorecard) {}

    /** @throws AbortException with a sentence, if there is no usable specification or baseline */
    Stored judge() throws IOException, InterruptedException {
        GateSpec spec = specification();
        Baselines baselines = baselines();
        Optional<Baseline> accepted = baselines.accepted(spec.subject());
        Evidence evidence = there(() -> CollectEvidence.in(workspace, spec.evidence(), run.getStartTimeInMillis()));
        stopIfAborted();
        Scorecard scorecard = GateEvaluator.evaluate(spec, evidence, accepted, Instant.now());

        AiDeliveryRunAction action = AiDeliveryRunAction.of(run);
        Baseline candidate = new Baseline(
                new Baseline.Origin(
                        spec.subject().model(),
                        spec.subject().environment(),
                        spec.subject().version(),
                        run.getFullDisplayName(),
                        scorecard.evaluatedAt()),
                evidence.measures());
        boolean becomesBaseline = scorecard.mayBecomeBaseline() && mayReplaceBaseline();
        Stored stored;
        try {
            String id = action.store(new GateResult(settings.getSpec(), scorecard, candidate));
            stored = new Stored(id, run.getUrl() + AiDeliveryRunAction.URL + "/" + id + "/", scorecard);
            if (becomesBaseline) {
                baselines.accept(candidate);
            }
        } catch (IOException e) {
            // A full disk, or a build that was deleted meanwhile.
            throw Texts.refusal("gate.notStored", e);
        }
        print(stored, becomesBaseline);
        return stored;
    }

    private GateSpec specification() throws IOException, InterruptedException {
        ReadSpec.Text file = there(() -> workspace.act(new ReadSpec(settings.getSpec())));
        stopIfAborted();
        if (!file.complaint().isEmpty()) {
            throw Texts.refusal("gate.noSpec", settings.getSpec(), file.complaint());
        }
        try {
            return GateSpecs.parse(settings.getSpec(), file.content())
                    .resolve(new GateSpecs.Request(
                            settings.getEnvironment(),
                            settings.getModel(),
                            settings.getModelVersion(),
                            settings.getEvidence()));
        } catch (SpecException e) {
            throw Texts.refusal("gate.refused", e.getMessage());
        }
    }

    /** Work on the machine that has the workspace. */
    interface Remote<T> {
        T call() throws IOException, InterruptedException;
    }

    /** An agent that goes away in the middle is a sentence. Its cause stays, for {@code retry(conditions: [agent()])}. */
    static <T> T there(Remote<T> work) throws AbortException, InterruptedException {
        try {
            return work.call();
        } catch (IOException e) {
            // What was stopped is no fault of the machine.
            stopIfAborted();
            throw noAnswer(e);
        } catch (RuntimeException e) {
            // What a channel throws that closes while it waits for an answer.
            if (e.getCause() instanceof IOException) {
                throw noAnswer(e);
            }
            throw e;
        }
    }

    private static AbortException noAnswer(Exception problem) {
        AbortException sentence = Texts.refusal("gate.noAnswer", problem.getMessage());
        // What remoting throws can't be stored with the build, which then shows traces; but retry has to know.
        sentence.initCause(isClosed(problem) ? new ChannelClosedException(null, problem.getMessage(), null) : problem);
        return sentence;
    }

    private static boolean isClosed(Throwable problem) {
        return problem instanceof ClosedChannelException
                || problem instanceof EOFException
                || problem instanceof ChannelClosedException
                || (problem.getCause() != null && isClosed(problem.getCause()));
    }

    /** Reading files takes no notice of an abort; but a build that was aborted gets no result after its end. */
    static void stopIfAborted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Baselines baselines() throws AbortException {
        return settings.getBaselineJob().isEmpty()
                ? Baselines.of(run.getParent())
                : Baselines.of(settings.getBaselineJob(), run.getParent());
    }

    private void print(Stored stored, boolean becameBaseline) throws IOException {
        PrintStream log = listener.getLogger();
        for (String line : ConsoleBlock.of(stored.scorecard())) {
            log.println(ConsoleBlock.PREFIX + line);
        }
        if (becameBaseline) {
            log.println(ConsoleBlock.PREFIX + "  " + Texts.text("gate.newBaseline"));
        } else if (mayReplaceBaseline() && stored.scorecard().baseline().origin() == null) {
            log.println(ConsoleBlock.PREFIX + "  " + Texts.text("gate.noBaselineYet"));
        }
        printPage(listener, stored.url());
    }

    /** Where the result can be seen. */
    static void printPage(TaskListener listener, String url) throws IOException {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        printPage(listener, jenkins == null ? null : jenkins.getRootUrl(), url);
    }

    /**
     * Where the result can be seen.
     *
     * @param root Jenkins' own URL; null if nobody has told it
     */
    static void printPage(TaskListener listener, String root, String url) throws IOException {
        PrintStream log = listener.getLogger();
        log.print(ConsoleBlock.PREFIX + "  " + Texts.text("gate.page") + " ");
        if (root == null) {
            listener.hyperlink("/" + url, "/" + url);
        } else {
            // Jenkins makes a link of every URL in a console: one of our own would have another one inside.
            log.print(root + url);
        }
        log.println();
    }

    /** Another job's baseline is never written. */
    private boolean mayReplaceBaseline() {
        return !settings.isKeepBaseline() && settings.getBaselineJob().isEmpty();
    }

    /** One line for graphs, failure messages and mails. */
    static String summary(Scorecard scorecard) {
        String reason = scorecard.decision().reasons().get(0);
        return ConsoleBlock.line(Texts.text(
                "gate.summary." + scorecard.verdict(),
                scorecard.subject().model(),
                Figures.score(scorecard.decision().score()),
                Figures.threshold(scorecard.decision().threshold()),
                reason));
    }
}
