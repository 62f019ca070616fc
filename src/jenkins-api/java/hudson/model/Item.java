package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends AccessControlled {
    Permission CONFIGURE = Permission.CONFIGURE;
    Permission READ = Permission.READ;

    String getFullName();

    String getDisplayName();

    String getUrl();
}
