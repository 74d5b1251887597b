package dev.skerry.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A component of a change that can be taken back: absent it stays as it is, JSON `null` sets it to what holds when
/// nothing was ever said (RFC 7396, JSON Merge Patch).
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Clearable {}
