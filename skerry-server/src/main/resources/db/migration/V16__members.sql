-- What concerns the whole installation belongs to one organization: the first.
ALTER TABLE organizations ADD COLUMN owns_installation boolean NOT NULL DEFAULT false;
UPDATE organizations SET owns_installation = true
WHERE id = (SELECT id FROM organizations ORDER BY created_at, id LIMIT 1);
CREATE UNIQUE INDEX organizations_one_owns_installation ON organizations (owns_installation) WHERE owns_installation;

-- Who may still join. Account and membership are made when they do, so nothing is known of them before.
CREATE TABLE invitations (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL,
    email           text        NOT NULL CHECK (email = lower(email)),
    role            text        NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'DEVELOPER', 'VIEWER')),
    secret_hash     text        NOT NULL CONSTRAINT invitations_secret_unique UNIQUE,
    invited_by      uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    CONSTRAINT invitations_email_unique UNIQUE (organization_id, email),
    FOREIGN KEY (organization_id, invited_by) REFERENCES memberships
);

-- A list in the order of names, without sorting and whatever the database's collation is.
DROP INDEX applications_organization;
CREATE INDEX applications_by_name ON applications (organization_id, name COLLATE "C", id) WHERE deleted_at IS NULL;
