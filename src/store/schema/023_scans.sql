-- The stamped paper of a record, scanned. The record's approval rests on it, so it stays.
CREATE TABLE snapshot_scan (
  evidence_id INTEGER PRIMARY KEY REFERENCES evidence (id),
  snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
  signed_by TEXT NOT NULL,
  signed_on TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_scan_of ON snapshot_scan (snapshot_id);
CREATE TRIGGER snapshot_scan_kept BEFORE DELETE ON snapshot_scan
BEGIN SELECT raise(ABORT, 'the paper of an approval stays'); END;
CREATE TRIGGER snapshot_scan_evidence_kept BEFORE UPDATE OF removed ON evidence
WHEN new.removed AND EXISTS (SELECT 1 FROM snapshot_scan WHERE evidence_id = old.id)
BEGIN SELECT raise(ABORT, 'the paper of an approval stays'); END;
