/* profinet_vendor.c - makers by their PROFINET vendor id. SPDX-License-Identifier: Apache-2.0
 *
 * Only ids that are sure: a wrong maker is worse than none.
 */

#include "dissect/profinet_vendor.h"

#include <stddef.h>

static const struct vendor {
	uint16_t id;
	const char *name;
} vendors[] = {
	{0x002a, "Siemens"},
	{0x0080, "Danfoss"},
	{0x00b0, "Phoenix Contact"},
	{0x010c, "HMS Industrial Networks"},
	{0x011d, "WAGO"},
	{0x0120, "Beckhoff"},
	{0x012f, "Murrelektronik"},
	{0x015a, "GE Intelligent Platforms"},
	{0x0493, "RT-Labs"},
};

const char *profinet_vendor_name(uint16_t id)
{
	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (vendors[i].id == id)
			return vendors[i].name;
	return NULL;
}
