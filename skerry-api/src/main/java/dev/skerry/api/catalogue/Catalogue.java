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
            ProjectRows.CREATE_ENVIRONMENT,
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
            ApplicationRows.LIST_VARIABLES,
            ApplicationRows.SET_VARIABLES,
            ApplicationRows.UNSET_VARIABLE,
            DomainRows.ADD,
            DomainRows.LIST,
            DomainRows.GET,
            DomainRows.UPDATE,
            DomainRows.REMOVE,
            CertificateRows.ADD,
            CertificateRows.LIST,
            CertificateRows.GET,
            CertificateRows.REMOVE,
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
            LogRows.READ,
            SourceRows.UPLOAD,
            CredentialRows.CREATE,
            CredentialRows.LIST,
            CredentialRows.GET,
            CredentialRows.PIN,
            CredentialRows.DELETE,
            SystemRows.HEALTH,
            SystemRows.VERSION);

    private Catalogue() {}

    public static List<Operation<?, ?>> all() {
        return ALL;
    }
}
