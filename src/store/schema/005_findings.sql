-- What is wrong, and what was learned to be normal.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  detector TEXT NOT NULL,
  device INTEGER NOT NULL,
  peer INTEGER NOT NULL,
  key TEXT NOT NULL,
  detail TEXT NOT NULL,
  severity INTEGER NOT NULL,
  state TEXT NOT NULL,
  until INTEGER NOT NULL DEFAULT 0,
  assigned TEXT NOT NULL DEFAULT '',
  device_name TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  count INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  UNIQUE (scope_id, detector, device, peer, key)
) STRICT;
CREATE INDEX finding_open ON finding (scope_id, state, severity);
CREATE INDEX finding_last ON finding (last_seen, id, scope_id);
CREATE INDEX finding_device ON finding (device, scope_id);
CREATE INDEX finding_peer ON finding (peer, scope_id);
CREATE TABLE finding_evidence (
  finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL,
  boot INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  total INTEGER NOT NULL,
  time INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (finding_id, source_id, boot, entry)
) STRICT, WITHOUT ROWID;
-- What happened to a finding, and what people say of it.
CREATE TABLE finding_note (
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX finding_note_of ON finding_note (finding_id, id);

CREATE TABLE allowed (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  part TEXT NOT NULL,
  kind TEXT NOT NULL,
  client INTEGER NOT NULL,
  server INTEGER NOT NULL,
  what TEXT NOT NULL,
  class TEXT NOT NULL,
  code INTEGER NOT NULL,
  subcode INTEGER NOT NULL,
  function TEXT NOT NULL,
  space TEXT NOT NULL,
  target TEXT NOT NULL,
  state TEXT NOT NULL,
  wide INTEGER NOT NULL,
  ranges TEXT NOT NULL,
  count INTEGER NOT NULL,
  period_us INTEGER NOT NULL,
  jitter_us INTEGER NOT NULL,
  hours1 INTEGER NOT NULL,
  hours2 INTEGER NOT NULL,
  hours3 INTEGER NOT NULL,
  expires INTEGER NOT NULL DEFAULT 0,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (scope_id, kind, client, server, what, class, code, subcode, space, target)
) STRICT;
CREATE INDEX allowed_part ON allowed (scope_id, part);
CREATE INDEX allowed_client ON allowed (client, scope_id);
CREATE INDEX allowed_server ON allowed (server, scope_id);
CREATE TABLE phase (
  source_id INTEGER PRIMARY KEY REFERENCES source (id),
  phase TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE suppression (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  detector TEXT NOT NULL,
  device INTEGER NOT NULL,
  peer INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE detector_off (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  detector TEXT NOT NULL,
  reason TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope_id, detector)
) STRICT, WITHOUT ROWID;
