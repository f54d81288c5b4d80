-- Who is told of findings, and what waits to be told. settings: JSON of the kind; secret: sealed.
CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  captures INTEGER NOT NULL,
  least INTEGER NOT NULL,
  quiet TEXT NOT NULL,
  through INTEGER NOT NULL,
  rate INTEGER NOT NULL,
  language TEXT NOT NULL,
  settings TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  error_at INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The queue: a row goes when it was told.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  cause TEXT NOT NULL,
  severity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (channel_id, finding_id)
) STRICT;
CREATE INDEX notice_finding ON notice (finding_id);
-- What was sent, for the rate of an hour and for people.
CREATE TABLE channel_message (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  error TEXT NOT NULL
) STRICT;
CREATE INDEX channel_message_of ON channel_message (channel_id, at);

-- In the transaction that keeps the finding: nothing is lost between the two.
CREATE TRIGGER finding_notice AFTER INSERT ON finding BEGIN
  INSERT OR IGNORE INTO notice (channel_id, finding_id, cause, severity, at)
    SELECT c.id, NEW.id, 'new', NEW.severity, NEW.stored_at FROM channel c
    WHERE c.enabled AND c.scope_id = NEW.scope_id AND NEW.state = 'new' AND NEW.severity >= c.least
      AND (c.captures OR NOT EXISTS
        (SELECT 1 FROM source s WHERE s.id = NEW.source_id AND s.kind = 'file'));
END;
CREATE TRIGGER finding_notice_again AFTER INSERT ON finding_note WHEN NEW.kind = 'reopened' BEGIN
  INSERT OR IGNORE INTO notice (channel_id, finding_id, cause, severity, at)
    SELECT c.id, f.id, 'reopened', f.severity, NEW.at FROM finding f JOIN channel c ON c.scope_id = f.scope_id
    WHERE f.id = NEW.finding_id AND c.enabled AND f.severity >= c.least
      AND (c.captures OR NOT EXISTS
        (SELECT 1 FROM source s WHERE s.id = f.source_id AND s.kind = 'file'));
END;
CREATE TRIGGER finding_notice_raised AFTER UPDATE OF severity ON finding
WHEN NEW.severity > OLD.severity AND NEW.state IN ('new', 'acknowledged', 'work') BEGIN
  INSERT OR IGNORE INTO notice (channel_id, finding_id, cause, severity, at)
    SELECT c.id, NEW.id, 'raised', NEW.severity, NEW.last_seen FROM channel c
    WHERE c.enabled AND c.scope_id = NEW.scope_id AND NEW.severity >= c.least AND OLD.severity < c.least
      AND (c.captures OR NOT EXISTS
        (SELECT 1 FROM source s WHERE s.id = NEW.source_id AND s.kind = 'file'));
END;
