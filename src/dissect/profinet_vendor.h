/* profinet_vendor.h - makers by their PROFINET vendor id. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

/* The maker's name, or NULL for one that is not in the list. */
const char *profinet_vendor_name(uint16_t id);
