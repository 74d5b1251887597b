-- How far a deployment's canary is: its row is there from its first request on. The counts are those since it came to its weight.
CREATE TABLE canaries (
    deployment_id   uuid        PRIMARY KEY REFERENCES deployments,
    organization_id uuid        NOT NULL REFERENCES organizations,
    application_id  uuid        NOT NULL REFERENCES applications,
    state           text        NOT NULL CHECK (state IN ('watching', 'passed', 'promoted', 'turned_back')),
    weight          integer     NOT NULL CHECK (weight BETWEEN 1 AND 99),
    step            integer     NOT NULL,
    steps           integer     NOT NULL,
    requests        bigint      NOT NULL DEFAULT 0,
    errors          bigint      NOT NULL DEFAULT 0,
    requests_before bigint      NOT NULL DEFAULT 0,
    errors_before   bigint      NOT NULL DEFAULT 0,
    reason          text,
    since           timestamptz NOT NULL
);
CREATE INDEX canaries_application ON canaries (application_id);
