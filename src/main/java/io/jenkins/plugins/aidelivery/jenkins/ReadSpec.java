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

/** Reads a text, such as a specification, from the workspace, and from nowhere else. */
final class ReadSpec extends MasterToSlaveFileCallable<ReadSpec.Text> {
    @Serial
    private static final long serialVersionUID = 1;

    private final String name;
    private final long longest;

    /**
     * @param name path below the workspace
     * @param longest that the text may be, in bytes
     */
    ReadSpec(String name, long longest) {
        this.name = name;
        this.longest = longest;
    }

    /** @param name path of a specification below the workspace */
    ReadSpec(String name) {
        // A character has up to four bytes.
        this(name, 4L * GateSpecs.LONGEST);
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
            if (Files.size(file) > longest) {
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
