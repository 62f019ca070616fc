package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** The comparison in Pipeline: marks its own node and the build, and hands plain data back to the script. */
final class DriftCheckExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient DriftCheckStep settings;

    DriftCheckExecution(StepContext context, DriftCheckStep settings) {
        super(context);
        this.settings = settings;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        StepContext context = getContext();
        DriftRun.Stored stored = checked(new DriftRun(
                settings, context.get(Run.class), context.get(FilePath.class), context.get(TaskListener.class)));
        String message = DriftRun.summary(stored.report());
        if (settings.fails(stored.report())) {
            // No mark besides: what surrounds the step (catchError, warnError, try) decides what that means to the
            // stage.
            throw new AbortException(message);
        }
        if (settings.marksUnstable(stored.report())) {
            context.get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
            context.get(Run.class).setResult(Result.UNSTABLE);
        }
        return PlainData.of(stored);
    }

    /** Who aborted the build has said so to Pipeline, which decides by that; of this it prints a trace or a sentence. */
    private static DriftRun.Stored checked(DriftRun run) throws IOException {
        try {
            return run.check();
        } catch (InterruptedException e) {
            AbortException sentence = Texts.refusal("drift.aborted");
            sentence.initCause(e);
            throw sentence;
        }
    }
}
