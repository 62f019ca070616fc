package io.jenkins.plugins.aidelivery.rollout.metric;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a growing file record by record from a place on: lines, which in CSV may have line ends between quotes. */
final class RecordReader implements AutoCloseable {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final boolean isQuoted;
    private long offset;

    RecordReader(Path file, long offset, boolean isQuoted) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(offset);
        this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        this.isQuoted = isQuoted;
        this.offset = offset;
    }

    /** Where the next record begins. */
    long offset() {
        return offset;
    }

    /**
     * The next record without its line end.
     *
     * @param isComplete whether a record at the end of the file counts without its line end: nobody writes it any more
     * @return empty at the end
     */
    Optional<String> next(boolean isComplete) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean inQuotes = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n' && !inQuotes) {
                offset += bytes.size() + 1L;
                return Optional.of(text(bytes));
            }
            if (c == '"' && isQuoted) {
                inQuotes = !inQuotes;
            }
            bytes.write(c);
            if (bytes.size() > LONGEST) {
                throw UnansweredException.blind("the file has a row of more than " + (LONGEST >> 20) + " MB");
            }
        }
        if (bytes.size() == 0 || !isComplete) {
            return Optional.empty();
        }
        offset += bytes.size();
        return Optional.of(text(bytes));
    }

    private static String text(ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
