package io.jenkins.plugins.aidelivery.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code aiQualityGate}: judges a candidate by the evidence in the workspace. These are its settings, in Pipeline and,
 * nested in {@link QualityGateBuilder}, in freestyle jobs: fields, defaults, help and checks exist once.
 */
public final class QualityGateStep extends Step {
    static final String FUNCTION = "aiQualityGate";
    static final String DEFAULT_SPEC = "gate.yml";

    private String spec = DEFAULT_SPEC;
    private List<String> evidence = new ArrayList<>();
    private String environment = "";
    private String model = "";
    private String modelVersion = "";
    private GateThreshold failOn = GateThreshold.FAIL;
    private GateThreshold unstableOn = GateThreshold.CONDITIONAL;
    private String baselineJob = "";
    private boolean keepBaseline;

    @DataBoundConstructor
    public QualityGateStep() {
        // Everything has a default.
    }

    public String getSpec() {
        return spec;
    }

    @DataBoundSetter
    public void setSpec(String spec) {
        this.spec = spec == null || spec.isBlank() ? DEFAULT_SPEC : spec.strip();
    }

    public List<String> getEvidence() {
        return new ArrayList<>(evidence);
    }

    /** Patterns; one text may hold several, a line each, because that is how a form sends them. */
    @DataBoundSetter
    public void setEvidence(List<String> patterns) {
        this.evidence = new ArrayList<>();
        if (patterns != null) {
            patterns.stream()
                    .filter(Objects::nonNull)
                    .flatMap(String::lines)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(this.evidence::add);
        }
    }

    /** For the form. */
    public String getEvidenceLines() {
        return String.join("\n", evidence);
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = trimmed(environment);
    }

    public String getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(String model) {
        this.model = trimmed(model);
    }

    public String getModelVersion() {
        return modelVersion;
    }

    @DataBoundSetter
    public void setModelVersion(String modelVersion) {
        this.modelVersion = trimmed(modelVersion);
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

    /** A job's config.xml may be older than a setting, or written by hand. */
    private Object readResolve() {
        setSpec(spec);
        setEvidence(evidence);
        setEnvironment(environment);
        setModel(model);
        setModelVersion(modelVersion);
        setFailOn(failOn);
        setUnstableOn(unstableOn);
        setBaselineJob(baselineJob);
        return this;
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** The same with variables filled in, for freestyle jobs; Pipeline does that itself. */
    QualityGateStep expanded(EnvVars env) {
        QualityGateStep step = new QualityGateStep();
        step.setSpec(env.expand(spec));
        step.setEvidence(evidence.stream().map(env::expand).toList());
        step.setEnvironment(env.expand(environment));
        step.setModel(env.expand(model));
        step.setModelVersion(env.expand(modelVersion));
        step.setBaselineJob(env.expand(baselineJob));
        step.failOn = failOn;
        step.unstableOn = unstableOn;
        step.keepBaseline = keepBaseline;
        return step;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QualityGateExecution(context, this);
    }

    /**
     * What Jenkins knows of the step. The build step has the same name, and of two with one name the Snippet Generator takes
     * the first that it meets: this one must come before {@code step}, which brings the build step along.
     */
    @Extension(ordinal = 1)
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Texts.text("gate.displayName");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object spec = namedArgs.getOrDefault("spec", DEFAULT_SPEC);
            Object environment = namedArgs.get("environment");
            return ConsoleBlock.line(environment == null ? String.valueOf(spec) : spec + ", " + environment);
        }

        @POST
        public FormValidation doCheckSpec(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.path(item, value);
        }

        @POST
        public FormValidation doCheckEvidence(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.paths(item, value);
        }

        @POST
        public FormValidation doCheckBaselineJob(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.job(item, value);
        }
    }
}
