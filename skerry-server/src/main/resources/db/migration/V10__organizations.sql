-- Who: organizations, accounts, memberships, and the credentials people and programs come with.
CREATE TABLE organizations (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT organizations_name_unique UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE accounts (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL CONSTRAINT accounts_email_unique UNIQUE CHECK (email = lower(email)),
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);

CREATE TABLE memberships (
    organization_id uuid        NOT NULL REFERENCES organizations,
    account_id      uuid        NOT NULL REFERENCES accounts,
    role            text        NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'DEVELOPER', 'VIEWER')),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, account_id)
);

CREATE TABLE credentials (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('SESSION', 'TOKEN')),
    name            text        NOT NULL,
    secret_hash     text        NOT NULL CONSTRAINT credentials_secret_unique UNIQUE,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    FOREIGN KEY (organization_id, account_id) REFERENCES memberships
);
CREATE INDEX credentials_account ON credentials (account_id, kind);

-- What: projects and environments. A deleted row keeps its data for the grace time; its name is free at once.
CREATE TABLE projects (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    name            text        NOT NULL,
    description     text,
    created_at      timestamptz NOT NULL,
    deleted_at      timestamptz
);
CREATE UNIQUE INDEX projects_name_unique ON projects (organization_id, name) WHERE deleted_at IS NULL;

CREATE TABLE environments (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    project_id      uuid        NOT NULL REFERENCES projects,
    name            text        NOT NULL,
    created_at      timestamptz NOT NULL,
    deleted_at      timestamptz
);
CREATE UNIQUE INDEX environments_name_unique ON environments (project_id, name) WHERE deleted_at IS NULL;
CREATE INDEX environments_organization ON environments (organization_id, name);
