/* odva_vendor.h - makers by their ODVA vendor id. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

/* The maker's name, or NULL for one that is not in the list. */
const char *odva_vendor_name(uint16_t id);
