package dev.skerry.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads a body of known length.
final class LimitedInput extends InputStream {
    private final InputStream source;
    private long left;

    LimitedInput(InputStream source, long length) {
        this.source = source;
        this.left = length;
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
        if (left == 0) {
            return -1;
        }
        var count = source.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of an answer");
        }
        left -= count;
        return count;
    }
}
