package hudson.model;

import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements AccessControlled {
    protected final transient JobT project;
    public transient int number;
    protected long timestamp;
    protected volatile Result result;

    protected Run(JobT job) throws IOException {
        this.project = job;
        this.timestamp = System.currentTimeMillis();
    }

    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    public String getUrl() {
        return project.getUrl() + number + "/";
    }

    public String getFullDisplayName() {
        return project.getDisplayName() + " #" + number;
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    public File getRootDir() {
        return new File(project.getBuildDir(), Integer.toString(number));
    }

    public Result getResult() {
        return result;
    }

    public void setResult(Result r) {
        if (result == null || r.ordinal > result.ordinal) {
            result = r;
        }
    }

    public synchronized void save() throws IOException {}
}
