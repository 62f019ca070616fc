package io.jenkins.plugins.aidelivery.jenkins;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step finds around it in Pipeline. */
final class FakeContext extends StepContext {
    private static final long serialVersionUID = 1;

    private final transient Map<Class<?>, Object> values;

    FakeContext(Run<?, ?> run, FilePath workspace, TaskListener console, FlowNode node) {
        this.values =
                Map.of(Run.class, run, FilePath.class, workspace, TaskListener.class, console, FlowNode.class, node);
    }

    /** A node of a Pipeline's graph. */
    static final class Node extends FlowNode {}

    @Override
    public <T> T get(Class<T> key) {
        return key.cast(values.get(key));
    }

    @Override
    public void setResult(Result r) {
        throw new AssertionError("the run's own result is set");
    }
}
