package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Compares what was read of an archive with what came out of it, and stops an archive that grows like a bomb.
final class Inflation {
    private static final long HARMLESS = 64L << 20;

    private final int maxRatio;
    private final Pace pace;
    private long consumed;

    Inflation(int maxRatio, Pace pace) {
        this.maxRatio = maxRatio;
        this.pace = pace;
    }

    void consume(long bytes) {
        consumed += bytes;
    }

    /// A stream of the archive's own bytes.
    InputStream source(InputStream stream) {
        return new Counting(stream) {
            @Override
            void counted(int more, long sum) {
                consumed += more;
            }
        };
    }

    /// A stream of what comes out: every stage and every file counts for itself, from where `produced` left off.
    InputStream product(InputStream stream, long produced) {
        return new Counting(stream) {
            @Override
            void counted(int more, long sum) {
                pace.check();
                check(produced + sum);
            }
        };
    }

    private void check(long produced) {
        if (produced > HARMLESS && produced / maxRatio > consumed) {
            throw new SkerryException(
                    ErrorCode.TOO_LARGE,
                    "The archive grows to more than %d times its size, as only a bomb does. Leave out large empty files."
                            .formatted(maxRatio));
        }
    }

    /// Counts what is read or skipped.
    private abstract static class Counting extends FilterInputStream {
        private long sum;

        Counting(InputStream stream) {
            super(stream);
        }

        abstract void counted(int more, long sum);

        @Override
        public int read() throws IOException {
            var next = super.read();
            if (next >= 0) {
                sum++;
                counted(1, sum);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            if (read > 0) {
                sum += read;
                counted(read, sum);
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            var skipped = 0L;
            var buffer = new byte[(int) Math.min(Math.max(bytes, 0), 8192)];
            while (skipped < bytes) {
                var read = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
                if (read < 0) {
                    break;
                }
                skipped += read;
            }
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
