package dev.skerry.api.system;

import java.util.List;

/// How the installation is.
///
/// @param version Skerry's
/// @param docker the engine's version
/// @param postgres the database's version
/// @param router whether the router runs and answers with what it was told
/// @param diskFree bytes of the disk with the state folder
/// @param diskTotal bytes of that disk
/// @param applications that are to run
/// @param tasks that run
/// @param deploymentsRunning now
/// @param deploymentsWaiting for their turn
/// @param drift what was found and put right lately, newest first
public record StatusView(
        String version,
        String docker,
        String postgres,
        boolean router,
        long diskFree,
        long diskTotal,
        int applications,
        int tasks,
        int deploymentsRunning,
        int deploymentsWaiting,
        List<DriftView> drift) {
    public StatusView {
        drift = List.copyOf(drift);
    }
}
