package io.jenkins.plugins.aidelivery.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What an administrator decides for all jobs. */
@Extension
@Symbol("aiDelivery")
public final class AiDeliveryConfiguration extends GlobalConfiguration {
    private Retention retention = new Retention();
    private List<ServiceConnection> connections = new ArrayList<>();

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

    public List<ServiceConnection> getConnections() {
        return connections == null ? new ArrayList<>() : new ArrayList<>(connections);
    }

    @DataBoundSetter
    public void setConnections(List<ServiceConnection> connections) {
        this.connections = new ArrayList<>();
        if (connections != null) {
            connections.stream().filter(Objects::nonNull).forEach(this.connections::add);
        }
        save();
    }

    /** A form without connections doesn't mention them at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) {
        connections = new ArrayList<>();
        request.bindJSON(this, form);
        save();
        return true;
    }

    @Override
    public String getDisplayName() {
        return Texts.text("action.displayName");
    }

    static AiDeliveryConfiguration get() {
        return ExtensionList.lookupSingleton(AiDeliveryConfiguration.class);
    }

    /** Results that a job's trend keeps. */
    static int resultsToKeep() {
        return Jenkins.getInstanceOrNull() == null
                ? Retention.DEFAULT_RESULTS
                : get().getRetention().getResults();
    }

    /** The connection of a kind that jobs name like this. */
    <T extends ServiceConnection> Optional<T> connection(String id, Class<T> kind) {
        return getConnections().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(connection -> connection.getId().equals(id))
                .findFirst();
    }
}
