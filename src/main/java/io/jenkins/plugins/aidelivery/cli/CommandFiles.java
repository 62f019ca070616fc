package io.jenkins.plugins.aidelivery.cli;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** The specification that a command reads and the results that it writes, by their places in its directory. */
final class CommandFiles {
    private static final ObjectWriter JSON = JsonFile.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT);

    private final CommandSpec command;
    private final Path directory;

    CommandFiles(CommandSpec command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Path place(Path file) {
        return directory.resolve(file);
    }

    /**
     * Reads a specification.
     *
     * @param what it is called
     * @param longest bytes
     * @param otherwise what to do if there is none
     */
    String text(Path file, String what, int longest, String otherwise) {
        Path place = place(file);
        // Read to a limit, not to the size: a device or a pipe has none.
        try (InputStream in = Files.newInputStream(place)) {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new UsageException(
                        place + " is too long for a " + what + ": it has more than " + longest + " bytes");
            }
            // Malformed bytes turn into a character that the parser refuses with a sentence.
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no " + what + " at " + place + "; " + otherwise);
        } catch (IOException e) {
            throw UsageException.about("the " + what + " " + place + " can't be read", e);
        }
    }

    /** Writes a value as JSON for people; nothing if there is no file. */
    void writeJson(Path file, String what, Object value) throws IOException {
        if (file != null) {
            write(file, what, JSON.writeValueAsString(value));
        }
    }

    /** Writes a file and says so; nothing if there is none. */
    void write(Path file, String what, String text) {
        if (file == null) {
            return;
        }
        Path target = place(file);
        try {
            boolean replaceable = !Files.exists(target)
                    || Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    || Files.isDirectory(target);
            if (replaceable) {
                JsonFile.write(target, text.getBytes(StandardCharsets.UTF_8));
            } else {
                // A link, a pipe, a device such as /dev/stdout: it stays what it is.
                Files.writeString(target, text);
            }
        } catch (IOException e) {
            throw UsageException.about("the " + what + " can't be written to " + target, e);
        }
        say(what + ": " + target);
    }

    /** One line for the caller. */
    void say(String line) {
        command.commandLine().getOut().println(ConsoleBlock.line(line));
    }
}
