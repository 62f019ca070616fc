package io.jenkins.plugins.aidelivery;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout, whichever of the two builds runs the tests. */
public final class Checkout {
    private Checkout() {}

    /** @param path below the checkout's root */
    public static Path file(String path) {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("jenkins/pom.xml"))) {
            at = at.getParent();
        }
        return at.resolve(path);
    }
}
