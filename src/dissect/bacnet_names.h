/* bacnet_names.h - services, objects and makers of BACnet. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fact.h"

/* How the parameters of a request begin. */
enum bacnet_shape {
	BACNET_PLAIN,
	BACNET_OBJECT, /* context tag 0: an object identifier */
	BACNET_WRITTEN, /* the same, then a property */
	BACNET_PLAIN_OBJECT, /* an object identifier under its own tag */
	BACNET_REINITIALIZE,
	BACNET_COMMUNICATION,
	BACNET_PRIVATE,
};

struct bacnet_service {
	uint8_t code;
	bool confirmed;
	enum ot_class class;
	enum bacnet_shape shape;
	const char *name;
};

/* NULL for a service that the standard does not know. */
const struct bacnet_service *bacnet_service_find(bool confirmed, uint8_t code);
/* Name of an object's type; "object" for a type of somebody's own. */
const char *bacnet_object_space(uint16_t type);
/* Maker by vendor id, or NULL. */
const char *bacnet_vendor_name(uint32_t id);
/* How a request ended, by error code, reject reason and abort reason (clauses 18 and 21). */
const char *bacnet_error_name(uint32_t code);
const char *bacnet_reject_name(uint8_t reason);
const char *bacnet_abort_name(uint8_t reason);
