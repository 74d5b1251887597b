/// What is measured of applications: requests, counted from the router's log. Door: `Monitoring`.
@NullMarked
package dev.skerry.monitoring;

import org.jspecify.annotations.NullMarked;
