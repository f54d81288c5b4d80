/* enterprise.h - makers by their IANA private enterprise number. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include <stdint.h>

/* The maker, NULL when it is not among the well known. */
const char *enterprise_name(uint32_t number);
