package hudson;

import java.util.AbstractList;

public abstract class ExtensionList<T> extends AbstractList<T> {
    private ExtensionList() {}

    public static <U> U lookupSingleton(Class<U> type) {
        throw new IllegalStateException("no Jenkins is running");
    }
}
