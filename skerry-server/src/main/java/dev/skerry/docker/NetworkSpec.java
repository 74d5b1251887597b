package dev.skerry.docker;

/// An overlay network services and containers attach to.
public record NetworkSpec(String name, Labels labels) {}
