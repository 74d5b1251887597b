-- A release never changes. Its environment and files are encrypted; everything else it runs with is the JSON of its specification.
CREATE TABLE releases (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications,
    version         integer     NOT NULL,
    image           text        NOT NULL,
    commit_id       text,
    specification   jsonb       NOT NULL,
    environment     bytea       NOT NULL,
    files           bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT releases_version_unique UNIQUE (application_id, version)
);

CREATE TABLE deployments (
    id               uuid        PRIMARY KEY,
    organization_id  uuid        NOT NULL REFERENCES organizations,
    application_id   uuid        NOT NULL REFERENCES applications,
    number           integer     NOT NULL,
    status           text        NOT NULL,
    cause            text        NOT NULL,
    git_ref          text,
    forced           boolean     NOT NULL,
    commit_id        text,
    image            text,
    release_id       uuid        REFERENCES releases,
    -- The release whose image and processes it takes instead of building.
    base_id          uuid        REFERENCES releases,
    error            text,
    cancel_reason    text,
    created_by       uuid        NOT NULL REFERENCES accounts,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz,
    CONSTRAINT deployments_number_unique UNIQUE (application_id, number)
);
CREATE INDEX deployments_organization ON deployments (organization_id, id);
CREATE INDEX deployments_application ON deployments (application_id, id);
-- One deployment of an application waits at most, and one runs.
CREATE UNIQUE INDEX deployments_one_waits ON deployments (application_id) WHERE status = 'pending';
CREATE UNIQUE INDEX deployments_one_runs ON deployments (application_id)
    WHERE status IN ('cloning', 'building', 'pushing', 'deploying');

-- The journal: a step is written down before it acts, and again when it is done.
CREATE TABLE deployment_steps (
    deployment_id uuid        NOT NULL REFERENCES deployments,
    position      integer     NOT NULL,
    name          text        NOT NULL,
    status        text        NOT NULL CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
    detail        text,
    started_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    PRIMARY KEY (deployment_id, name)
);

CREATE TABLE deployment_log (
    deployment_id uuid        NOT NULL REFERENCES deployments,
    place         bigint      NOT NULL,
    at            timestamptz NOT NULL,
    source        text        NOT NULL,
    line          text        NOT NULL,
    PRIMARY KEY (deployment_id, place)
);

-- What should run: at most one generation of an application is live. One that starts or retires is on its way in or out;
-- one on standby has been replaced a moment ago and takes over again when its successor fails. A paused one has no tasks.
CREATE TABLE generations (
    application_id  uuid        NOT NULL REFERENCES applications,
    number          integer     NOT NULL,
    organization_id uuid        NOT NULL REFERENCES organizations,
    release_id      uuid        NOT NULL REFERENCES releases,
    deployment_id   uuid        NOT NULL REFERENCES deployments,
    environment_id  uuid        NOT NULL REFERENCES environments,
    state           text        NOT NULL CHECK (state IN ('starting', 'live', 'standby', 'retiring', 'gone')),
    paused          boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (application_id, number)
);
CREATE UNIQUE INDEX generations_one_live ON generations (application_id) WHERE state = 'live';
CREATE UNIQUE INDEX generations_one_stands_by ON generations (application_id) WHERE state = 'standby';
CREATE INDEX generations_present ON generations (application_id) WHERE state <> 'gone';
