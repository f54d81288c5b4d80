-- 013_allowlist.sql - SPDX-License-Identifier: Apache-2.0
-- fixed: a person set the ranges, learning leaves them alone.

ALTER TABLE allowed ADD COLUMN fixed INTEGER NOT NULL DEFAULT 0;
-- until now numbers of groups and of the outside were cut: these rows are found by nothing
DELETE FROM allowed WHERE 2305843009213693951 IN (client, server);

-- place: 'source', 'zone', 'network'; a source's own phase is in table phase
CREATE TABLE phase_place (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  place TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  phase TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (scope_id, place, place_id)
) STRICT, WITHOUT ROWID;
-- hour since 1970 in which something was learned there
CREATE TABLE learned_hour (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  place TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  PRIMARY KEY (scope_id, place, place_id, hour)
) STRICT, WITHOUT ROWID;
-- what a plant does that no clock knows: 'changeover' (段取り替え), 'month_end'
CREATE TABLE calendar (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  kind TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  note TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
