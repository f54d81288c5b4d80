-- 026_uses.sql - uses of data, and what may go wrong with them. SPDX-License-Identifier: Apache-2.0

-- Lists stand apart by blanks. from_zone, to_zone: -1 outside, 0 any.
CREATE TABLE data_use (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  name TEXT NOT NULL,
  use_case TEXT NOT NULL,
  data TEXT NOT NULL,
  forms TEXT NOT NULL,
  changes TEXT NOT NULL,
  flow TEXT NOT NULL,
  stage TEXT NOT NULL,
  owner TEXT NOT NULL,
  partner TEXT NOT NULL,
  agreed TEXT NOT NULL,
  protocols TEXT NOT NULL,
  sign TEXT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  from_zone INTEGER NOT NULL,
  to_zone INTEGER NOT NULL,
  asset_id INTEGER NOT NULL,
  specimen INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX data_use_scope ON data_use (scope_id);

-- impact: seven digits 0 to 3, of confidentiality, integrity, availability, health, safety, environment, business.
-- threat, weakness, worth: 1 to 3, 0 not said. residual: what is left with the measures done, 1 to 3.
CREATE TABLE scenario (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  use_id INTEGER NOT NULL,
  zone_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  impact TEXT NOT NULL,
  stakeholders TEXT NOT NULL,
  threats TEXT NOT NULL,
  measures TEXT NOT NULL,
  tasks TEXT NOT NULL,
  depth TEXT NOT NULL,
  stage TEXT NOT NULL,
  state TEXT NOT NULL,
  because TEXT NOT NULL,
  until TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  method TEXT NOT NULL,
  threat INTEGER NOT NULL,
  weakness INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  residual INTEGER NOT NULL,
  note TEXT NOT NULL,
  specimen INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX scenario_scope ON scenario (scope_id);
