-- When the image of a release was given up: it can be gone back to no more. Written before the image goes.
ALTER TABLE releases ADD COLUMN collected_at timestamptz;

-- Whose releases have an image that is about to go.
CREATE INDEX releases_image ON releases (image);
