package io.jenkins.plugins.aidelivery.rollout.router;

import com.sun.net.httpserver.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses a side for a request: at random, or by a bucket that a key of the session always falls into. Buckets below the
 * weight are the canary's, so that a session which is there stays while weights rise.
 *
 * @param sticky whether sessions without a key get a cookie
 * @param keyHeader name of a header whose value is a session's key, or empty
 */
record ProxyChoice(boolean sticky, String keyHeader) {
    static final String COOKIE = "ai-delivery-session";

    /** A hundredth of a percent each. */
    static final int BUCKETS = 10_000;

    private static final Pattern OURS = Pattern.compile("(?:^|;)\\s*" + COOKIE + "=([0-9a-f]{32})\\s*(?:;|$)");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What was chosen.
     *
     * @param newCookie for the answer, or empty
     */
    record Chosen(ProxySide side, Optional<String> newCookie) {}

    boolean keepsSessions() {
        return sticky || !keyHeader.isEmpty();
    }

    Chosen choose(Headers request, double percent) {
        Optional<String> key =
                keyHeader.isEmpty() ? Optional.empty() : Optional.ofNullable(request.getFirst(keyHeader));
        if (key.isPresent()) {
            return new Chosen(byBucket(key.get(), percent), Optional.empty());
        }
        if (!sticky) {
            double drawn = ThreadLocalRandom.current().nextDouble() * Percent.ALL;
            return new Chosen(drawn < percent ? ProxySide.CANARY : ProxySide.STABLE, Optional.empty());
        }
        Optional<String> session = session(request);
        String id = session.orElseGet(ProxyChoice::newId);
        Optional<String> cookie = session.isPresent()
                ? Optional.empty()
                : Optional.of(COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        return new Chosen(byBucket(id, percent), cookie);
    }

    private static Optional<String> session(Headers request) {
        for (String line : request.getOrDefault("Cookie", List.of())) {
            Matcher ours = OURS.matcher(line);
            if (ours.find()) {
                return Optional.of(ours.group(1));
            }
        }
        return Optional.empty();
    }

    private static String newId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ProxySide byBucket(String key, double percent) {
        return bucket(key) < percent / Percent.ALL * BUCKETS ? ProxySide.CANARY : ProxySide.STABLE;
    }

    /** 0 … {@value #BUCKETS} - 1; equally likely whatever keys look like. */
    static int bucket(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), BUCKETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
