-- 010_ledger_meet.sql - SPDX-License-Identifier: Apache-2.0
-- Rows of the ledger that wait for their device, by what it will be known by (store/ledger_meet.c).

CREATE INDEX ledger_row_ip ON ledger_row (scope_id, ip) WHERE asset_id = 0 AND ip != '';
CREATE INDEX ledger_row_mac ON ledger_row (scope_id, lower(replace(replace(replace(mac, ':', ''), '-', ''), '.', '')))
  WHERE asset_id = 0 AND mac != '';
