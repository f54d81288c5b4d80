/* snmp_object.h - what well known SNMP objects say of the agent. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/subject.h"

/* Speaks of agent when oid is one of the objects known here; value is what stands behind tag. */
void snmp_object(struct context *ctx, const struct subject *agent, struct cursor oid, uint8_t tag,
                 struct cursor value);
/* Speaks of an agent by the engine id that it sent (RFC 3411 5). */
void snmp_engine(struct context *ctx, const struct subject *agent, struct cursor engine);
