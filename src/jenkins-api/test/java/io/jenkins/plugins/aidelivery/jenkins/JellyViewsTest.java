package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.kohsuke.stapler.DataBoundSetter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a view can get wrong without Jenkins to say so: tags, attributes, fields, texts, help, scripts. */
@RunWith(Parameterized.class)
public class JellyViewsTest {
    private static final Path VIEWS = Path.of("src/main/resources");
    private static final Pattern TEXT_KEY = Pattern.compile("\\$\\{%([A-Za-z.]+)");
    private static final Pattern PROPERTY = Pattern.compile("\\bit\\.([a-z][A-Za-z]*)(\\()?");
    private static final Set<String> PLAIN_TAGS =
            Set.of("a", "div", "h2", "li", "ul", "ol", "p", "span", "bdi", "strong", "tr", "td");

    @Parameters(name = "{0}")
    public static List<Object[]> views() throws IOException {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            return files.filter(file -> file.toString().endsWith(".jelly"))
                    .map(file -> new Object[] {VIEWS.relativize(file)})
                    .toList();
        }
    }

    private final Path view;
    private final String text;
    private final Document document;

    public JellyViewsTest(Path view) throws Exception {
        this.view = VIEWS.resolve(view);
        this.text = Files.readString(this.view);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream in = Files.newInputStream(this.view)) {
            this.document = factory.newDocumentBuilder().parse(in);
        }
    }

    private List<Element> elements() {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    public void escapesByDefault() {
        assertThat(text).startsWith("<?jelly escape-by-default='true'?>");
    }

    @Test
    public void knowsItsTagsAndTheirAttributes() throws IOException {
        Map<String, List<String>> taglibs = taglibs();
        for (Element element : elements()) {
            String uri = element.getNamespaceURI();
            if (uri == null) {
                assertThat(PLAIN_TAGS).as("plain tags").contains(element.getTagName());
                continue;
            }
            List<String> known = taglibs.get(uri + " " + element.getLocalName());
            assertThat(known).as("<%s> of %s", element.getTagName(), uri).isNotNull();
            Set<String> given = new HashSet<>();
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                if (!attribute.getNodeName().startsWith("xmlns")) {
                    given.add(attribute.getNodeName());
                }
            }
            List<String> names =
                    known.stream().map(name -> name.replace("*", "")).toList();
            assertThat(names).as("attributes of <%s>", element.getTagName()).containsAll(given);
            known.stream()
                    .filter(name -> name.endsWith("*"))
                    .forEach(name -> assertThat(given)
                            .as("required attributes of <%s>", element.getTagName())
                            .contains(name.replace("*", "")));
        }
    }

    private static Map<String, List<String>> taglibs() throws IOException {
        Map<String, List<String>> taglibs = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src/jenkins-api/taglibs.txt"))) {
            if (!line.startsWith("#")) {
                List<String> words = Arrays.asList(line.split(" "));
                taglibs.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
            }
        }
        return taglibs;
    }

    @Test
    public void carriesNoScriptStyleOrHandler() {
        for (Element element : elements()) {
            assertThat(element.getTagName()).isNotIn("script", "style");
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
                assertThat(name).as("attribute").doesNotStartWith("on").isNotEqualTo("style");
                assertThat(attributes.item(i).getNodeValue()).doesNotContain("javascript:");
            }
        }
    }

    @Test
    public void takesItsTextsFromProperties() throws IOException {
        Matcher keys = TEXT_KEY.matcher(text);
        Set<String> used = new HashSet<>();
        while (keys.find()) {
            used.add(keys.group(1));
        }
        Path texts = Path.of(view.toString().replace(".jelly", ".properties"));
        Properties properties = new Properties();
        if (Files.exists(texts)) {
            try (InputStream in = Files.newInputStream(texts)) {
                properties.load(in);
            }
        }
        assertThat(properties.stringPropertyNames()).isEqualTo(used);
    }

    @Test
    public void speaksNoEnglishOfItsOwn() {
        for (Element element : elements()) {
            NodeList children = element.getChildNodes();
            for (int i = 0; i < children.getLength(); i++) {
                if (children.item(i).getNodeType() == Node.TEXT_NODE) {
                    String words = children.item(i).getNodeValue().replaceAll("\\$\\{[^}]*}", "");
                    assertThat(words).as("text outside of properties").doesNotContainPattern("[A-Za-z]");
                }
            }
        }
    }

    @Test
    public void everyFieldExistsAndHasHelp() throws Exception {
        for (Element element : elements()) {
            String field = element.getAttribute("field");
            if (!field.isEmpty()) {
                Class<?> type = model();
                String capital = Character.toUpperCase(field.charAt(0)) + field.substring(1);
                assertThat(methods(type)).as("getter of " + field).containsAnyOf("get" + capital, "is" + capital);
                boolean set = Stream.of(type.getMethods())
                        .anyMatch(method -> method.getName().equals("set" + capital)
                                && method.isAnnotationPresent(DataBoundSetter.class));
                boolean constructed = Stream.of(type.getConstructors())
                        .flatMap(constructor -> Stream.of(constructor.getParameters()))
                        .anyMatch(parameter -> parameter.getName().equals(field));
                assertThat(set || constructed).as("binding of " + field).isTrue();
                if (element.getLocalName().equals("entry")) {
                    assertThat(view.resolveSibling("help-" + field + ".html")).exists();
                }
            }
        }
    }

    @Test
    public void everyPropertyOfItsObjectExists() throws Exception {
        if (view.getFileName().toString().equals("config.jelly")
                || view.getParent().equals(VIEWS)) {
            // There "it" is whatever is configured, or there is none.
            return;
        }
        Matcher uses = PROPERTY.matcher(text);
        while (uses.find()) {
            String name = uses.group(1);
            String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            assertThat(methods(model()))
                    .as("it." + name)
                    .containsAnyOf(
                            uses.group(2) == null
                                    ? new String[] {"get" + capital, "is" + capital}
                                    : new String[] {name});
        }
    }

    private static List<String> methods(Class<?> type) {
        return Stream.of(type.getMethods()).map(Method::getName).toList();
    }

    /** The class that the view's directory is named after. */
    private Class<?> model() throws ClassNotFoundException {
        Path directory = VIEWS.relativize(view).getParent();
        return Class.forName(directory.toString().replace('/', '.').replace('\\', '.'));
    }
}
