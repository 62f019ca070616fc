package io.jenkins.plugins.aidelivery.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of gate specifications, for editors and other tools. */
public final class GateSchema {
    private GateSchema() {}

    public static String text() {
        try (InputStream in = GateSchema.class.getResourceAsStream("gate.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
