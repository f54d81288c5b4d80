-- 007_names.sql - SPDX-License-Identifier: Apache-2.0
-- Two devices may have one name; whoever shows a name asks who else has it.

CREATE INDEX asset_name ON asset (name, model);
