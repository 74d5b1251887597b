-- A command that is run once, with a release. Written down before it starts, so that a crash cannot lose it.
CREATE TABLE runs (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications ON DELETE CASCADE,
    release_id      uuid        NOT NULL REFERENCES releases ON DELETE CASCADE,
    environment_id  uuid        NOT NULL REFERENCES environments ON DELETE CASCADE,
    command         text[]      NOT NULL,
    timeout_seconds integer     NOT NULL,
    memory_bytes    bigint      NOT NULL,
    status          text        NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'cancelled')),
    exit_code       integer,
    error           text,
    cancel_reason   text,
    created_by      uuid        NOT NULL REFERENCES accounts,
    created_at      timestamptz NOT NULL,
    started_at      timestamptz,
    finished_at     timestamptz
);
CREATE INDEX runs_organization ON runs (organization_id, id);
CREATE INDEX runs_application ON runs (application_id, id);

CREATE TABLE run_log (
    run_id uuid        NOT NULL REFERENCES runs ON DELETE CASCADE,
    place  bigint      NOT NULL,
    at     timestamptz NOT NULL,
    stream text        NOT NULL,
    line   text        NOT NULL,
    PRIMARY KEY (run_id, place)
);
