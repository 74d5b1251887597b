-- The generated name of an application: one label below the base domain, given once, unique in the whole installation.
ALTER TABLE applications ADD COLUMN label text;
UPDATE applications SET label = CASE WHEN named.place = 1 AND length(named.label) <= 63 THEN named.label
        ELSE rtrim(left(named.label, 50), '-') || '-' || right(applications.id::text, 12) END
    FROM (SELECT a.id, a.label, row_number() OVER (PARTITION BY a.label ORDER BY a.id) AS place
          FROM (SELECT applications.id, applications.name
                    || CASE e.name WHEN 'production' THEN '' ELSE '--' || e.name END
                    || CASE p.name WHEN 'default' THEN '' ELSE '--' || p.name END AS label
                FROM applications
                JOIN environments e ON e.id = applications.environment_id
                JOIN projects p ON p.id = e.project_id) a) named
    WHERE named.id = applications.id;
ALTER TABLE applications ALTER COLUMN label SET NOT NULL;
CREATE UNIQUE INDEX applications_label_unique ON applications (label) WHERE deleted_at IS NULL;

-- Where applications answer beside their generated names: a host and path once in the whole installation. settings is
-- the JSON of dev.skerry.domains.Domain.Settings, users a JSON object of names and crypt(3) hashes.
CREATE TABLE domains (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications ON DELETE CASCADE,
    host            text        NOT NULL,
    path            text        NOT NULL,
    settings        jsonb       NOT NULL,
    users           jsonb       NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX domains_address_unique ON domains (host, path);
CREATE INDEX domains_application ON domains (application_id, host, path);
