-- 018_security_values.sql - SPDX-License-Identifier: Apache-2.0
-- Who answers to a well known secret is asked with each assessment: few values say so.

CREATE INDEX value_security ON value (endpoint_id, scope_id, value) WHERE name = 'security';
