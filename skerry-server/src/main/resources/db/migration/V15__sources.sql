-- What was uploaded: the file lies in the state folder under the row's id. The newest of an application (the one that
-- came last, by place) is what it deploys; an older one stays while a deployment that has not ended began with it.
CREATE TABLE archives (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications ON DELETE CASCADE,
    sha256          text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size            bigint      NOT NULL,
    format          text        NOT NULL CHECK (format IN ('TAR', 'TAR_GZ', 'ZIP')),
    created_at      timestamptz NOT NULL,
    place           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX archives_application ON archives (application_id, place);

CREATE TABLE archive_uses (
    deployment_id   uuid        PRIMARY KEY REFERENCES deployments ON DELETE CASCADE,
    organization_id uuid        NOT NULL REFERENCES organizations,
    archive_id      uuid        NOT NULL REFERENCES archives ON DELETE CASCADE
);
CREATE INDEX archive_uses_archive ON archive_uses (archive_id);

-- What logs in to Git repositories of one host. The secret (a private key or token) is encrypted for exactly this row.
CREATE TABLE git_credentials (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    name            text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('SSH', 'HTTPS')),
    host            text        NOT NULL,
    user_name       text,
    public_key      text,
    host_keys       text        NOT NULL,
    secret          bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT git_credentials_name_unique UNIQUE (organization_id, name)
);
