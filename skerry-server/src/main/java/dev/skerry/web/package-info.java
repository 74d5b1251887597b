/// The HTTP edge: routes from the catalogue, problems, event streams. The sole importer of Javalin.
@NullMarked
package dev.skerry.web;

import org.jspecify.annotations.NullMarked;
