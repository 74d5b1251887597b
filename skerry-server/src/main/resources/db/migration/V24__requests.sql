-- Requests the router has answered, by minute. histogram counts them by the bounds of dev.skerry.monitoring.Histogram.
CREATE TABLE request_minutes (
    application_id  uuid        NOT NULL REFERENCES applications ON DELETE CASCADE,
    organization_id uuid        NOT NULL REFERENCES organizations,
    minute          timestamptz NOT NULL,
    requests        bigint      NOT NULL,
    success         bigint      NOT NULL,
    redirect        bigint      NOT NULL,
    client_error    bigint      NOT NULL,
    server_error    bigint      NOT NULL,
    aborted         bigint      NOT NULL,
    bytes           bigint      NOT NULL,
    histogram       bigint[]    NOT NULL,
    PRIMARY KEY (application_id, minute)
);
CREATE INDEX request_minutes_minute ON request_minutes (minute);

-- How far the router's log was counted: the time of the last line in nanoseconds since 1970, and the lines of exactly
-- that time. Written with the counts, in one transaction, so that no line counts twice.
CREATE TABLE router_log_place (
    router  text    PRIMARY KEY,
    nanos   bigint  NOT NULL,
    lines   integer NOT NULL
);
