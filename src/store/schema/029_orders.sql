-- 029_orders.sql - what is bought, what it must do, and what came of each requirement. SPDX-License-Identifier: Apache-2.0
-- key: what exceptions (pack 'procurement') name it by as their part. conditions, protocols: ids apart by blanks.

CREATE TABLE purchase (
  id INTEGER PRIMARY KEY,
  scope_id INTEGER NOT NULL REFERENCES scope (id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  grain TEXT NOT NULL,
  role TEXT NOT NULL,
  line TEXT NOT NULL,
  supplier_id INTEGER NOT NULL,
  importance INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  protocols TEXT NOT NULL,
  due_on TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  asset_id INTEGER NOT NULL,
  specimen INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (scope_id, key)
) STRICT;
-- item: of catalog/procurement.yaml, or own-N with words of its own. outcome: '' open, met, extra, accepted, none.
CREATE TABLE purchase_item (
  purchase_id INTEGER NOT NULL REFERENCES purchase (id),
  item TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  category TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  reply TEXT NOT NULL,
  said TEXT NOT NULL,
  outcome TEXT NOT NULL,
  how TEXT NOT NULL,
  until TEXT NOT NULL,
  checked TEXT NOT NULL,
  found TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (purchase_id, item)
) STRICT, WITHOUT ROWID;
