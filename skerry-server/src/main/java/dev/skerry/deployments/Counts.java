package dev.skerry.deployments;

/// How many requests there were, and how many of them failed.
record Counts(long requests, long errors) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(Counts more) {
        return new Counts(requests + more.requests, errors + more.errors);
    }

    /// 0 when there were none.
    double percent() {
        return requests == 0 ? 0 : 100.0 * errors / requests;
    }

    /// `3 of 120 requests (2.5 %)`, in any language.
    @Override
    public String toString() {
        var tenths = Math.round(10 * percent());
        return "%d of %d requests (%d.%d %%)".formatted(errors, requests, tenths / 10, tenths % 10);
    }
}
