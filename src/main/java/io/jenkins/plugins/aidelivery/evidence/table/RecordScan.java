package io.jenkins.plugins.aidelivery.evidence.table;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the records of a text table by itself, because the engine may lose some in silence: DuckDB 1.5 drops a last row that is
 * longer than its buffer (its issue 25825). Also refuses records of a length that no table of predictions has.
 */
final class RecordScan {
    private enum State {
        START_OF_CELL,
        CELL,
        QUOTED,
        /** A quote inside of quotes: the end, or the first half of a quote that is meant. */
        QUOTE
    }

    private final int separator;
    private final long longest;
    private final String tooLong;
    private State state = State.START_OF_CELL;
    private long records;
    private long lines = 1;
    private long startLine = 1;
    private long length;
    private boolean hasContent;

    private RecordScan(int separator, long longest, String tooLong) {
        this.separator = separator;
        this.longest = longest;
        this.tooLong = tooLong;
    }

    /** Records of CSV, the header among them; empty lines are none. */
    static long csv(InputStream in, char separator) throws IOException {
        return new RecordScan(separator, 2_000_000, "a row of more than 2 MB; leave columns of long texts out")
                .scan(in);
    }

    /** Lines that hold anything. */
    static long lines(InputStream in) throws IOException {
        return new RecordScan(-1, 16L << 20, "a row of more than 16 MiB; leave columns of long texts out").scan(in);
    }

    private long scan(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                see(buffer[i]);
            }
        }
        end();
        return records;
    }

    private void see(byte b) throws EvidenceException {
        if (++length > longest) {
            throw new EvidenceException("line " + startLine + ": " + tooLong);
        }
        if (b == '\n') {
            lines++;
            if (state != State.QUOTED) {
                end();
                return;
            }
        }
        hasContent |= separator < 0 ? b > ' ' || b < 0 : b != '\r' && b != '\n';
        if (separator >= 0) {
            state = next(b);
        }
    }

    private State next(byte b) {
        return switch (state) {
            case QUOTED -> b == '"' ? State.QUOTE : State.QUOTED;
            // After a quote within quotes a second one is meant; at a cell's start it opens.
            case QUOTE, START_OF_CELL -> b == '"' ? State.QUOTED : b == separator ? State.START_OF_CELL : State.CELL;
            case CELL -> b == separator ? State.START_OF_CELL : State.CELL;
        };
    }

    private void end() {
        records += hasContent ? 1 : 0;
        hasContent = false;
        length = 0;
        startLine = lines;
        state = State.START_OF_CELL;
    }
}
