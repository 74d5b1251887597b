/// Accounts, sessions and tokens on the wire.
@NullMarked
package dev.skerry.api.identity;

import org.jspecify.annotations.NullMarked;
