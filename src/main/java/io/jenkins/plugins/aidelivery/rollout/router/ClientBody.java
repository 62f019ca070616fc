package io.jenkins.plugins.aidelivery.rollout.router;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client sends; knows whether it was the client that broke off, for which no side is to blame. */
final class ClientBody extends FilterInputStream {
    private final long length;
    private long count;
    private volatile boolean brokenOff;

    /** @param length that was announced, or less than 0 if none was */
    ClientBody(InputStream in, long length) {
        super(in);
        this.length = length;
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        try {
            int read = super.read(buffer, offset, most);
            if (read < 0) {
                brokenOff |= count < length;
            } else {
                count += read;
            }
            return read;
        } catch (IOException e) {
            brokenOff = true;
            throw e;
        }
    }
}
