package io.jenkins.plugins.aidelivery.jenkins;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How much is kept. A build's own results live as long as the build does. */
public final class Retention implements Describable<Retention> {
    static final int DEFAULT_RESULTS = 1000;
    private static final int FEWEST = 10;

    private int results = DEFAULT_RESULTS;

    @DataBoundConstructor
    public Retention() {
        // Everything has a default.
    }

    public int getResults() {
        return results;
    }

    /** @param results lines of a job's trend; fewer than 10 are taken as 10 */
    @DataBoundSetter
    public void setResults(int results) {
        this.results = Math.max(FEWEST, results);
    }

    private Object readResolve() {
        return results <= 0 ? new Retention() : this;
    }

    /** What Jenkins knows of it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<Retention> {
        @Override
        public String getDisplayName() {
            return Texts.text("retention.displayName");
        }

        @POST
        public FormValidation doCheckResults(@QueryParameter String value) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            boolean enough = value != null && value.matches("\\d{2,9}");
            return enough ? FormValidation.ok() : FormValidation.error(Texts.text("check.results"));
        }
    }
}
