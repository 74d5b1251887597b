package dev.skerry.docker;

/// A line a task wrote.
///
/// @param task its id
public record TaskLine(String task, OutputLine line) {}
