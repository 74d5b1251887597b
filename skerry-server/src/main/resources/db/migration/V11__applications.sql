-- source and settings are the JSON of the records dev.skerry.applications.Application holds.
CREATE TABLE applications (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    environment_id  uuid        NOT NULL REFERENCES environments,
    name            text        NOT NULL,
    source          jsonb       NOT NULL,
    settings        jsonb       NOT NULL,
    status          text        NOT NULL CHECK (status IN ('NOT_DEPLOYED', 'RUNNING', 'STOPPED')),
    live_release    integer,
    created_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    -- Until then it can be restored. Volumes go with the application only when somebody said so.
    purge_at        timestamptz,
    delete_volumes  boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX applications_name_unique ON applications (environment_id, name) WHERE deleted_at IS NULL;
CREATE INDEX applications_organization ON applications (organization_id, name);

-- A variable of a project, environment or application (its owner); the value is encrypted for exactly this place.
CREATE TABLE variables (
    organization_id uuid        NOT NULL REFERENCES organizations,
    owner_id        uuid        NOT NULL,
    name            text        NOT NULL,
    value           bytea       NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (owner_id, name)
);

-- A file that is mounted into an application; the content is encrypted for exactly this place.
CREATE TABLE files (
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications,
    path            text        NOT NULL,
    content         bytea       NOT NULL,
    size            integer     NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (application_id, path)
);
