package io.jenkins.plugins.aidelivery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JsonFileTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    /** Something to store. */
    record Note(int schema, String text, List<Line> lines) {
        Note {
            Objects.requireNonNull(text);
        }
    }

    /** A part of it. */
    record Line(int number) {}

    /** Something that breaks while it is written. */
    record Broken(int schema, String start) {
        public String getEnd() {
            throw new IllegalStateException("the machine catches fire");
        }
    }

    @Before
    public void place() {
        file = folder.getRoot().toPath().resolve("note.json");
    }

    @Test
    public void whatWasWrittenIsReadAgain() throws IOException {
        Note note = new Note(1, "ä 👾 \" \\ \u2028", List.of(new Line(7)));

        JsonFile.write(file, note);

        assertThat(JsonFile.read(file, Note.class, 1)).isEqualTo(note);
        assertThat(files()).containsExactly("note.json");
    }

    @Test
    public void directoriesAreMadeAndLinksToDirectoriesFollowed() throws IOException {
        Path deep = folder.getRoot().toPath().resolve("a/b/note.json");
        JsonFile.write(deep, new Note(1, "", List.of()));
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link"), deep.getParent());

        JsonFile.write(link.resolve("second.json"), new Note(1, "", List.of()));

        assertThat(deep.resolveSibling("second.json")).isRegularFile();
    }

    @Test
    public void aWriteThatBreaksLeavesTheOldFileAndNothingElse() throws IOException {
        JsonFile.write(file, new Note(1, "old", List.of()));

        assertThatThrownBy(() -> JsonFile.write(file, new Broken(1, "x".repeat(100_000))))
                .isInstanceOf(JsonMappingException.class);

        assertThat(JsonFile.read(file, Note.class, 1).text()).isEqualTo("old");
        assertThat(files()).containsExactly("note.json");
    }

    @Test
    public void aPlaceThatCannotBeWrittenKeepsWhatItHas() throws IOException {
        Path directory = Files.createDirectories(file.resolve("inside"));

        assertThatThrownBy(() -> JsonFile.write(file, new Note(1, "new", List.of())))
                .isInstanceOf(IOException.class);

        assertThat(directory).isDirectory();
        assertThat(files()).containsExactly("note.json");
    }

    @Test
    public void whatACrashLeftBesideTheFileDisturbsNobody() throws IOException {
        Files.writeString(file.resolveSibling("note.json.123.tmp"), "{\"schema\":1,\"te");
        JsonFile.write(file, new Note(1, "new", List.of()));

        assertThat(JsonFile.read(file, Note.class, 1).text()).isEqualTo("new");
    }

    @Test
    public void readersSeeAWholeFileWhileOthersWriteIt() throws Exception {
        JsonFile.write(file, new Note(1, "x", List.of()));
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Void>> written = Stream.of("a", "b", "c")
                    .map(letter -> writers.submit(() -> {
                        for (int i = 0; i < 30; i++) {
                            JsonFile.write(file, new Note(1, letter.repeat(50_000), List.of()));
                        }
                        return (Void) null;
                    }))
                    .toList();
            while (!written.stream().allMatch(Future::isDone)) {
                assertThat(JsonFile.read(file, Note.class, 1).text()).matches("x|a{50000}|b{50000}|c{50000}");
            }
            for (Future<Void> one : written) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(files()).containsExactly("note.json");
    }

    /** Archives, web servers and other users read what is written. */
    @Test
    public void filesMayBeReadByWhoeverMayReadFilesHere() throws IOException {
        assumeTrue(Files.getFileStore(folder.getRoot().toPath()).supportsFileAttributeView("posix"));
        Path usual = Files.createFile(folder.getRoot().toPath().resolve("usual"));

        JsonFile.write(file, new Note(1, "", List.of()));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    public void keysOfOthersAreLeftToThem() throws IOException {
        assertThat(
                        read(
                                "{\"schema\": 1, \"later\": {\"x\": [1]}, \"text\": \"a\", \"lines\": [{\"number\": 1, \"y\": 2}]}"))
                .isEqualTo(new Note(1, "a", List.of(new Line(1))));
    }

    @Test
    public void newerSchemasAreToldAndOlderOnesRead() throws IOException {
        assertThat(JsonFile.read("{\"schema\":2,\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), "x", Note.class, 3)
                        .schema())
                .isEqualTo(2);
        assertRefused("{\"schema\": 2}", "was written by a newer version (schema 2, this version reads up to 1)");
        assertRefused(
                "{\"schema\": 99999999999999}",
                "was written by a newer version (schema 99999999999999, this version reads up to 1)");
    }

    @Test
    public void filesWithoutASchemaAreNoResults() throws IOException {
        for (String text : List.of(
                "{}",
                "[]",
                "null",
                "1",
                "\"schema\"",
                "{\"schema\":0}",
                "{\"schema\":-1}",
                "{\"schema\":null}",
                "{\"schema\":\"1\"}",
                "{\"schema\":1.5}",
                "{\"schema\":true}",
                "{\"schema\":{}}")) {
            assertRefused(text, "is no result: it has no schema number");
        }
    }

    @Test
    public void damagedFilesEndInASentence() throws IOException {
        assertRefused("", "is empty");
        assertRefused(" \n ", "is empty");
        assertRefused("{\"schema\": 1,\n \"text\": \"a", "can't be read: it ends in the middle (line 2, column 12)");
        assertRefused("{\"schema\": 1", "can't be read: it ends in the middle (line 1, column 13)");
        assertRefused("{\"schema\": 1} {", "can't be read: it is not valid JSON (line 1, column 15)");
        assertRefused("<html>", "can't be read: it is not valid JSON (line 1, column 1)");
        assertRefused("{\"schema\": NaN}", "can't be read: it is not valid JSON (line 1, column 15)");
        assertRefused("\0\0\0\0", "can't be read: it is not valid JSON (line 1, column 2)");
        assertRefused("[".repeat(100_000), "can't be read: it is not valid JSON");
    }

    @Test
    public void whatIsNotThereAsItShouldBeIsNamed() throws IOException {
        assertRefused("{\"schema\": 1}", "can't be read: it is not as in a Note of schema 1");
        assertRefused("{\"schema\": 1, \"text\": []}", "can't be read: text is not as in a Note of schema 1");
        assertRefused(
                "{\"schema\": 1, \"text\": \"\", \"lines\": [{\"number\": 1}, {\"number\": \"many\"}]}",
                "can't be read: lines[1].number is not as in a Note of schema 1");
        assertRefused(
                "{\"schema\": 1, \"text\": \"\", \"lines\": [{\"number\": 1e99}]}",
                "can't be read: lines[0].number is not as in a Note of schema 1");
    }

    @Test
    public void everyPrefixOfAFileEndsInASentence() throws IOException {
        byte[] whole = JsonFile.MAPPER.writeValueAsBytes(new Note(1, "ä 👾", List.of(new Line(1), new Line(-2))));
        for (int length = 0; length < whole.length; length++) {
            String cut = new String(whole, 0, length, StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> JsonFile.read(cut.getBytes(StandardCharsets.ISO_8859_1), "x", Note.class, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("x (is empty|can't be read: it ends in the middle \\(line 1, column \\d+\\)"
                            + "|can't be read: it is not valid JSON \\(line 1, column \\d+\\))");
        }
    }

    @Test
    public void whatIsNoFileEndsInASentenceToo() throws IOException {
        assertThatThrownBy(() -> JsonFile.read(file, Note.class, 1)).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(file);
        assertThatThrownBy(() -> JsonFile.read(file, Note.class, 1))
                .hasMessage("note.json can't be read: Is a directory");
    }

    private Note read(String text) throws IOException {
        Files.writeString(file, text);
        return JsonFile.read(file, Note.class, 1);
    }

    private void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessage("note.json " + sentence);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
