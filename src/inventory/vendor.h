/* vendor.h - whose a MAC prefix is, and one spelling for each maker. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "lib/address.h"

/* Holder of the longest assigned prefix, as IEEE spells it, or NULL: unknown, or locally
 * administered. */
const char *vendor_from_mac(const struct mac *mac);
/* The spelling shown for a maker ("SIEMENS AG  A&D" is "Siemens"); the name itself when no alias is
 * known. */
const char *vendor_canonical(const char *name);
/* What stands for a maker in comparisons: the canonical name in small letters without legal forms, in
 * Japanese too; "" for none. Longer ones are cut. */
void vendor_key(const char *name, char *out, size_t size);
/* The product whose virtual machines have this prefix ("VMware"), or NULL. */
const char *vendor_virtual_machine(const struct mac *mac);
/* VRRP, HSRP, GLBP or CARP: an address that several routers share. */
bool vendor_mac_is_virtual_router(const struct mac *mac);
