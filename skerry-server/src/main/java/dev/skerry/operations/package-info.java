/// The catalogue at work: rows bound to handlers, input bound and checked, permissions enforced, OpenAPI derived.
@NullMarked
package dev.skerry.operations;

import org.jspecify.annotations.NullMarked;
