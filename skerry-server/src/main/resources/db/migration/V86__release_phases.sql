-- The container of a deployment's release phase. The row is there before the container, and says how it ended before
-- the container goes: a crash neither repeats a migration nor leaves its container behind.
CREATE TABLE release_phases (
    deployment_id uuid        PRIMARY KEY REFERENCES deployments ON DELETE CASCADE,
    container     text        NOT NULL,
    began_at      timestamptz,
    exit_code     integer,
    out_of_memory boolean     NOT NULL DEFAULT false,
    -- When the container was removed.
    gone_at       timestamptz
);
CREATE INDEX release_phases_present ON release_phases (deployment_id) WHERE gone_at IS NULL;
