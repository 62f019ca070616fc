package io.jenkins.plugins.aidelivery.evidence;

import org.codehaus.stax2.XMLStreamReader2;

/** The attributes of the element that an XML reader stands on; what is not as it should be is complained of with it. */
public final class XmlAttributes {
    private final XMLStreamReader2 in;

    public XmlAttributes(XMLStreamReader2 in) {
        this.in = in;
    }

    public boolean has(String name) {
        return in.getAttributeValue(null, name) != null;
    }

    /** Empty if there is none. */
    public String text(String name) {
        String value = in.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /**
     * A whole number from 0 on, of at most 15 digits.
     *
     * @throws EvidenceException if there is none, or something else
     */
    public long count(String name) throws EvidenceException {
        String value = text(name).strip();
        if (!value.matches("\\d{1,15}")) {
            throw new EvidenceException("line " + in.getLocation().getLineNumber() + ": <" + in.getLocalName()
                    + "> has " + (has(name) ? name + "=\"" + shortened(value) + "\"" : "no " + name)
                    + " where a count was expected");
        }
        return Long.parseLong(value);
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
