package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * HAProxy's runtime API: one connection per question, which HAProxy closes when it has answered (management guide, 9.3
 * "Unix Socket commands").
 */
final class HaproxySocket {
    private static final int LARGEST = 4 << 20;
    private static final int LAST_PORT = 65_535;

    private final String address;

    /** @param address {@code host:port}, or the path of a socket */
    HaproxySocket(String address) {
        this.address = address;
    }

    static boolean isAddress(String address) {
        return isPath(address) || port(address).isPresent();
    }

    private static boolean isPath(String address) {
        return address.startsWith("/");
    }

    private static Optional<Integer> port(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(address.substring(colon + 1)))
                .filter(port -> port > 0 && port <= LAST_PORT);
    }

    /** @param commands on one line, with semicolons between them: HAProxy carries them out without anything in between */
    String ask(String commands) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(isPath(address) ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET)) {
            // A channel has no time-out of its own.
            CompletableFuture<Void> answered = new CompletableFuture<>();
            answered.completeOnTimeout(null, Blocking.WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .thenRun(() -> close(channel));
            try {
                channel.connect(target());
                ByteBuffer out = ByteBuffer.wrap((commands + '\n').getBytes(StandardCharsets.UTF_8));
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                return all(channel);
            } finally {
                answered.complete(null);
            }
        } catch (ClosedChannelException e) {
            throw new IOException(this + " did not answer within " + Blocking.WITHIN.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new IOException(this + " can't be reached: " + e.getMessage(), e);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }

    private SocketAddress target() throws IOException {
        try {
            if (isPath(address)) {
                return UnixDomainSocketAddress.of(address);
            }
        } catch (InvalidPathException e) {
            throw new IOException("'" + address + "' is no path", e);
        }
        String host = address.substring(0, address.lastIndexOf(':'));
        return new InetSocketAddress(InetAddress.getByName(host), port(address).orElseThrow());
    }

    private static String all(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            if (all.size() > LARGEST) {
                throw new IOException("its answer is too long");
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HAProxy at " + address;
    }
}
