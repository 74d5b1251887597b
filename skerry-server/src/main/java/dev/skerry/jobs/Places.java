package dev.skerry.jobs;

/// How many jobs of a kind may run at once on one node.
public interface Places {
    /// Asked each time the queue is looked at, so that it must not take long, nor fail.
    ///
    /// @param running of the kind on this node
    /// @return how many more may begin now; none for 0 and less
    int more(int running);

    /// The same number at all times.
    static Places of(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("A kind of jobs needs a place at least");
        }
        return running -> atOnce - running;
    }
}
