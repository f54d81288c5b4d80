/* community.h - the Community ID of a flow, version 1. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "lib/address.h"

#define COMMUNITY_ID_SIZE 40

/* The id that other tools give the same five values, seed 0: "1:" and base64 of a SHA-1. */
void community_id(const struct address *src, uint16_t src_port, const struct address *dst,
		  uint16_t dst_port, uint8_t protocol, char out[COMMUNITY_ID_SIZE]);
