package io.jenkins.plugins.aidelivery.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** File names for names that people chose: readable, safe on every system, different for different names. */
public final class FileNames {
    private static final int LONGEST = 60;

    /** Lower case only: two names that differ in case are one file on some systems. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1," + LONGEST + "}");

    /** Devices on Windows, whatever extension they get. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private FileNames() {}

    /** {@code fraud-detector} stays as it is; anything unusual gets a digest of the real name behind it. */
    public static String of(String name) {
        if (PLAIN.matcher(name).matches() && !DEVICE.matcher(name).matches()) {
            return name;
        }
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String head = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        // No plain name has a tilde in it. A dot would not do: "con.json" is a device too.
        return head + "~" + digest(name).substring(0, 16);
    }

    /** Of the characters as they are: an encoding would make halves of surrogate pairs equal. */
    private static String digest(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * name.length());
        bytes.asCharBuffer().put(name);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
