package hudson.model;

public abstract class Descriptor<T extends Describable<T>> implements Saveable {
    protected Descriptor() {}

    public String getDisplayName() {
        return getClass().getSimpleName();
    }

    @Override
    public synchronized void save() {}

    public synchronized void load() {}
}
