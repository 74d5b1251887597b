-- Certificates that users bring. pem is chain and key, encrypted for exactly this row; the rest is what it says.
CREATE TABLE certificates (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    name            text        NOT NULL,
    pem             bytea       NOT NULL,
    hosts           jsonb       NOT NULL,
    issuer          text        NOT NULL,
    not_before      timestamptz NOT NULL,
    not_after       timestamptz NOT NULL,
    fingerprint     text        NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT certificates_name_unique UNIQUE (organization_id, name)
);
