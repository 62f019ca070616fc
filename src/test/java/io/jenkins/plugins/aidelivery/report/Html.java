package io.jenkins.plugins.aidelivery.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * One of our pages, parsed as XML once its few empty elements are closed. That is stricter than a browser: a text that
 * was not escaped either ends the document or shows up as an element.
 */
final class Html {
    private static final Pattern EMPTY = Pattern.compile("<(br|meta)(( [a-z-]+=\"[^\"<]*\")*)>");
    private static final Pattern OPEN = Pattern.compile("<details([^<>]*) open>");
    private static final Pattern STYLE = Pattern.compile("(?s)(<style[^>]*>)(.*?)(</style>)");

    private final Document document;
    private final String css;

    private Html(Document document, String css) {
        this.document = document;
        this.css = css;
    }

    static Html parse(String html) {
        Matcher style = STYLE.matcher(html);
        String css = style.find() ? style.group(2) : "";
        String closed = EMPTY.matcher(style.replaceFirst("$1$3")).replaceAll("<$1$2/>");
        String xml = OPEN.matcher(closed).replaceAll("<details$1 open=\"open\">");
        try {
            return new Html(
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(xml.strip()))),
                    css);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + xml, e);
        }
    }

    /** The style sheet inside of the page; empty where there is none. */
    String css() {
        return css;
    }

    /** All that people can read on it. */
    String text() {
        return document.getDocumentElement().getTextContent();
    }

    List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    List<Attr> attributes() {
        List<Attr> attributes = new ArrayList<>();
        for (Element element : elements("*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                attributes.add((Attr) element.getAttributes().item(i));
            }
        }
        return attributes;
    }

    List<String> attributes(String name) {
        return attributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .map(Attr::getValue)
                .toList();
    }

    /** The elements of a class, as what can be read in them. */
    List<String> texts(String name) {
        return elements("*").stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ")).contains(name))
                .map(Node::getTextContent)
                .map(String::strip)
                .toList();
    }
}
