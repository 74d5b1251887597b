/// Encryption at rest, password hashes and random tokens. The sole importer of Tink and Bouncy Castle.
@NullMarked
package dev.skerry.crypto;

import org.jspecify.annotations.NullMarked;
