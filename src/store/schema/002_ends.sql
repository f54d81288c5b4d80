-- 002_ends.sql - SPDX-License-Identifier: Apache-2.0
-- The map reads who asked whom in which class from the index alone. Conversations have theirs by client
-- since the first migration: the unique one begins with (scope_id, client).

DROP INDEX conversation_client;
DROP INDEX operation_client;
CREATE INDEX operation_ends ON operation (scope_id, client, server, class);
