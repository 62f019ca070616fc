package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public abstract class Actionable {
    private final List<Action> added = new CopyOnWriteArrayList<>();

    public void addAction(Action a) {
        added.add(a);
    }

    public boolean addOrReplaceAction(Action a) {
        added.removeIf(other -> other.getClass() == a.getClass());
        return added.add(a);
    }

    public <T extends Action> T getAction(Class<T> type) {
        return added.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
