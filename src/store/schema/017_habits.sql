-- 017_habits.sql - numbers that detectors learned of two parties (0 none): periods, answers, rates. SPDX-License-Identifier: Apache-2.0
CREATE TABLE habit (
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  detector TEXT NOT NULL,
  client INTEGER NOT NULL,
  server INTEGER NOT NULL,
  what INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  PRIMARY KEY (scope_id, detector, client, server, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX habit_server ON habit (server);
CREATE INDEX habit_client ON habit (client);
