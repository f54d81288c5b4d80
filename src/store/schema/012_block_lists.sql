-- Names and addresses that the operator does not want to see.
CREATE TABLE block_list (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  name TEXT NOT NULL,
  entries INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  first_refused INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (scope_id, name)
) STRICT;
CREATE TABLE block_entry (
  list_id INTEGER NOT NULL REFERENCES block_list (id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  PRIMARY KEY (list_id, value)
) STRICT, WITHOUT ROWID;
