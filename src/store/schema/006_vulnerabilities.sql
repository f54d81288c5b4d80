-- 006_vulnerabilities.sql - SPDX-License-Identifier: Apache-2.0
-- What advisories say is knowledge and the same for every plant; what it means for a device has a scope_id.

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  name TEXT NOT NULL,
  made INTEGER NOT NULL,
  signed_by TEXT NOT NULL,
  filename TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  advisories INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  kev INTEGER NOT NULL DEFAULT 0,
  epss INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE advisory (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  publisher TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  url TEXT NOT NULL,
  published TEXT NOT NULL,
  updated TEXT NOT NULL,
  brief INTEGER NOT NULL,
  digest BLOB NOT NULL,
  changed_at INTEGER NOT NULL,
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  UNIQUE (source, name)
) STRICT;
-- name: the CVE, or the advisory's own name where it gives none. cvss: times 10, -1 not given.
CREATE TABLE vulnerability (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  cvss INTEGER NOT NULL DEFAULT -1,
  vector TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE advisory_vulnerability (
  advisory_id INTEGER NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  title TEXT NOT NULL,
  cvss INTEGER NOT NULL,
  vector TEXT NOT NULL,
  remedy TEXT NOT NULL,
  PRIMARY KEY (advisory_id, vulnerability_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX advisory_vulnerability_of ON advisory_vulnerability (vulnerability_id);
CREATE TABLE advisory_product (
  id INTEGER PRIMARY KEY,
  advisory_id INTEGER NOT NULL REFERENCES advisory (id) ON DELETE CASCADE,
  vendor_key TEXT NOT NULL,
  vendor TEXT NOT NULL,
  product TEXT NOT NULL,
  model TEXT NOT NULL,
  versions TEXT NOT NULL
) STRICT;
CREATE INDEX advisory_product_vendor ON advisory_product (vendor_key);
CREATE INDEX advisory_product_of ON advisory_product (advisory_id);
CREATE TABLE advisory_status (
  product_id INTEGER NOT NULL REFERENCES advisory_product (id) ON DELETE CASCADE,
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  status INTEGER NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (product_id, vulnerability_id, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE kev (
  cve TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  added TEXT NOT NULL,
  due TEXT NOT NULL,
  ransomware INTEGER NOT NULL,
  action TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- score and percentile: millionths.
CREATE TABLE epss (
  cve TEXT PRIMARY KEY,
  score INTEGER NOT NULL,
  percentile INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE match (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  asset_id INTEGER NOT NULL,
  advisory_id INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  reason TEXT NOT NULL,
  priority INTEGER NOT NULL,
  why TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  UNIQUE (scope_id, vulnerability_id, asset_id)
) STRICT;
CREATE INDEX match_asset ON match (scope_id, asset_id);
CREATE INDEX match_priority ON match (priority, id, scope_id, outcome);
-- What a person said of it. ended_at: it counts no longer, the advisory has changed since.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  vulnerability_id INTEGER NOT NULL REFERENCES vulnerability (id),
  asset_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  because TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL DEFAULT 0,
  ended_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX decision_of ON decision (scope_id, vulnerability_id, asset_id);

-- Devices whose matching waits: what is compared, or counts for the priority, has changed. The triggers ask
-- first: what the statement that fired them does on a conflict counts in them too, and OR IGNORE does not.
CREATE TABLE match_due (
  scope_id INTEGER NOT NULL,
  asset_id INTEGER NOT NULL,
  PRIMARY KEY (scope_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER match_due_new AFTER INSERT ON asset
WHEN NEW.vendor != '' OR NEW.model != '' OR NEW.product_code != ''
BEGIN
  INSERT INTO match_due SELECT NEW.scope_id, NEW.id WHERE NOT EXISTS
    (SELECT 1 FROM match_due WHERE scope_id = NEW.scope_id AND asset_id = NEW.id);
END;
CREATE TRIGGER match_due_changed AFTER UPDATE OF vendor, model, product_code, firmware, importance, level,
  into_id ON asset
WHEN OLD.vendor != NEW.vendor OR OLD.model != NEW.model OR OLD.product_code != NEW.product_code
  OR OLD.firmware != NEW.firmware OR OLD.importance != NEW.importance OR OLD.level != NEW.level
  OR OLD.into_id != NEW.into_id
BEGIN
  INSERT INTO match_due SELECT NEW.scope_id, NEW.id WHERE NOT EXISTS
    (SELECT 1 FROM match_due WHERE scope_id = NEW.scope_id AND asset_id = NEW.id);
END;
