-- 019_grants.sql - a person has roles, each in a scope and below it. SPDX-License-Identifier: Apache-2.0
CREATE TABLE user_grant (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  role INTEGER NOT NULL,
  UNIQUE (user_id, scope_id, role)
) STRICT;
CREATE INDEX user_grant_scope ON user_grant (scope_id);
INSERT INTO user_grant (user_id, scope_id, role) SELECT id, scope_id, role FROM user ORDER BY id;
ALTER TABLE user DROP COLUMN role;
ALTER TABLE user DROP COLUMN scope_id;
