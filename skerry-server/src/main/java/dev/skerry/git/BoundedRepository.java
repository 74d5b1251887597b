package dev.skerry.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/// A repository that takes no pack beyond its bounds.
final class BoundedRepository extends FileRepository {
    private final PackBounds bounds;

    BoundedRepository(BaseRepositoryBuilder<?, ?> options, PackBounds bounds) throws IOException {
        super(options);
        this.bounds = bounds;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        return new Inserter(super.newObjectInserter(), bounds);
    }

    private static final class Inserter extends ObjectInserter.Filter {
        private final ObjectInserter plain;
        private final PackBounds bounds;

        Inserter(ObjectInserter plain, PackBounds bounds) {
            this.plain = plain;
            this.bounds = bounds;
        }

        @Override
        protected ObjectInserter delegate() {
            return plain;
        }

        @Override
        public PackParser newPackParser(InputStream pack) throws IOException {
            var parser = plain.newPackParser(new CountedPack(pack, bounds.maxObjects()));
            parser.setMaxObjectSizeLimit(bounds.maxObject());
            return parser;
        }
    }

    /// Reads along in a pack's header (gitformat-pack: `PACK`, version, number of objects, four bytes each): JGit
    /// makes room for as many objects as it claims.
    private static final class CountedPack extends FilterInputStream {
        private static final int LENGTH = 12;
        private static final int NUMBER_AT = 8;

        private final ByteBuffer header = ByteBuffer.allocate(LENGTH);
        private final long max;

        CountedPack(InputStream pack, long max) {
            super(pack);
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            if (read > 0 && header.hasRemaining()) {
                header.put(buffer, offset, Math.min(read, header.remaining()));
                check();
            }
            return read;
        }

        private void check() {
            if (!header.hasRemaining() && Integer.toUnsignedLong(header.getInt(NUMBER_AT)) > max) {
                throw GitFault.TOO_LARGE.because(
                        "The repository has more than the %d objects this server has memory for.".formatted(max));
            }
        }
    }
}
