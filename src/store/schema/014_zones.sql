-- 014_zones.sql - SPDX-License-Identifier: Apache-2.0
-- Zones, the networks in them, the conduits between them, and where everybody stands. from_zone, to_zone: -1 is
-- whoever is outside of the site. draft: proposed, nobody has looked yet. liveness: 1 alive, 2 silent.

CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  smkl TEXT NOT NULL,
  importance INTEGER NOT NULL,
  note TEXT NOT NULL,
  draft INTEGER NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;
CREATE TABLE network (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  zone_id INTEGER NOT NULL REFERENCES zone (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  smkl TEXT NOT NULL,
  subnets TEXT NOT NULL,
  vlans TEXT NOT NULL,
  importance INTEGER NOT NULL,
  note TEXT NOT NULL,
  draft INTEGER NOT NULL
) STRICT;
CREATE INDEX network_zone ON network (zone_id);
CREATE TABLE conduit (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  from_zone INTEGER NOT NULL,
  to_zone INTEGER NOT NULL,
  both INTEGER NOT NULL,
  protocols TEXT NOT NULL,
  classes TEXT NOT NULL,
  note TEXT NOT NULL,
  draft INTEGER NOT NULL
) STRICT;
CREATE INDEX conduit_scope ON conduit (scope_id);

ALTER TABLE asset ADD COLUMN zone_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN network_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN zone_evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN liveness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN liveness_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asset ADD COLUMN usual_silence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE endpoint ADD COLUMN zone_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE endpoint ADD COLUMN network_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN client_liveness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN server_liveness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN liveness_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN usual_silence INTEGER NOT NULL DEFAULT 0;
