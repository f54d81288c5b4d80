-- 020_active_check.sql - SPDX-License-Identifier: Apache-2.0
-- The one thing that is sent into a plant: off unless somebody switched it on, and until a date. One row.
CREATE TABLE active_check (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  enabled INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  until INTEGER NOT NULL DEFAULT 0,
  rate INTEGER NOT NULL DEFAULT 1,
  user TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO active_check (id) VALUES (1);
-- Whom it may ask. asset_id: the device that was named; its address is what counts.
CREATE TABLE check_entry (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  target TEXT NOT NULL,
  method INTEGER NOT NULL,
  port INTEGER NOT NULL,
  interval INTEGER NOT NULL,
  asset_id INTEGER NOT NULL DEFAULT 0,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (target, method, port)
) STRICT;
-- What came of it, the newest CHECK_LOG_MAX.
CREATE TABLE check_log (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  asset_id INTEGER NOT NULL,
  ip TEXT NOT NULL,
  method INTEGER NOT NULL,
  port INTEGER NOT NULL,
  result INTEGER NOT NULL,
  round_trip_us INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX check_log_asset ON check_log (asset_id, scope_id);
-- The last of each question. answers: it was answered, is asked still, and until has not come.
CREATE TABLE check_state (
  ip TEXT NOT NULL,
  method INTEGER NOT NULL,
  port INTEGER NOT NULL,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  asset_id INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (ip, method, port)
) STRICT, WITHOUT ROWID;
