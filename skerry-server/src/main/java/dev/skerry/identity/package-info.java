/// Organizations, accounts, roles, sessions and tokens. Door: `Identity`.
@NullMarked
package dev.skerry.identity;

import org.jspecify.annotations.NullMarked;
