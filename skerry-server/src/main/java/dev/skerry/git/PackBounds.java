package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.storage.file.WindowCacheConfig;

/// How much memory a pack of strangers may take. JGit holds an object's whole content to resolve what is stored as
/// its difference, for as many objects at once as a chain of differences branches, and makes room for what a header
/// claims before it comes; this server ends when its heap is full. So objects have a largest size, packs a largest
/// number of objects, differences are resolved for one pack at a time, and each only where the heap has room.
///
/// @param maxObject bytes of one object
/// @param maxObjects of one pack
record PackBounds(long maxObject, long maxObjects) {
    /// What is larger is read from the disk in pieces rather than held.
    private static final int STREAMED_FROM = 8 << 20;
    private static final int CACHED = 8 << 20;
    private static final long MIN_OBJECT = 16L << 20;
    /// JGit keeps about 100 bytes for each object of a pack it receives.
    private static final long HEAP_PER_OBJECT = 512;
    private static final long MARGIN = 8L << 20;
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

    /// By this JVM's heap: a fifth of it for an object.
    static PackBounds ofHeap() {
        var heap = Runtime.getRuntime().maxMemory();
        return new PackBounds(Math.max(heap / 5, MIN_OBJECT), heap / HEAP_PER_OBJECT);
    }

    /// Bounds what JGit caches of packs, for the whole process.
    static void installCaches() {
        var config = new WindowCacheConfig();
        config.setPackedGitLimit(CACHED);
        config.setDeltaBaseCacheLimit(CACHED);
        config.setStreamFileThreshold(STREAMED_FROM);
        config.install();
    }

    /// Waits until no other pack is being resolved. Whoever enters leaves.
    static void enter(Cancellation cancellation) {
        try {
            while (!ONE_AT_A_TIME.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.check();
            throw GitFault.NETWORK.because("Interrupted while Git waited.", e);
        }
    }

    static void leave() {
        ONE_AT_A_TIME.release();
    }

    /// Room for one more difference and what it makes. The collector is asked only where the heap looks full.
    void requireRoom() {
        var needed = 2 * maxObject + MARGIN;
        if (room() < needed) {
            System.gc();
            if (room() < needed) {
                throw GitFault.TOO_LARGE.because("The repository needs more memory than this server has.");
            }
        }
    }

    private static long room() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
