-- 032_zone_specimen.sql - zones that the model factory drew. SPDX-License-Identifier: Apache-2.0
-- specimen: of the model factory, until a person changes it.

ALTER TABLE zone ADD COLUMN specimen INTEGER NOT NULL DEFAULT 0;
