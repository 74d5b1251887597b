/// Reads other people's Git repositories, in process and with nothing of this machine's Git settings. The only
/// room that imports JGit.
@NullMarked
package dev.skerry.git;

import org.jspecify.annotations.NullMarked;
