/// A client of Skerry's HTTP API: asks by rows of the catalogue, so that it knows every operation there is.
@NullMarked
package dev.skerry.api.client;

import org.jspecify.annotations.NullMarked;
