package dev.skerry.api.identity;

import dev.skerry.api.values.Days;
import dev.skerry.api.values.Label;
import org.jspecify.annotations.Nullable;

/// Makes a token for a program, which acts in the organization the caller acts in.
///
/// @param days after which it opens nothing any more; never when absent
public record CreateToken(Label name, @Nullable Days days) {}
