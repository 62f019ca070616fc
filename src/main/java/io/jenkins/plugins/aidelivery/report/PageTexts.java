package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.gate.Verdict;
import org.jvnet.localizer.ResourceBundleHolder;

/** The words on our pages; they are in {@code PageTexts.properties}. */
public final class PageTexts {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(PageTexts.class);

    private PageTexts() {}

    /** A text with its arguments filled in. Arguments are texts already, so that numbers look the same everywhere. */
    public static String text(String key, Object... arguments) {
        return TEXTS.format(key, arguments);
    }

    /** A stored verdict's word; one that this version doesn't know stands for itself. */
    public static String verdict(String name) {
        return Verdict.named(name).map(known -> text("verdict." + known)).orElse(String.valueOf(name));
    }
}
