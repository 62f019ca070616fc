package io.jenkins.plugins.aidelivery.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of drift checks, for editors and other tools. */
public final class DriftSchema {
    private DriftSchema() {}

    public static String text() {
        try (InputStream in = DriftSchema.class.getResourceAsStream("drift.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
