-- 004_account.sql - SPDX-License-Identifier: Apache-2.0
-- must_set: his password was chosen by somebody else. disabled: he may come back, and keeps his name in
-- the trail.

ALTER TABLE user ADD COLUMN must_set INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
