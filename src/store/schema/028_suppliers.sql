-- 028_suppliers.sql - whoever has a part in the plant: what he brings, how to reach him. SPDX-License-Identifier: Apache-2.0
-- key: what answers of questionnaires name him by; it stays when the scope moves to another installation.
-- stages, sides: ids of catalog/stakeholders.yaml, apart by blanks. makers: JSON array of names as devices tell them.

CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  stages TEXT NOT NULL,
  sides TEXT NOT NULL,
  brings TEXT NOT NULL,
  makers TEXT NOT NULL,
  country TEXT NOT NULL,
  person TEXT NOT NULL,
  day TEXT NOT NULL,
  night TEXT NOT NULL,
  vulnerability TEXT NOT NULL,
  contract TEXT NOT NULL,
  substitute TEXT NOT NULL,
  note TEXT NOT NULL,
  small INTEGER NOT NULL,
  specimen INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (scope_id, key)
) STRICT;
CREATE TABLE supplier_zone (
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  zone_id INTEGER NOT NULL REFERENCES zone (id) ON DELETE CASCADE,
  PRIMARY KEY (supplier_id, zone_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_zone_of ON supplier_zone (zone_id);
CREATE TABLE supplier_device (
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  asset_id INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_device_scope ON supplier_device (scope_id);
