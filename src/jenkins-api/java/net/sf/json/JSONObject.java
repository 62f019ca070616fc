package net.sf.json;

/** In signatures only. */
public final class JSONObject {
    private JSONObject() {}
}
