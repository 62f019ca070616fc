package io.jenkins.plugins.aidelivery.jenkins;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/**
 * A machine that the controller may talk to, which an administrator has defined: jobs name it by its id and can send the
 * controller nowhere else.
 */
public abstract class ServiceConnection implements Describable<ServiceConnection>, ExtensionPoint {
    private final String id;

    /** @param id how jobs name it */
    protected ServiceConnection(String id) {
        this.id = id == null ? "" : id.strip();
    }

    public String getId() {
        return id == null ? "" : id;
    }
}
