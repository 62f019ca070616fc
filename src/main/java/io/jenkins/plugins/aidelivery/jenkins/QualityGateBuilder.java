package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The gate as a build step of freestyle jobs. */
public final class QualityGateBuilder extends Builder implements SimpleBuildStep {
    private final QualityGateStep gate;

    /** @param gate the settings; null for the defaults */
    @DataBoundConstructor
    public QualityGateBuilder(QualityGateStep gate) {
        this.gate = gate == null ? new QualityGateStep() : gate;
    }

    public QualityGateStep getGate() {
        return gate;
    }

    private Object readResolve() {
        return gate == null ? new QualityGateBuilder(null) : this;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        QualityGateStep settings = gate.expanded(env);
        GateRun.Stored stored = new GateRun(settings, run, workspace, listener).judge();
        Verdict verdict = stored.scorecard().verdict();
        if (settings.getFailOn().isReachedBy(verdict)) {
            throw new AbortException(GateRun.summary(stored.scorecard()));
        }
        if (settings.getUnstableOn().isReachedBy(verdict)) {
            run.setResult(Result.UNSTABLE);
        }
    }

    /** What Jenkins knows of the build step. */
    @Extension
    @Symbol(QualityGateStep.FUNCTION)
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Texts.text("gate.displayName");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
