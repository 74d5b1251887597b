package dev.skerry.api.system;

/// Answered as long as Skerry can do its work.
public record HealthView(String status) {}
