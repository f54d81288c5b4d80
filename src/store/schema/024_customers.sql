-- 024_customers.sql - a customer that is handed over, or erased with a record. SPDX-License-Identifier: Apache-2.0

-- Texts of these rows are gone; the row of this id says so and vouches for what stands of them.
ALTER TABLE audit ADD COLUMN erased_by INTEGER NOT NULL DEFAULT 0;
-- Holds the scopes that come in or go, within that transaction alone.
CREATE TABLE moving (scope_id INTEGER PRIMARY KEY) STRICT;

DROP TRIGGER answer_kept;
CREATE TRIGGER answer_kept BEFORE DELETE ON answer
WHEN NOT EXISTS (SELECT 1 FROM moving m WHERE m.scope_id = OLD.scope_id)
BEGIN SELECT raise(ABORT, 'answers are only added'); END;
DROP TRIGGER snapshot_kept;
CREATE TRIGGER snapshot_kept BEFORE DELETE ON snapshot
WHEN NOT EXISTS (SELECT 1 FROM moving m WHERE m.scope_id = OLD.scope_id)
BEGIN SELECT raise(ABORT, 'a snapshot stays as it was taken'); END;
DROP TRIGGER snapshot_scan_kept;
CREATE TRIGGER snapshot_scan_kept BEFORE DELETE ON snapshot_scan
WHEN NOT EXISTS (SELECT 1 FROM moving m JOIN snapshot s ON s.scope_id = m.scope_id WHERE s.id = OLD.snapshot_id)
BEGIN SELECT raise(ABORT, 'the paper of an approval stays'); END;
DROP TRIGGER finding_joins;
CREATE TRIGGER finding_joins AFTER INSERT ON finding
WHEN NOT EXISTS (SELECT 1 FROM moving m WHERE m.scope_id = NEW.scope_id) BEGIN
  UPDATE finding SET culprit = CASE WHEN peer != 0 AND EXISTS
      (SELECT 1 FROM asset a WHERE a.scope_id = finding.scope_id AND a.id = finding.peer AND NOT a.external)
    THEN peer ELSE device END WHERE id = NEW.id;
  UPDATE finding SET event = ifnull((SELECT o.event FROM finding o
      WHERE o.culprit = finding.culprit AND o.source_id = finding.source_id AND o.scope_id = finding.scope_id
        AND o.id != finding.id AND o.event != 0 AND o.state IN ('new', 'acknowledged', 'work')
        AND o.last_seen >= finding.first_seen - 600000000000
        AND o.first_seen <= finding.last_seen + 600000000000
      ORDER BY o.last_seen DESC, o.id DESC LIMIT 1), id) WHERE id = NEW.id;
END;
-- Whoever erases asks for the rows of one scope.
CREATE INDEX audit_scope ON audit (scope_id);
