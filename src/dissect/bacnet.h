/* bacnet.h - what the files of BACnet share. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/bacnet_names.h"
#include "dissect/subject.h"

/* A tag (20.2.1): number, class and length; length 6 and 7 open and close a pair. */
struct bacnet_tag {
	uint8_t number;
	bool context;
	bool open;
	bool close;
	size_t length;
};

/* The tag at the cursor. False when it is cut, or promises more than there is. */
bool bacnet_tag_read(struct cursor *c, struct bacnet_tag *tag);
/* An unsigned number or an object identifier (20.2.4, 20.2.14). */
uint32_t bacnet_unsigned_read(struct cursor *c, size_t length);
/* What a request touches, from its parameters; service may be NULL. */
void bacnet_request_target(struct cursor *c, const struct bacnet_service *service,
			   struct operation *op);
/* 16.10: I-Am tells number and maker of a device. */
void bacnet_claim_i_am(struct cursor *c, struct context *ctx, const struct subject *who);
/* The properties of a device object that say who it is, in the answers to ReadProperty and
 * ReadPropertyMultiple (15.5, 15.7). */
void bacnet_claim_properties(struct cursor *c, struct context *ctx, const struct subject *who,
			     bool multiple);
