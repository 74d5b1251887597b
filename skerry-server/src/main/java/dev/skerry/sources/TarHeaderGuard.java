package dev.skerry.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bounds what one entry's headers may hold: long names and extended attributes are read into memory whole,
/// whatever size they claim. It also sees whether the archive ended as a tar does, in zeros.
final class TarHeaderGuard extends FilterInputStream {
    private static final long MAX_HEADER = 1L << 20;

    private long allowance = Long.MAX_VALUE;
    private long zeros;

    TarHeaderGuard(InputStream stream) {
        super(stream);
    }

    void expectHeader() {
        allowance = MAX_HEADER;
        zeros = 0;
    }

    void expectContent() {
        allowance = Long.MAX_VALUE;
    }

    boolean endedInZeros() {
        return zeros >= ArchiveFormat.TAR_BLOCK;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read > 0) {
            allowance -= read;
            count(buffer, offset, read);
        }
        if (allowance < 0) {
            throw new IOException("a tar header is larger than " + MAX_HEADER + " bytes");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        var left = bytes;
        var buffer = new byte[(int) Math.min(Math.max(bytes, 0), 8192)];
        while (left > 0) {
            var read = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return bytes - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(byte[] buffer, int offset, int length) {
        var at = offset + length;
        while (at > offset && buffer[at - 1] == 0) {
            at--;
        }
        var trailing = offset + length - at;
        zeros = trailing == length ? zeros + trailing : trailing;
    }
}
