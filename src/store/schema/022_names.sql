-- 022_names.sql - names that were looked up are a kind of their own in the allow-list. SPDX-License-Identifier: Apache-2.0
UPDATE OR REPLACE allowed SET kind = 'name', part = 'n-' || client || '-' || target, what = target, target = '', function = '',
  server = 0, wide = 1 WHERE kind = 'fact' AND what = 'behaviour.new_domain';
