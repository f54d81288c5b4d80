/* cip.h - Common Industrial Protocol messages, whatever carries them (ODVA CIP Vol. 1). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/pending.h"

#define CIP_INNER_MAX	   32
#define CIP_CONNECTION_MAX 4
#define CIP_PATH_TEXT	   120

/* A route that leads past the device's own backplane. */
#define CIP_SLOT_ELSEWHERE (-2)

/* What an EPATH says (Vol. 1, appendix C). */
struct cip_path {
	bool has_class;
	bool has_instance;
	bool has_attribute;
	uint32_t class_id; /* the last one, the object addressed */
	uint32_t instance;
	uint32_t attribute;
	int16_t slot;	  /* of the backplane, NO_SLOT, or CIP_SLOT_ELSEWHERE */
	size_t text_length; /* of the symbolic name, 0 for none */
	char text[CIP_PATH_TEXT];
};

/* What must be remembered between requests and answers of one flow. Valid when zeroed. */
struct cip_state {
	struct pending pending;
	uint32_t inner_id; /* of the Multiple Service Packet that waits */
	uint32_t inner_identity; /* bit n: inner request n asks who the device is */
	operation_ref inner[CIP_INNER_MAX];
	struct cip_connection {
		uint32_t id; /* originator to target */
		int16_t slot;
	} connection[CIP_CONNECTION_MAX];
	uint8_t next_connection;
};

/* Where a message stands. */
struct cip_place {
	struct cip_state *state;
	uint32_t id;   /* what request and answer share */
	int16_t slot;  /* module reached, as in cip_path */
	uint8_t depth; /* of messages inside messages */
	int8_t inner;  /* position within a Multiple Service Packet, or -1 */
};

enum cip_kind { CIP_NONE, CIP_REQUEST, CIP_ANSWER };

/* Reads one CIP message and emits its facts. CIP_NONE: these bytes are no CIP message. */
enum cip_kind cip_message(struct cursor *c, struct context *ctx, const struct cip_place *place);

/* Reads a path; c holds exactly its bytes. False when a segment is broken. */
bool cip_path_read(struct cursor *c, struct cip_path *path);

/* Name and class of a service on a class of objects. */
struct cip_service {
	uint16_t class_id;
	uint8_t service;
	enum ot_class class;
	const char *name; /* NULL when unknown */
};
struct cip_service cip_service_find(const struct cip_path *path, uint8_t service);
/* "ok" for 0, never NULL. */
const char *cip_status_name(uint8_t status);
/* Name of a device profile, or NULL. */
const char *cip_device_type_name(uint16_t type);

/* The fields of the Identity object, as List Identity and Get Attributes All carry them. */
void cip_identity_claims(struct cursor *c, struct context *ctx, int16_t slot);
/* The answer of Get Attribute List on the Identity object. */
void cip_identity_list_claims(struct cursor *c, struct context *ctx, int16_t slot);

/* The TCP/IP Interface object of the device itself: one attribute, or all of them for 0. */
void cip_interface_claims(struct cursor *c, struct context *ctx, uint32_t attribute);

/* PCCC inside Execute PCCC (0x4b of class 0x67): c stands at the requester id. */
void pccc_request(struct cursor *c, struct context *ctx, const struct cip_place *place);
void pccc_answer(struct cursor *c, struct context *ctx, int16_t slot);
/* How a PCCC command ended; c stands at the requester id of the answer. */
const char *pccc_result_name(struct cursor c);
/* Keeps a PCCC request until its answer; identity: the answer tells who the device is. */
void cip_remember_pccc(const struct cip_place *place, operation_ref ref, bool identity);
