-- 021_habit_text.sql - what a learned number is of, for who tells of it. SPDX-License-Identifier: Apache-2.0
ALTER TABLE habit ADD COLUMN text TEXT NOT NULL DEFAULT '';
