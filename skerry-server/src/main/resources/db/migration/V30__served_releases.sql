-- Which releases have served: only those are gone back to unless one is named.
ALTER TABLE releases ADD COLUMN served_at timestamptz;

UPDATE releases r SET served_at = r.created_at
WHERE EXISTS (SELECT FROM deployments d WHERE d.release_id = r.id AND d.status IN ('success', 'rolled_back'))
    OR EXISTS (SELECT FROM generations g WHERE g.release_id = r.id AND g.state IN ('live', 'standby', 'retiring'));
