package dev.skerry.cli.output;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;

/// Where a command writes, and whom it may ask.
///
/// @param out results, for people and programs
/// @param err errors, questions and what is said beside the results
public record Terminal(
        PrintStream out, PrintStream err, Prompt prompt, Style style, InstantSource clock, ZoneId zone) {}
