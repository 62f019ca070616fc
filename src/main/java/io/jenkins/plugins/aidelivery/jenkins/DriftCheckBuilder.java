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
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The comparison as a build step of freestyle jobs. */
public final class DriftCheckBuilder extends Builder implements SimpleBuildStep {
    private final DriftCheckStep drift;

    /** @param drift the settings; null for the defaults */
    @DataBoundConstructor
    public DriftCheckBuilder(DriftCheckStep drift) {
        this.drift = drift == null ? new DriftCheckStep() : drift;
    }

    public DriftCheckStep getDrift() {
        return drift;
    }

    private Object readResolve() {
        return drift == null ? new DriftCheckBuilder(null) : this;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        DriftCheckStep settings = drift.expanded(env);
        DriftRun.Stored stored = new DriftRun(settings, run, workspace, listener).check();
        if (settings.fails(stored.report())) {
            throw new AbortException(DriftRun.summary(stored.report()));
        }
        if (settings.marksUnstable(stored.report())) {
            run.setResult(Result.UNSTABLE);
        }
    }

    /** What Jenkins knows of the build step. */
    @Extension
    @Symbol(DriftCheckStep.FUNCTION)
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Texts.text("drift.displayName");
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
