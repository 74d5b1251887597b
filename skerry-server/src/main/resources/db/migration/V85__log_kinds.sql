-- What a line tells, so that a build's steps can be shown as such. The step's columns are null on any other line.
ALTER TABLE deployment_log
    ADD COLUMN kind        text    NOT NULL DEFAULT 'message',
    ADD COLUMN step_number integer,
    ADD COLUMN step_name   text,
    ADD COLUMN step_millis bigint;
