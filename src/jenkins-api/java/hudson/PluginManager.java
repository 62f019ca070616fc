package hudson;

public abstract class PluginManager {
    public final ClassLoader uberClassLoader = PluginManager.class.getClassLoader();
}
