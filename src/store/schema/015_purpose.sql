-- 015_purpose.sql - SPDX-License-Identifier: Apache-2.0
-- purpose: what somebody uses it for, asked once: know, checklist, application, diagnosis; '' not said.

ALTER TABLE user ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
