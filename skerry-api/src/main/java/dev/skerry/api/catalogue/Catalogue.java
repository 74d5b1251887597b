package dev.skerry.api.catalogue;

import dev.skerry.api.Operation;
import java.util.List;

/// Every operation there is.
public final class Catalogue {
    private static final List<Operation<?, ?>> ALL = List.of(
            IdentityRows.SET_UP,
            IdentityRows.LOG_IN,
            IdentityRows.LOG_OUT,
            IdentityRows.WHO_AM_I,
            IdentityRows.CREATE_TOKEN,
            IdentityRows.LIST_TOKENS,
            IdentityRows.REVOKE_TOKEN,
            ProjectRows.CREATE,
            ProjectRows.LIST,
            ProjectRows.GET,
            ProjectRows.UPDATE,
            ProjectRows.CREATE_ENVIRONMENT,
            ProjectRows.GET_ENVIRONMENT,
            ProjectRows.UPDATE_ENVIRONMENT,
            ApplicationRows.CREATE,
            ApplicationRows.LIST,
            ApplicationRows.GET,
            ApplicationRows.UPDATE,
            ApplicationRows.MOVE,
            ApplicationRows.DELETE,
            ApplicationRows.RESTORE,
            RuntimeRows.SET_PROCESS,
            RuntimeRows.SET_VOLUME,
            RuntimeRows.LIST_VOLUMES,
            RuntimeRows.UNSET_VOLUME,
            RuntimeRows.SET_FILE,
            RuntimeRows.LIST_FILES,
            RuntimeRows.UNSET_FILE,
            RuntimeRows.SET_PORT,
            RuntimeRows.LIST_PORTS,
            RuntimeRows.UNSET_PORT,
            VariableRows.LIST,
            VariableRows.SET,
            VariableRows.LOAD,
            VariableRows.UNSET,
            VariableRows.LIST_OF_ENVIRONMENT,
            VariableRows.SET_OF_ENVIRONMENT,
            VariableRows.LOAD_OF_ENVIRONMENT,
            VariableRows.UNSET_OF_ENVIRONMENT,
            VariableRows.LIST_OF_PROJECT,
            VariableRows.SET_OF_PROJECT,
            VariableRows.LOAD_OF_PROJECT,
            VariableRows.UNSET_OF_PROJECT,
            DeploymentRows.DEPLOY,
            DeploymentRows.LIST_PROCESSES,
            DeploymentRows.REDEPLOY,
            DeploymentRows.RESTART,
            DeploymentRows.START,
            DeploymentRows.STOP,
            DeploymentRows.SCALE,
            DeploymentRows.ROLL_BACK,
            DeploymentRows.LIST_RELEASES,
            DeploymentRows.LIST,
            DeploymentRows.GET,
            DeploymentRows.CANCEL,
            DeploymentRows.LOG,
            RunRows.START,
            RunRows.LIST,
            RunRows.GET,
            RunRows.CANCEL,
            RunRows.LOG,
            SystemRows.HEALTH,
            SystemRows.VERSION);

    private Catalogue() {}

    public static List<Operation<?, ?>> all() {
        return ALL;
    }
}
