package hudson.model;

import java.io.File;

public abstract class AbstractItem extends Actionable implements Item {
    private final String name;

    @SuppressWarnings("rawtypes")
    protected AbstractItem(ItemGroup parent, String name) {
        this.name = name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public final String getFullName() {
        return name;
    }

    @Override
    public final String getUrl() {
        return "job/" + name + "/";
    }

    public File getRootDir() {
        throw new IllegalStateException("no Jenkins is running");
    }
}
