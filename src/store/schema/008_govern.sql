-- 008_govern.sql - approvals, exceptions, evaluations, tasks, what the steps gather. SPDX-License-Identifier: Apache-2.0

-- basis: hash of the answers, exceptions and evidence alone, to see that something changed since.
-- summary: JSON of its numbers, for trends and comparison without reading the content.
ALTER TABLE snapshot ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE snapshot ADD COLUMN summary TEXT NOT NULL DEFAULT '{}';
ALTER TABLE snapshot ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE TRIGGER snapshot_stays BEFORE UPDATE OF scope_id, pack, title, content, hash, basis, summary,
  user, at ON snapshot
BEGIN SELECT raise(ABORT, 'a snapshot stays as it was taken'); END;
CREATE TRIGGER snapshot_kept BEFORE DELETE ON snapshot
BEGIN SELECT raise(ABORT, 'a snapshot stays as it was taken'); END;

-- Something is not kept for a reason, until a day, with something else in its place.
CREATE TABLE exception (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  item TEXT NOT NULL,
  reason TEXT NOT NULL,
  measure TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  approved_by TEXT NOT NULL DEFAULT '',
  approved_at INTEGER NOT NULL DEFAULT 0,
  ended_by TEXT NOT NULL DEFAULT '',
  ended_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX exception_scope ON exception (scope_id, pack);

-- A verdict from when it was first given until it was last given; the next row says what came after.
CREATE TABLE evaluation (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  item TEXT NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (scope_id, pack, part, item, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_file (
  evidence_id INTEGER PRIMARY KEY REFERENCES evidence (id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- What somebody is to do. follows: ids of tasks that come first, apart by blanks; amounts are in yen.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  item TEXT NOT NULL,
  finding_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  every TEXT NOT NULL,
  window TEXT NOT NULL,
  stops_line INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  effect INTEGER NOT NULL,
  follows TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  specimen INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_scope ON task (scope_id, state);

-- What the steps of METI's guideline gather: works, data, protected objects, forms. body: JSON.
CREATE TABLE register (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  specimen INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX register_scope ON register (scope_id, kind);
