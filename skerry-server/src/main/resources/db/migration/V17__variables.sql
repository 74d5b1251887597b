-- A plain variable may be shown; any other is secret. Those from before are.
ALTER TABLE variables ADD COLUMN plain boolean NOT NULL DEFAULT false;

-- The names of those in a release's environment that need no mask in a log.
ALTER TABLE releases ADD COLUMN plain_variables text[] NOT NULL DEFAULT '{}';

ALTER TABLE environments ADD COLUMN description text;

-- A deleted project or environment can be restored until then.
ALTER TABLE projects ADD COLUMN purge_at timestamptz;
ALTER TABLE environments ADD COLUMN purge_at timestamptz;
