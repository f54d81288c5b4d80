/* dcerpc.h - DCE/RPC with connections, over TCP and over pipes of SMB (C706 12.6, MS-RPCE).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/pending.h"

#define DCERPC_CONTEXTS 8

struct dcerpc_interface;

/* Which interfaces a connection has bound; plain data, valid when zeroed. */
struct dcerpc_state {
	struct pending pending;
	struct {
		uint32_t channel; /* tells the pipes of one connection apart */
		uint16_t id;
		uint16_t row; /* of the interface + 1, 0 not one of the table */
		bool used;
	} context[DCERPC_CONTEXTS];
	uint8_t next;
	bool known;
};

/* Reads one PDU, which must be whole. VERDICT_NO when it is none; emits nothing then. */
enum verdict dcerpc_read(struct cursor *c, struct context *ctx, struct dcerpc_state *state,
                         uint32_t channel);

/* Whether a name stands behind the handle with which arguments begin (MS-SCMR 3.1.4.12, 3.1.4.24).
 */
enum dcerpc_named { DCERPC_NAME_NONE, DCERPC_NAME_WIDE, DCERPC_NAME_NARROW };

struct dcerpc_operation {
	uint16_t number;
	enum ot_class class;
	uint8_t named; /* enum dcerpc_named */
	const char *name;
};

/* Interfaces by which computers are administered, or process data read. */
struct dcerpc_interface {
	uint8_t uuid[16]; /* as a little-endian sender writes it */
	const char *name;
	const struct dcerpc_operation *operations; /* ended by a row without name */
};

/* Position + 1 in the table, 0 when it is not there. */
uint16_t dcerpc_interface_find(const uint8_t *uuid);
const struct dcerpc_interface *dcerpc_interface_at(uint16_t row);
