/* opcua_value.c - the built-in types of OPC UA Binary (Part 6, 5.2). SPDX-License-Identifier: Apache-2.0 */

#include "dissect/opcua_value.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	NULL_LENGTH = UINT32_MAX,
	NESTING_MAX = 8,
	NODE_HAS_URI = 0x80,
	NODE_HAS_SERVER = 0x40,
};

/* A length that is null is none. */
static uint32_t read_length(struct cursor *c)
{
	const uint32_t length = cursor_le32(c);

	return length == (uint32_t)NULL_LENGTH ? 0 : length;
}

struct cursor opcua_string(struct cursor *c)
{
	const uint32_t length = read_length(c);

	return cursor_sub(c, length);
}

struct cursor opcua_localized(struct cursor *c)
{
	const uint8_t mask = cursor_u8(c);
	const struct cursor none = {0};

	if (mask & 1)
		opcua_string(c);
	return mask & 2 ? opcua_string(c) : none;
}

uint32_t opcua_count(struct cursor *c)
{
	const uint32_t count = read_length(c);

	if (count > cursor_left(c)) {
		cursor_fail(c);
		return 0;
	}
	return count;
}

void opcua_skip_strings(struct cursor *c)
{
	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--)
		opcua_string(c);
}

/* 5.2.2.9: six forms. */
struct opcua_node opcua_node(struct cursor *c)
{
	struct opcua_node node = {.number = OPCUA_NODE_OTHER};
	const uint8_t encoding = cursor_u8(c);

	switch (encoding & 0x3f) {
	case 0:
		node.number = cursor_u8(c);
		break;
	case 1:
		node.space = cursor_u8(c);
		node.number = cursor_le16(c);
		break;
	case 2:
		node.space = cursor_le16(c);
		node.number = cursor_le32(c);
		break;
	case 3:
		node.space = cursor_le16(c);
		node.text = opcua_string(c);
		break;
	case 4:
		node.space = cursor_le16(c);
		cursor_skip(c, 16);
		break;
	case 5:
		node.space = cursor_le16(c);
		opcua_string(c);
		break;
	default:
		cursor_fail(c);
	}
	if (encoding & NODE_HAS_URI)
		opcua_string(c);
	if (encoding & NODE_HAS_SERVER)
		cursor_skip(c, 4);
	return node;
}

struct cursor opcua_extension(struct cursor *c, struct opcua_node *type)
{
	*type = opcua_node(c);
	const struct cursor none = {0};

	return cursor_u8(c) == 0 ? none : opcua_string(c);
}

/* 5.2.2.12: a mask tells what follows; the last may be one more of the same. */
void opcua_skip_diagnostic(struct cursor *c)
{
	uint8_t mask = 0x40;

	for (int depth = 0; mask & 0x40 && depth < NESTING_MAX; depth++) {
		mask = cursor_u8(c);
		for (uint8_t bit = 1; bit <= 8; bit = (uint8_t)(bit << 1))
			if (mask & bit)
				cursor_skip(c, 4);
		if (mask & 0x10)
			opcua_string(c);
		if (mask & 0x20)
			cursor_skip(c, 4);
	}
	if (mask & 0x40)
		cursor_fail(c);
}

enum type {
	TYPE_STRING = 12,
	TYPE_BYTE_STRING = 15,
	TYPE_XML = 16,
	TYPE_NODE = 17,
	TYPE_EXPANDED_NODE = 18,
	TYPE_QUALIFIED_NAME = 20,
	TYPE_LOCALIZED = 21,
	TYPE_EXTENSION = 22,
	TYPE_DIAGNOSTIC = 25,
};

/* Bytes of the types of fixed size, by number (5.1.2). */
static const uint8_t type_sizes[] = {
	[1] = 1, [2] = 1, [3] = 1,  [4] = 2,  [5] = 2,	[6] = 4,  [7] = 4,
	[8] = 8, [9] = 8, [10] = 4, [11] = 8, [13] = 8, [14] = 16, [19] = 4,
};

static void read_scalar(struct cursor *c, uint8_t type, struct opcua_value *value)
{
	switch (type) {
	case 0:
		return;
	case TYPE_STRING:
		value->text = opcua_string(c);
		return;
	case TYPE_BYTE_STRING:
	case TYPE_XML:
		opcua_string(c);
		return;
	case TYPE_NODE:
	case TYPE_EXPANDED_NODE:
		opcua_node(c);
		return;
	case TYPE_QUALIFIED_NAME:
		cursor_skip(c, 2);
		opcua_string(c);
		return;
	case TYPE_LOCALIZED:
		value->text = opcua_localized(c);
		return;
	case TYPE_EXTENSION:
		value->object = opcua_extension(c, &value->type);
		return;
	case TYPE_DIAGNOSTIC:
		opcua_skip_diagnostic(c);
		return;
	default:
		if (type < COUNT(type_sizes) && type_sizes[type])
			cursor_skip(c, type_sizes[type]);
		else
			cursor_fail(c); /* a variant or value inside a variant */
	}
}

/* 5.2.2.16: a type, then one value or an array with its dimensions. */
static void read_variant(struct cursor *c, struct opcua_value *value)
{
	const uint8_t encoding = cursor_u8(c);
	struct opcua_value ignored = {0};

	if (!(encoding & 0x80)) {
		read_scalar(c, encoding & 0x3f, value);
		return;
	}
	for (uint32_t left = opcua_count(c); left > 0 && cursor_ok(c); left--)
		read_scalar(c, encoding & 0x3f, &ignored);
	if (encoding & 0x40)
		cursor_skip(c, (size_t)4 * opcua_count(c));
}

void opcua_data_value(struct cursor *c, struct opcua_value *value)
{
	const uint8_t mask = cursor_u8(c);

	*value = (struct opcua_value){0};
	if (mask & 1)
		read_variant(c, value);
	if (mask & 2)
		value->status = cursor_le32(c);
	cursor_skip(c, (mask & 4 ? 8u : 0) + (mask & 0x10 ? 2u : 0) + (mask & 8 ? 8u : 0) +
			       (mask & 0x20 ? 2u : 0));
}

struct status {
	uint16_t code; /* the upper half */
	const char *name;
};

static const struct status statuses[] = {
	{0x8001, "BadUnexpectedError"},
	{0x8002, "BadInternalError"},
	{0x8004, "BadResourceUnavailable"},
	{0x8005, "BadCommunicationError"},
	{0x8007, "BadDecodingError"},
	{0x800a, "BadTimeout"},
	{0x800b, "BadServiceUnsupported"},
	{0x800d, "BadServerNotConnected"},
	{0x800f, "BadNothingToDo"},
	{0x8010, "BadTooManyOperations"},
	{0x8012, "BadCertificateInvalid"},
	{0x8013, "BadSecurityChecksFailed"},
	{0x8014, "BadCertificateTimeInvalid"},
	{0x8016, "BadCertificateHostNameInvalid"},
	{0x8017, "BadCertificateUriInvalid"},
	{0x801a, "BadCertificateUntrusted"},
	{0x801f, "BadUserAccessDenied"},
	{0x8020, "BadIdentityTokenInvalid"},
	{0x8021, "BadIdentityTokenRejected"},
	{0x8022, "BadSecureChannelIdInvalid"},
	{0x8025, "BadSessionIdInvalid"},
	{0x8026, "BadSessionClosed"},
	{0x8027, "BadSessionNotActivated"},
	{0x8028, "BadSubscriptionIdInvalid"},
	{0x8033, "BadNodeIdInvalid"},
	{0x8034, "BadNodeIdUnknown"},
	{0x8035, "BadAttributeIdInvalid"},
	{0x803a, "BadNotReadable"},
	{0x803b, "BadNotWritable"},
	{0x803c, "BadOutOfRange"},
	{0x803d, "BadNotSupported"},
	{0x8054, "BadSecurityModeRejected"},
	{0x8055, "BadSecurityPolicyRejected"},
	{0x8056, "BadTooManySessions"},
	{0x8074, "BadTypeMismatch"},
	{0x8075, "BadMethodInvalid"},
	{0x8079, "BadNoSubscription"},
	{0x8081, "BadSequenceNumberUnknown"},
	{0x80ab, "BadInvalidArgument"},
};

const char *opcua_status_name(uint32_t status)
{
	if (!(status & 0x80000000))
		return "ok"; /* good or uncertain */
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].code == status >> 16)
			return statuses[i].name;
	return "error";
}
