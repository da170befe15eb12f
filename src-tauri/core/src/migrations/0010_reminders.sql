-- A reminder that was put off, and one that was taken note of in Today.
ALTER TABLE reminder ADD COLUMN again_at INTEGER NOT NULL DEFAULT 0;   -- when it is told again; 0 for not
ALTER TABLE reminder ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;    -- 0 as long as it stands in Today
CREATE INDEX reminder_again ON reminder (again_at, followup_id) WHERE again_at > 0;
