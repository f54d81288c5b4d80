/* flags.h - what is so of an endpoint, as one number of its row. SPDX-License-Identifier: Apache-2.0 */
#pragma once

enum endpoint_flag {
	FLAG_CONFIRMED = 1,
	FLAG_DHCP = 2,
	FLAG_RETIRED = 4,
	FLAG_ROUTER = 8,
	FLAG_SHARED = 16,
	FLAG_CONFLICT = 32,
	FLAG_HAS_IP = 64,
};
