package dev.skerry.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads a body in chunks (RFC 9112, section 7.1). What the engine sends arrives as it is sent: a read never waits
/// for more than one byte.
final class ChunkedInput extends InputStream {
    private final InputStream source;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        var count = source.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of an answer");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            HttpLines.read(source);
        }
        first = false;
        var size = HttpLines.read(source).split(";", 2)[0].strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new IOException("not the size of a chunk: '%s'".formatted(size), e);
        }
        ended = left == 0;
    }
}
