package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.report.Pages;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** A thread of Jenkins may have a class loader that knows no plugin; whatever we load is beside us all the same. */
public class PluginClassLoaderTest {
    private static URLClassLoader asAPlugin() throws IOException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @Test
    public void pagesAreDrawnForAThreadThatKnowsNoPlugin() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin = asAPlugin()) {
            Class<?> pages = plugin.loadClass(Pages.class.getName());
            assertThat(pages).isNotSameAs(Pages.class);
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Object chart = pages.getMethod("trendChart", List.class).invoke(null, List.of());
            assertThat((String) chart).contains("<svg");
            assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
