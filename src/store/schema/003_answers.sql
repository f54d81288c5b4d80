-- 003_answers.sql - what people declare. SPDX-License-Identifier: Apache-2.0
-- Rows are only added: what was answered stays, and the newest revision counts.

ALTER TABLE scope ADD COLUMN kind TEXT NOT NULL DEFAULT 'site';

-- kind 'answer': value is a step of the pack's scale, 'n/a' or '' (taken back).
-- kind 'target': value is what is aimed at; item may be ''. part: column of the pack, or ''.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  pack_version TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  override TEXT NOT NULL,
  document TEXT NOT NULL,
  reviewed_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  specimen INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (scope_id, pack, part, item, kind, revision)
) STRICT;
CREATE TRIGGER answer_stays BEFORE UPDATE ON answer
BEGIN SELECT raise(ABORT, 'answers are only added'); END;
CREATE TRIGGER answer_kept BEFORE DELETE ON answer
BEGIN SELECT raise(ABORT, 'answers are only added'); END;

-- One piece of evidence serves many items.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  note TEXT NOT NULL,
  collected_on TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  hash TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_scope ON evidence (scope_id);
CREATE TABLE evidence_use (
  evidence_id INTEGER NOT NULL REFERENCES evidence (id),
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (evidence_id, pack, part, item)
) STRICT, WITHOUT ROWID;

-- content: JSON of all that was answered and measured; hash is over it.
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  pack TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  approved_by TEXT NOT NULL DEFAULT '',
  approved_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX snapshot_scope ON snapshot (scope_id, pack, at);

-- Packs of users, as they were sent.
CREATE TABLE pack (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  content BLOB NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope_id, id, version)
) STRICT;
