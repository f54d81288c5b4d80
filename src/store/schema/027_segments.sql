-- 027_segments.sql - what a network is as a segment. SPDX-License-Identifier: Apache-2.0
-- class: of network, level: ISA-95. model: perimeter or zero-trust; hurdles: difficulties of zero trust that were dealt with,
-- apart by blanks. renewal: renewed or continued, while the plant is renewed in part.

ALTER TABLE network ADD COLUMN class TEXT NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN hurdles TEXT NOT NULL DEFAULT '';
ALTER TABLE network ADD COLUMN renewal TEXT NOT NULL DEFAULT '';
