package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import java.io.IOException;
import java.io.Serializable;

public abstract class StepContext implements Serializable {
    private static final long serialVersionUID = 1;

    public abstract <T> T get(Class<T> key) throws IOException, InterruptedException;

    public abstract void setResult(Result r);
}
