package dev.skerry.api.values;

/// What a value is whose grammar is more than a pattern tells; its type checks it. Value types hold one as `FORMAT`.
///
/// @param what the thing with its article: `a git URL`
/// @param rule what is allowed: `must be ...`
/// @param example a good one
public record GrammarFormat(String what, String rule, String example) {}
