package io.jenkins.plugins.aidelivery.evidence.table;

import java.io.InterruptedIOException;
import java.net.URL;
import java.util.Locale;

/**
 * DuckDB's native code. The plugin has it in one jar for each platform (see {@code src/main/hpi/duckdb.xml}), so that an
 * agent gets its own platform's only; the driver finds it by name, in whatever jar of its class loader.
 *
 * <p>When code on an agent asks for a resource, Jenkins starts to copy the jar around it, and until that has arrived it
 * sends the resource by itself, unpacked (remoting 3352, {@code ResourceImageBoth}). That would be 61 MB of library
 * beside a jar of 21 MB, in the memory of both sides, and again whenever the agent connects anew. So this asks for empty
 * entries of that jar, each of them once, until an answer comes out of a jar: then the library does so too.
 */
final class NativeLibrary {
    /** Entries 0, 1, … in each jar. They last for {@link #FIRST_WAIT} · (1.4^24 - 1) / 0.4, or about seven minutes. */
    static final int ENTRIES = 24;

    /** In ms; each one is longer than the one before, so that a slow connection is not asked much more often. */
    private static final double FIRST_WAIT = 50;

    private static final double GROWTH = 1.4;

    private NativeLibrary() {}

    /** Where there are no such entries, as on a command line, there is nothing to wait for. */
    static void await(ClassLoader loader) throws InterruptedIOException {
        double wait = FIRST_WAIT;
        for (int i = 0; i < ENTRIES; i++) {
            URL entry = loader.getResource("duckdb-native/" + platform() + "/" + i);
            if (entry == null || entry.getProtocol().equals("jar")) {
                return;
            }
            sleep((long) wait);
            wait *= GROWTH;
        }
    }

    private static void sleep(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while DuckDB's native library was on its way");
        }
    }

    /** As DuckDB calls it (1.5, {@code DuckDBNative}): {@code linux_amd64}, {@code osx_universal}, … */
    static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String platform(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return "osx_universal";
        }
        String arch = processor.toLowerCase(Locale.ROOT);
        return (os.startsWith("windows") ? "windows" : os)
                + switch (arch) {
                    case "x86_64", "amd64" -> "_amd64";
                    case "aarch64", "arm64" -> "_arm64";
                    default -> "_" + arch;
                };
    }
}
