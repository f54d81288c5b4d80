/* opcua_value.h - the built-in types of OPC UA Binary (Part 6, 5.2). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

#define OPCUA_NODE_OTHER UINT32_MAX

struct opcua_node {
	uint16_t space;
	uint32_t number;    /* OPCUA_NODE_OTHER unless numeric */
	struct cursor text; /* of a string id, else empty */
};

/* Reads a NodeId or ExpandedNodeId. */
struct opcua_node opcua_node(struct cursor *c);

/* Reads a String or ByteString; empty for null. */
struct cursor opcua_string(struct cursor *c);

/* Reads the text of a LocalizedText. */
struct cursor opcua_localized(struct cursor *c);

/* Reads the length of an array: 0 for null; a length that cannot fit makes the cursor bad. */
uint32_t opcua_count(struct cursor *c);

/* Passes over an array of strings. */
void opcua_skip_strings(struct cursor *c);

/* Reads an ExtensionObject: its type, and the bytes inside. */
struct cursor opcua_extension(struct cursor *c, struct opcua_node *type);

/* Passes over a DiagnosticInfo. */
void opcua_skip_diagnostic(struct cursor *c);

/* What a DataValue holds that identity needs. */
struct opcua_value {
	uint32_t status;
	struct cursor text;	/* a scalar String or the text of a LocalizedText */
	struct opcua_node type; /* of a scalar ExtensionObject */
	struct cursor object;	/* its bytes */
};

/* Reads a DataValue; the cursor is bad behind one of a kind we cannot pass over. */
void opcua_data_value(struct cursor *c, struct opcua_value *value);

/* "ok" for a good code, the name of a common one, else "error". */
const char *opcua_status_name(uint32_t status);
