package io.jenkins.plugins.aidelivery.rollout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one runner at most has, of this process and of all others. The lock is on a file of its own that nobody else opens: a POSIX
 * process loses its lock on a file as soon as it closes that file anywhere, even after having only read it.
 */
final class Claim implements AutoCloseable {
    /** Ours aren't asked for a second time: the attempt alone would give them up. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Claim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Claims a file, which is made if it isn't there.
     *
     * @return empty if somebody has it
     */
    static Optional<Claim> of(Path path) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        if (!OURS.add(file)) {
            return Optional.empty();
        }
        Optional<Claim> claim = Optional.empty();
        try {
            claim = locked(file);
            return claim;
        } finally {
            if (claim.isEmpty()) {
                OURS.remove(file);
            }
        }
    }

    private static Optional<Claim> locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same file by another name.
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new Claim(file, channel));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OURS.remove(file);
        }
    }
}
