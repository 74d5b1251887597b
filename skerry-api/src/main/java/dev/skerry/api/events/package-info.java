/// What goes over the WebSocket `/api/ws`: see docs/events.md.
@NullMarked
package dev.skerry.api.events;

import org.jspecify.annotations.NullMarked;
