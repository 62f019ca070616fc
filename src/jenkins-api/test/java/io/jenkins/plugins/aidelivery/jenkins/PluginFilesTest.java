package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import org.jenkinsci.Symbol;
import org.junit.Test;

/** The files by which Jenkins and the engine find classes name all of them, and nothing else. */
public class PluginFilesTest {
    private static final Path CLASSES = Path.of("target/classes");

    private static List<Class<?>> ourClasses() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io/jenkins/plugins/aidelivery"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = CLASSES.relativize(file).toString().replaceAll("[/\\\\]", ".");
                classes.add(Class.forName(
                        name.substring(0, name.length() - 6), false, PluginFilesTest.class.getClassLoader()));
            }
        }
        return classes;
    }

    @Test
    public void theSymbolIndexNamesEveryClassWithASymbol() throws Exception {
        List<String> annotated = ourClasses().stream()
                .filter(type -> type.isAnnotationPresent(Symbol.class))
                .map(Class::getName)
                .sorted()
                .toList();
        Path index = CLASSES.resolve("META-INF/services/annotations/org.jenkinsci.Symbol");
        assertThat(Files.readAllLines(index)).isSorted().containsExactlyElementsOf(annotated);
    }

    @Test
    public void theExtensionIndexNamesEveryExtension() throws Exception {
        TreeSet<String> indexed = new TreeSet<>();
        Index.load(Extension.class, Object.class, getClass().getClassLoader())
                .forEach(item -> indexed.add(item.className()));
        TreeSet<String> written = new TreeSet<>();
        Pattern declaration = Pattern.compile("@Extension\\b[^;{]*?\\bclass (\\w+)", Pattern.DOTALL);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                String outer = source.getFileName().toString().replace(".java", "");
                Matcher extensions = declaration.matcher(Files.readString(source));
                while (extensions.find()) {
                    String nested = extensions.group(1).equals(outer) ? outer : outer + "$" + extensions.group(1);
                    written.add("io.jenkins.plugins.aidelivery.jenkins." + nested);
                }
            }
        }
        assertThat(indexed).isNotEmpty().isEqualTo(written);
    }

    @Test
    public void everyReportReaderIsListedAndCanBeMade() throws Exception {
        TreeSet<String> readers = new TreeSet<>();
        for (Class<?> type : ourClasses()) {
            boolean listed = ReportReader.class.isAssignableFrom(type)
                    && !type.isInterface()
                    && Stream.of(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
            if (listed) {
                readers.add(type.getName());
            }
        }
        Path services = CLASSES.resolve("META-INF/services/" + ReportReader.class.getName());
        assertThat(new TreeSet<>(Files.readAllLines(services))).isEqualTo(readers);
    }

    @Test
    public void everyTextThatIsUsedExistsAndEveryTextIsUsed() throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("Texts.properties")) {
            texts.load(in);
        }
        TreeSet<String> used = new TreeSet<>();
        Pattern call = Pattern.compile("\\bTexts\\.(?:text|refusal)\\(\\s*\"([A-Za-z.]+)\"(\\s*\\+)?");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/jenkins/plugins/aidelivery/jenkins"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher calls = call.matcher(Files.readString(source));
                while (calls.find()) {
                    if (calls.group(2) == null) {
                        used.add(calls.group(1));
                    } else {
                        // A key that ends in a name, such as that of a verdict.
                        String prefix = calls.group(1);
                        texts.stringPropertyNames().stream()
                                .filter(key -> key.startsWith(prefix))
                                .forEach(used::add);
                    }
                }
            }
        }
        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(used);
    }

    @Test
    public void noMessagesFileWouldMakeTheOfficialBuildGenerateAClass() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("Messages.properties");
        }
    }
}
