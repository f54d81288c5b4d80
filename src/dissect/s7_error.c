/* s7_error.c - names of S7 errors. SPDX-License-Identifier: Apache-2.0 */

#include "dissect/s7.h"

struct error {
	uint16_t code;
	const char *name;
};

static const struct error errors[] = {
	{0x0000, "ok"},
	{0x8001, "not allowed in this operating state"},
	{0x8101, "hardware fault"},
	{0x8103, "access not allowed"},
	{0x8104, "context not supported"},
	{0x8105, "invalid address"},
	{0x8106, "type not supported"},
	{0x8107, "type inconsistent"},
	{0x810a, "object does not exist"},
	{0x8301, "not enough memory"},
	{0x8402, "already in this operating state"},
	{0x8404, "severe error"},
	{0x8500, "wrong pdu size"},
	{0x8702, "invalid address"},
	{0xd0a1, "not allowed at this protection level"},
	{0xd201, "block name invalid"},
	{0xd202, "parameter invalid"},
	{0xd203, "block type invalid"},
	{0xd209, "block not found"},
	{0xd20e, "no block of this type"},
	{0xd210, "block number too large"},
	{0xd240, "not allowed in this state"},
	{0xd241, "not allowed at this protection level"},
	{0xd401, "szl id unknown"},
	{0xd402, "szl index unknown"},
	{0xd602, "wrong password"},
};

const char *s7_error_name(uint16_t error)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].code == error)
			return errors[i].name;
	return "error";
}

const char *s7_return_name(uint8_t code)
{
	return code == 0xff ? "ok" : code ? s7_error_name((uint16_t)(0x8100 | code)) : "error";
}
