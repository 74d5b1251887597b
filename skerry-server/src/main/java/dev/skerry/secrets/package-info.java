/// Variables of projects, environments and applications, encrypted; what they refer to, and masks for what is secret.
/// Door: `Variables`.
@NullMarked
package dev.skerry.secrets;

import org.jspecify.annotations.NullMarked;
