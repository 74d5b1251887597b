CREATE TABLE installation (
    id         uuid        PRIMARY KEY,
    created_at timestamptz NOT NULL
);
