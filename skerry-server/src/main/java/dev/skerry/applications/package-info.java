/// Applications: what to deploy, with which settings and variables. Door: `Applications`.
@NullMarked
package dev.skerry.applications;

import org.jspecify.annotations.NullMarked;
