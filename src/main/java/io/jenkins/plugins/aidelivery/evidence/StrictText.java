package io.jenkins.plugins.aidelivery.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text from outside: UTF-8 with or without a byte order mark, or UTF-16 with one. Other bytes are refused with their line,
 * where Java's own readers would put question marks or say nothing of the place.
 */
final class StrictText extends Reader {
    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private final CharsetDecoder decoder;
    private long line = 1;
    private boolean end;

    /** @param in is closed with this */
    StrictText(InputStream in) throws IOException {
        this.in = in;
        bytes.limit(0);
        fill();
        boolean wide = startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE);
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
        }
        this.decoder = (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.limit() || (bytes.get(i) & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        end = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
    }

    /** @param length at least 2, which every buffering reader asks for: some characters are two */
    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        CharBuffer out = CharBuffer.wrap(buffer, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, end);
            int read = out.position() - offset;
            if (read > 0) {
                countLines(buffer, offset, read);
                return read;
            }
            if (result.isError()) {
                throw new EvidenceException("line " + line + ": not UTF-8 text: the byte 0x"
                        + Integer.toHexString(bytes.get(bytes.position()) & 0xFF) + " doesn't belong there");
            }
            if (result.isOverflow()) {
                throw new IllegalArgumentException("room for two characters is needed");
            }
            if (end) {
                return -1;
            }
            fill();
        }
    }

    private void countLines(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                line++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
