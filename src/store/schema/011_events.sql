-- Findings that a person would call one event: what one party did, with no pause of ten minutes, seen by one
-- source. culprit: the other side where it is one of ours, else the device itself. event: its first finding.
ALTER TABLE finding ADD COLUMN culprit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN event INTEGER NOT NULL DEFAULT 0;
UPDATE finding SET event = id, culprit = device;
CREATE INDEX finding_event ON finding (event, state);
CREATE INDEX finding_culprit ON finding (culprit, source_id, scope_id);
CREATE TRIGGER finding_joins AFTER INSERT ON finding BEGIN
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
