package io.jenkins.plugins.aidelivery.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** File names for names that people chose: readable, safe on every system, different for different names. */
public final class FileNames {
    private static final int LONGEST = 60;

    private FileNames() {}

    /** {@code fraud-detector} stays as it is; anything unusual gets a digest of the real name behind it. */
    public static String of(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        // Two names that differ in case only are one file on some systems.
        boolean plain = safe.equals(name) && name.equals(name.toLowerCase(Locale.ROOT)) && !name.isEmpty();
        if (plain && name.length() <= LONGEST) {
            return name;
        }
        String head = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        return head + "." + digest(name).substring(0, 16);
    }

    private static String digest(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
