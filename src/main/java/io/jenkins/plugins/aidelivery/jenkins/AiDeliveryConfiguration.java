package io.jenkins.plugins.aidelivery.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** What an administrator decides for all jobs. */
@Extension
@Symbol("aiDelivery")
public final class AiDeliveryConfiguration extends GlobalConfiguration {
    private Retention retention = new Retention();

    public AiDeliveryConfiguration() {
        load();
    }

    public Retention getRetention() {
        return retention;
    }

    @DataBoundSetter
    public void setRetention(Retention retention) {
        this.retention = retention == null ? new Retention() : retention;
        save();
    }

    @Override
    public String getDisplayName() {
        return Texts.text("action.displayName");
    }

    /** Results that a job's trend keeps. */
    static int resultsToKeep() {
        return Jenkins.getInstanceOrNull() == null
                ? Retention.DEFAULT_RESULTS
                : ExtensionList.lookupSingleton(AiDeliveryConfiguration.class)
                        .getRetention()
                        .getResults();
    }
}
