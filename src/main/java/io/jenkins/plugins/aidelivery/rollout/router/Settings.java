package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What routers ask of their settings alike: keys that must be there, and texts that must be well-formed. */
record Settings(SpecCursor in) {
    /**
     * A text without which the router doesn't work.
     *
     * @param what it is, for whoever left it out
     */
    Optional<String> need(String key, String what) {
        if (!in.isWritten(key)) {
            missing(key, what);
        }
        return in.name(key, what + " was expected");
    }

    /** The same with a form of its own. */
    Optional<String> need(String key, String what, Predicate<String> form) {
        return need(key, what).filter(text -> formed(key, text, what, form));
    }

    /** A list, or a single text, of which at least one item is there. */
    List<String> needAll(String key, String what) {
        if (!in.isWritten(key)) {
            missing(key, what);
        } else if (in.isEmptyList(key)) {
            in.fault(key, "is empty; " + what + " was expected");
        }
        return in.texts(key);
    }

    List<String> needAll(String key, String what, Predicate<String> form) {
        return needAll(key, what).stream()
                .filter(text -> formed(key, text, what, form))
                .toList();
    }

    private boolean formed(String key, String text, String what, Predicate<String> form) {
        boolean formed = form.test(text);
        if (!formed) {
            in.fault(key, "'" + text + "' can't be; " + what + " was expected");
        }
        return formed;
    }

    private void missing(String key, String what) {
        in.fault("", "'" + key + "' is missing: " + what + " was expected");
    }

    /** Takes down a fault where a plan may use nothing of this machine. */
    boolean isAllowed(Surroundings surroundings) {
        boolean allowed = surroundings.connections().allowsLocal();
        if (!allowed) {
            in.fault("", "files and programs of this machine are not for plans; use a router that has a connection");
        }
        return allowed;
    }

    /** A path, from the plan's directory on. */
    Optional<Path> path(String key, String text, Surroundings surroundings) {
        try {
            return Optional.of(surroundings.directory().resolve(text).normalize());
        } catch (InvalidPathException e) {
            in.fault(key, "'" + text + "' is no path");
            return Optional.empty();
        }
    }

    /** Takes down a fault of each place in a text that nothing is filled into. */
    void places(String key, String text, List<String> known) {
        for (String name : Template.names(text)) {
            if (!known.contains(name)) {
                in.fault(
                        key,
                        "nothing is filled into {{" + name + "}}; known are {{" + String.join("}}, {{", known) + "}}"
                                + Suggestion.question(known, name));
            }
        }
    }

    /** Which number stands for all of the traffic. */
    Scale scale() {
        return new Scale(
                in.number("all", 1, Scale.LARGEST).orElse(Percent.ALL),
                in.flag("whole").orElse(false));
    }
}
