-- 030_source_sites.sql - which site an interface, a log or a named capture is heard for, since and until when. SPDX-License-Identifier: Apache-2.0
-- Of one that has no row everything is the root's. until 0: still. Packets of a ring are handed out by these times.
CREATE TABLE source_site (
  sensor TEXT NOT NULL,
  kind TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL DEFAULT 0,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  configured INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sensor, kind, since)
) STRICT;
CREATE INDEX source_site_scope ON source_site (scope_id);
