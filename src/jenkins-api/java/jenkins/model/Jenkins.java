package jenkins.model;

import hudson.PluginManager;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;

public abstract class Jenkins implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final Permission ADMINISTER = Permission.CONFIGURE;

    public static Jenkins get() {
        throw new IllegalStateException("no Jenkins is running");
    }

    public static Jenkins getInstanceOrNull() {
        return null;
    }

    public File getRootDir() {
        throw new IllegalStateException("no Jenkins is running");
    }

    public PluginManager getPluginManager() {
        throw new IllegalStateException("no Jenkins is running");
    }

    public String getRootUrl() {
        return null;
    }

    public final <T extends Item> T getItem(String pathName, Item context, Class<T> type) {
        return null;
    }
}
