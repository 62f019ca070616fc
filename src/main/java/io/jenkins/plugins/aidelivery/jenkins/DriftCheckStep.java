package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.DriftSpecs;
import io.jenkins.plugins.aidelivery.drift.Preset;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code driftCheck}: compares data with other data, or with what was accepted before. These are its settings, in Pipeline
 * and, nested in {@link DriftCheckBuilder}, in freestyle jobs: fields, defaults, help and checks exist once.
 */
public final class DriftCheckStep extends DriftParameters {
    static final String FUNCTION = "driftCheck";

    /** Compares with the accepted data if no reference is named. */
    static final String ACCEPTED = "accepted";

    /** Compares with nothing: the current data is what is accepted from now on. */
    static final String NEW = "new";

    private String baseline = ACCEPTED;
    private String baselineJob = "";
    private boolean keepBaseline;
    private boolean updateBaseline;
    private boolean failWithoutReference;
    private GateThreshold failOn = GateThreshold.FAIL;
    private GateThreshold unstableOn = GateThreshold.CONDITIONAL;

    @DataBoundConstructor
    public DriftCheckStep() {
        // What is needed is said when it is missing; a form shows all of it.
    }

    public String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(String baseline) {
        this.baseline = trimmed(baseline).isEmpty() ? ACCEPTED : trimmed(baseline);
    }

    public String getBaselineJob() {
        return baselineJob;
    }

    @DataBoundSetter
    public void setBaselineJob(String baselineJob) {
        this.baselineJob = trimmed(baselineJob);
    }

    public boolean isKeepBaseline() {
        return keepBaseline;
    }

    @DataBoundSetter
    public void setKeepBaseline(boolean keepBaseline) {
        this.keepBaseline = keepBaseline;
    }

    public boolean isUpdateBaseline() {
        return updateBaseline;
    }

    @DataBoundSetter
    public void setUpdateBaseline(boolean updateBaseline) {
        this.updateBaseline = updateBaseline;
    }

    public boolean isFailWithoutReference() {
        return failWithoutReference;
    }

    @DataBoundSetter
    public void setFailWithoutReference(boolean failWithoutReference) {
        this.failWithoutReference = failWithoutReference;
    }

    public GateThreshold getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(GateThreshold failOn) {
        this.failOn = failOn == null ? GateThreshold.FAIL : failOn;
    }

    public GateThreshold getUnstableOn() {
        return unstableOn;
    }

    @DataBoundSetter
    public void setUnstableOn(GateThreshold unstableOn) {
        this.unstableOn = unstableOn == null ? GateThreshold.CONDITIONAL : unstableOn;
    }

    /** A job's config.xml may be older than a setting, or written by hand. */
    private Object readResolve() {
        return with(text -> text);
    }

    /** The same with variables filled in, for freestyle jobs; Pipeline does that itself. */
    DriftCheckStep expanded(EnvVars env) {
        return with(env::expand);
    }

    private DriftCheckStep with(UnaryOperator<String> change) {
        DriftCheckStep step = new DriftCheckStep();
        copyTo(step, change);
        step.setBaseline(changed(baseline, change));
        step.setBaselineJob(changed(baselineJob, change));
        step.setFailOn(failOn);
        step.setUnstableOn(unstableOn);
        step.keepBaseline = keepBaseline;
        step.updateBaseline = updateBaseline;
        step.failWithoutReference = failWithoutReference;
        return step;
    }

    /**
     * What is compared and how.
     *
     * @param written the specification, if there is one
     * @throws AbortException with all faults
     */
    DriftSpec resolved(DriftSpecs written) throws AbortException {
        if (!Set.of(ACCEPTED, NEW).contains(baseline)) {
            throw Texts.refusal("drift.badBaseline", baseline);
        }
        return resolvedOver(written);
    }

    /** Whether data without a reference is compared with what was accepted. */
    boolean comparesWithBaseline() {
        return baseline.equals(ACCEPTED);
    }

    /**
     * Whether data with a verdict is what later builds are compared with. What passes doesn't move the baseline by itself: many
     * steps, each too small to be drift, would go anywhere.
     */
    boolean mayBecomeBaseline(DriftReport.Verdict verdict) {
        if (keepBaseline || !baselineJob.isEmpty()) {
            return false;
        }
        return switch (verdict) {
            case SKIPPED -> baseline.equals(NEW) || !failWithoutReference;
            case PASS -> updateBaseline;
            case CONDITIONAL, FAIL -> false;
        };
    }

    boolean fails(DriftReport report) {
        return failOn.isReachedBy(severity(report));
    }

    boolean marksUnstable(DriftReport report) {
        return unstableOn.isReachedBy(severity(report));
    }

    private Verdict severity(DriftReport report) {
        return switch (report.decision().verdict()) {
            case PASS -> Verdict.PASS;
            case CONDITIONAL -> Verdict.CONDITIONAL;
            case FAIL -> Verdict.FAIL;
            case SKIPPED -> failWithoutReference && !baseline.equals(NEW) ? Verdict.FAIL : Verdict.PASS;
        };
    }

    @Override
    public StepExecution start(StepContext context) {
        return new DriftCheckExecution(context, this);
    }

    /** What Jenkins knows of the step; before the build step of the same name, for the Snippet Generator. */
    @Extension(ordinal = 1)
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Texts.text("drift.displayName");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object what = namedArgs.getOrDefault("name", namedArgs.getOrDefault("current", namedArgs.get("spec")));
            return what == null ? null : ConsoleBlock.line(String.valueOf(what));
        }

        @POST
        public FormValidation doCheckSpec(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.path(item, value);
        }

        @POST
        public FormValidation doCheckCurrent(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String connection,
                @QueryParameter String spec) {
            if (FormChecks.mayConfigure(item)
                    && trimmed(value).isEmpty()
                    && trimmed(spec).isEmpty()) {
                return FormValidation.error(Texts.text("check.noCurrent"));
            }
            return doCheckReference(item, value, connection);
        }

        @POST
        public FormValidation doCheckReference(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String connection) {
            return trimmed(connection).isEmpty() ? FormChecks.path(item, value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckAlpha(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.share(item, value);
        }

        @POST
        public FormValidation doCheckShare(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.share(item, value);
        }

        @POST
        public FormValidation doCheckMinimumCount(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.count(item, value);
        }

        @POST
        public FormValidation doCheckBaselineJob(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.job(item, value);
        }

        @POST
        public ListBoxModel doFillPresetItems(@AncestorInPath Item item, @QueryParameter String preset) {
            ListBoxModel items = new ListBoxModel();
            if (FormChecks.mayConfigure(item)) {
                items.add(Texts.text("drift.preset.default"), "");
                Stream.of(Preset.values())
                        .filter(each -> each != Preset.DEFAULT)
                        .forEach(each -> items.add(each.id(), each.id()));
            }
            return FormChecks.withCurrent(items, trimmed(preset));
        }

        @POST
        public ListBoxModel doFillBaselineItems(@AncestorInPath Item item, @QueryParameter String baseline) {
            ListBoxModel items = new ListBoxModel();
            if (FormChecks.mayConfigure(item)) {
                items.add(Texts.text("drift.baseline.accepted"), ACCEPTED);
                items.add(Texts.text("drift.baseline.new"), NEW);
            }
            return FormChecks.withCurrent(items, trimmed(baseline));
        }

        @POST
        public ListBoxModel doFillConnectionItems(@AncestorInPath Item item, @QueryParameter String connection) {
            ListBoxModel items = new ListBoxModel();
            items.add(Texts.text("drift.connection.none"), "");
            if (FormChecks.mayConfigure(item)) {
                AiDeliveryConfiguration.get().getConnections().stream()
                        .filter(JdbcConnection.class::isInstance)
                        .forEach(each -> items.add(each.getId(), each.getId()));
            }
            return FormChecks.withCurrent(items, trimmed(connection));
        }
    }
}
