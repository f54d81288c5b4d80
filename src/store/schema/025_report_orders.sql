-- Reports that write themselves on a day of each month; what was written; who is still to be told of it.
CREATE TABLE report_order (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  report TEXT NOT NULL,
  language TEXT NOT NULL,
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 28),
  channel_id INTEGER REFERENCES channel (id) ON DELETE SET NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  written_at INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  UNIQUE (scope_id, report, language)
) STRICT;
CREATE INDEX report_order_channel ON report_order (channel_id);
CREATE TABLE report_kept (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  report TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  period TEXT NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX report_kept_of ON report_kept (scope_id, report, language, id);
CREATE TABLE report_notice (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  kept_id INTEGER NOT NULL REFERENCES report_kept (id) ON DELETE CASCADE,
  PRIMARY KEY (channel_id, kept_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_notice_kept ON report_notice (kept_id);
