package dev.skerry.bench;

/// Measures one thing and reports its figures.
interface Benchmark {
    void measure(Bench bench);
}
