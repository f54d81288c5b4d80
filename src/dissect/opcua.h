/* opcua.h - what the parts of the OPC UA dissector share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/opcua_value.h"
#include "dissect/pending.h"

enum { OPCUA_BATCH = 8 }; /* nodes of one request that are told apart */

struct opcua_state {
	struct pending pending;
	/* Of the last request that named several nodes, or such as tell who the server is. */
	operation_ref refs[OPCUA_BATCH];
	uint16_t nodes[OPCUA_BATCH]; /* in namespace 0; 0 for others */
	uint32_t batch_request;
	uint8_t batch_count;
	bool secured;	     /* the security policy is not None */
	bool policy_known;
	bool continued[2];   /* this side is in the middle of a message of several chunks */
};

struct opcua_message {
	uint32_t request;   /* id of request and answer */
	uint32_t type;	    /* number of the body's encoding */
	struct cursor body; /* behind the type */
};

/* The services of Part 4, by the number of their request's encoding. */
struct opcua_service;
const struct opcua_service *opcua_service_find(uint32_t type);
bool opcua_is_answer(uint32_t type);

/* Emits the request; service may be NULL for a number that is unknown. */
void opcua_request(const struct opcua_service *service, struct opcua_message *message,
		   struct context *ctx);

/* Emits the result of a request and what its answer tells of the server. */
void opcua_answer(struct opcua_message *message, struct context *ctx);

/* Claims "OPC UA <policy> <mode>"; policy is a URI, mode is 1 None, 2 Sign, 3 SignAndEncrypt, 0 unknown. */
void opcua_claim_security(struct context *ctx, enum party party, struct cursor policy, uint32_t mode);

/* Claims of bytes that were read as text. */
void opcua_claim_text(struct context *ctx, enum party party, const char *name, struct cursor text);

/* Claims the certificate of the sender; empty says nothing. */
void opcua_claim_certificate(struct context *ctx, struct cursor der);

/* Readers of answers and requests that describe somebody (opcua_identity.c). */
void opcua_read_endpoints(struct cursor *c, struct context *ctx);
void opcua_read_servers(struct cursor *c, struct context *ctx);
void opcua_read_session_answer(struct cursor *c, struct context *ctx);
void opcua_read_client(struct cursor *c, struct context *ctx);
void opcua_read_user(struct cursor *c, struct context *ctx);
void opcua_read_value(const struct opcua_value *value, uint16_t node, struct context *ctx);
