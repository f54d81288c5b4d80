-- 001_first.sql - SPDX-License-Identifier: Apache-2.0
-- Every row of a plant has its scope_id. Texts that are shown or sorted are '' rather than NULL.
-- Indexes of lists hold scope_id and what lists filter by, so that a page is found in the index alone.

CREATE TABLE scope (
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES scope (id),
  name TEXT NOT NULL
) STRICT;
INSERT INTO scope VALUES (1, NULL, 'main');

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  name TEXT NOT NULL UNIQUE,
  role INTEGER NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  password TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE session (
  hash BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (user_id);
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  once INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_used INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX token_user ON token (user_id);
-- who: 'name:...' or 'from:...'
CREATE TABLE signin_failure (
  who TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  user TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_object ON audit (object);
CREATE TABLE setting (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (scope_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  sensor TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  interface TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL DEFAULT '',
  machine TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL DEFAULT '',
  boot INTEGER NOT NULL DEFAULT 0,
  packets INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  packets_per_second INTEGER NOT NULL DEFAULT 0,
  bits_per_second INTEGER NOT NULL DEFAULT 0,
  stats_at INTEGER NOT NULL DEFAULT 0,
  first_packet INTEGER NOT NULL DEFAULT 0,
  last_packet INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  counters TEXT NOT NULL DEFAULT '{}',
  UNIQUE (scope_id, sensor)
) STRICT;
-- The high-water mark: records of this boot up to seq are kept.
CREATE TABLE source_boot (
  source_id INTEGER NOT NULL REFERENCES source (id),
  boot INTEGER NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, boot)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  id INTEGER NOT NULL,
  into_id INTEGER NOT NULL DEFAULT 0,
  endpoints INTEGER NOT NULL DEFAULT 0,
  external INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL DEFAULT '',
  hostname TEXT NOT NULL DEFAULT '',
  vendor TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  product_code TEXT NOT NULL DEFAULT '',
  firmware TEXT NOT NULL DEFAULT '',
  serial TEXT NOT NULL DEFAULT '',
  os TEXT NOT NULL DEFAULT '',
  os_end TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT 'unknown',
  role_evidence TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT -1,
  level_evidence TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL DEFAULT '',
  importance INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  mac TEXT NOT NULL DEFAULT '',
  ip TEXT NOT NULL DEFAULT '',
  ip_order BLOB NOT NULL DEFAULT x'',
  protocols TEXT NOT NULL DEFAULT '',
  conflicts INTEGER NOT NULL DEFAULT 0,
  source_id INTEGER NOT NULL DEFAULT 0,
  stored_at INTEGER NOT NULL,
  first_seen INTEGER NOT NULL DEFAULT 0,
  last_seen INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scope_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_into ON asset (into_id) WHERE into_id != 0;
CREATE TABLE endpoint (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  vlan INTEGER NOT NULL,
  mac TEXT NOT NULL,
  ip TEXT NOT NULL,
  home INTEGER NOT NULL,
  asset_id INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  bound_first INTEGER NOT NULL,
  bound_last INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  traits TEXT NOT NULL,
  sensor TEXT NOT NULL,
  PRIMARY KEY (scope_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX endpoint_asset ON endpoint (asset_id, scope_id);
-- endpoint_id 0: said by the operator of the asset asset_id.
CREATE TABLE value (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  asset_id INTEGER NOT NULL,
  endpoint_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  slot INTEGER NOT NULL,
  value TEXT NOT NULL,
  source TEXT NOT NULL,
  rank INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  chosen INTEGER NOT NULL,
  conflict INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX value_asset ON value (asset_id, scope_id);
CREATE INDEX value_endpoint ON value (endpoint_id, scope_id);
CREATE TABLE service (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  endpoint_id INTEGER NOT NULL,
  transport TEXT NOT NULL,
  port INTEGER NOT NULL,
  protocol TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX service_endpoint ON service (endpoint_id, scope_id);
CREATE TABLE merge (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  absorbed INTEGER NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone INTEGER NOT NULL,
  PRIMARY KEY (scope_id, id)
) STRICT, WITHOUT ROWID;

-- What is shown: totals over the entries that sensors told.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  client INTEGER NOT NULL,
  server INTEGER NOT NULL,
  port INTEGER NOT NULL,
  proto TEXT NOT NULL,
  protocol TEXT NOT NULL,
  vlan INTEGER NOT NULL,
  state TEXT NOT NULL,
  packets_to_server INTEGER NOT NULL DEFAULT 0,
  packets_to_client INTEGER NOT NULL DEFAULT 0,
  bytes_to_server INTEGER NOT NULL DEFAULT 0,
  bytes_to_client INTEGER NOT NULL DEFAULT 0,
  packets INTEGER NOT NULL GENERATED ALWAYS AS (packets_to_server + packets_to_client) VIRTUAL,
  bytes INTEGER NOT NULL GENERATED ALWAYS AS (bytes_to_server + bytes_to_client) VIRTUAL,
  flows INTEGER NOT NULL DEFAULT 0,
  answered INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  UNIQUE (scope_id, client, server, port, proto, protocol, vlan)
) STRICT;
CREATE INDEX conversation_bytes ON conversation (bytes, id, scope_id, protocol);
CREATE INDEX conversation_packets ON conversation (packets, id, scope_id, protocol);
CREATE INDEX conversation_first ON conversation (first_seen, id, scope_id, protocol);
CREATE INDEX conversation_last ON conversation (last_seen, id, scope_id, protocol);
CREATE INDEX conversation_protocol ON conversation (protocol, id, scope_id);
CREATE INDEX conversation_port ON conversation (port, id, scope_id, protocol);
CREATE INDEX conversation_client ON conversation (client, scope_id);
CREATE INDEX conversation_server ON conversation (server, scope_id);
-- One entry of one sensor's table, or the part of it that fell to these endpoints.
CREATE TABLE conversation_part (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  boot INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  packets_to_server INTEGER NOT NULL,
  packets_to_client INTEGER NOT NULL,
  bytes_to_server INTEGER NOT NULL,
  bytes_to_client INTEGER NOT NULL,
  flows INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  UNIQUE (source_id, boot, entry, conversation_id)
) STRICT;
CREATE INDEX conversation_part_of ON conversation_part (conversation_id);
CREATE TABLE conversation_hour (
  part_id INTEGER NOT NULL REFERENCES conversation_part (id),
  hour INTEGER NOT NULL,
  packets INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (part_id, hour)
) STRICT, WITHOUT ROWID;

-- key: hash of what makes two requests the same; of changes each entry is one.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  key BLOB NOT NULL UNIQUE,
  client INTEGER NOT NULL,
  server INTEGER NOT NULL,
  protocol TEXT NOT NULL,
  pdu TEXT NOT NULL,
  class TEXT NOT NULL,
  change INTEGER NOT NULL,
  function TEXT NOT NULL,
  code INTEGER NOT NULL,
  subcode INTEGER,
  target TEXT NOT NULL,
  space TEXT NOT NULL,
  ranges TEXT NOT NULL,
  wide INTEGER NOT NULL,
  result TEXT NOT NULL,
  exceptions INTEGER NOT NULL DEFAULT 0,
  count INTEGER NOT NULL DEFAULT 0,
  period_us INTEGER NOT NULL,
  jitter_us INTEGER NOT NULL,
  response_us INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_last ON operation (last_seen, id, scope_id, protocol, class);
CREATE INDEX operation_first ON operation (first_seen, id, scope_id, protocol, class);
CREATE INDEX operation_count ON operation (count, id, scope_id, protocol, class);
CREATE INDEX operation_class ON operation (class, id, scope_id, protocol);
CREATE INDEX operation_change ON operation (last_seen, id, scope_id, protocol, class) WHERE change = 1;
CREATE INDEX operation_client ON operation (client, scope_id);
CREATE INDEX operation_server ON operation (server, scope_id);
CREATE TABLE operation_part (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  boot INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  count INTEGER NOT NULL,
  exceptions INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  UNIQUE (source_id, boot, entry, operation_id)
) STRICT;
CREATE INDEX operation_part_of ON operation_part (operation_id);
CREATE TABLE operation_hour (
  part_id INTEGER NOT NULL REFERENCES operation_part (id),
  hour INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (part_id, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE anomaly (
  source_id INTEGER NOT NULL REFERENCES source (id),
  boot INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  client INTEGER NOT NULL,
  server INTEGER NOT NULL,
  event TEXT NOT NULL,
  layer TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (source_id, boot, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  scope_id INTEGER PRIMARY KEY REFERENCES scope (id),
  filename TEXT NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;
CREATE TABLE ledger_row (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  ip TEXT NOT NULL,
  mac TEXT NOT NULL,
  vendor TEXT NOT NULL,
  model TEXT NOT NULL,
  serial TEXT NOT NULL,
  location TEXT NOT NULL,
  owner TEXT NOT NULL,
  importance TEXT NOT NULL,
  role TEXT NOT NULL,
  asset_id INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_row_scope ON ledger_row (scope_id, asset_id);
