package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.util.stream.Collectors;
import org.jvnet.localizer.ResourceBundleHolder;

/** What Jenkins shows of us besides our pages; the words are in {@code Texts.properties}. */
final class Texts {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(Texts.class);

    private Texts() {}

    static String text(String key, Object... arguments) {
        return TEXTS.format(key, arguments);
    }

    /** Why a step can't do its work. It goes to the console and into the build's record, so nothing in it may steer. */
    static AbortException refusal(String key, Object... arguments) {
        return new AbortException(
                text(key, arguments).lines().map(ConsoleBlock::line).collect(Collectors.joining("\n")));
    }
}
