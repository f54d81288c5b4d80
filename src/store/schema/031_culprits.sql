-- 031_culprits.sql - who did it, where the detector knows: of some the device is who acts. SPDX-License-Identifier: Apache-2.0
-- culprit 0: the other side where it is one of ours, else the device itself.
DROP TRIGGER finding_joins;
CREATE TRIGGER finding_joins AFTER INSERT ON finding
WHEN NOT EXISTS (SELECT 1 FROM moving m WHERE m.scope_id = NEW.scope_id) BEGIN
  UPDATE finding SET culprit = CASE WHEN culprit != 0 THEN culprit WHEN peer != 0 AND EXISTS
      (SELECT 1 FROM asset a WHERE a.scope_id = finding.scope_id AND a.id = finding.peer AND NOT a.external)
    THEN peer ELSE device END WHERE id = NEW.id;
  UPDATE finding SET event = ifnull((SELECT o.event FROM finding o
      WHERE o.culprit = finding.culprit AND o.source_id = finding.source_id AND o.scope_id = finding.scope_id
        AND o.id != finding.id AND o.event != 0 AND o.state IN ('new', 'acknowledged', 'work')
        AND o.last_seen >= finding.first_seen - 600000000000
        AND o.first_seen <= finding.last_seen + 600000000000
      ORDER BY o.last_seen DESC, o.id DESC LIMIT 1), id) WHERE id = NEW.id;
END;
