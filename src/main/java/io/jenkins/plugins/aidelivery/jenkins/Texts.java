package io.jenkins.plugins.aidelivery.jenkins;

import org.jvnet.localizer.ResourceBundleHolder;

/** What Jenkins shows of us besides our pages; the words are in {@code Texts.properties}. */
final class Texts {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(Texts.class);

    private Texts() {}

    static String text(String key, Object... arguments) {
        return TEXTS.format(key, arguments);
    }
}
