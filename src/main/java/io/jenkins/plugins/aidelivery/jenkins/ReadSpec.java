package io.jenkins.plugins.aidelivery.jenkins;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Reads a gate's specification from the workspace, and from nowhere else. */
final class ReadSpec extends MasterToSlaveFileCallable<ReadSpec.Text> {
    @Serial
    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name path below the workspace */
    ReadSpec(String name) {
        this.name = name;
    }

    /**
     * What was found. An exception would reach the controller wrapped and with its trace.
     *
     * @param content the file's text
     * @param complaint a sentence, if there is no text; else empty
     */
    record Text(String content, String complaint) implements Serializable {}

    @Override
    public Text invoke(File workspace, VirtualChannel channel) {
        try {
            Path root = workspace.toPath().toRealPath();
            Path file = root.resolve(name).toRealPath();
            if (!file.startsWith(root)) {
                return new Text("", "it lies outside of the workspace");
            }
            if (!Files.isRegularFile(file)) {
                return new Text("", "it is not a file");
            }
            // A character has up to four bytes.
            if (Files.size(file) > 4L * GateSpecs.LONGEST) {
                return new Text("", "it is too long");
            }
            return new Text(Files.readString(file, StandardCharsets.UTF_8), "");
        } catch (NoSuchFileException e) {
            return new Text("", "there is no such file in the workspace");
        } catch (CharacterCodingException e) {
            return new Text("", "it is not UTF-8 text");
        } catch (IOException | RuntimeException e) {
            return new Text("", "it can't be read: " + e.getMessage());
        }
    }
}
