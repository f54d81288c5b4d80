/* expect.h - connections that another one announces. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "flow/flow.h"

#define EXPECTED_MAX 256

struct expectations {
	struct expected {
		struct address ip;
		int64_t until; /* 0: nobody is awaited */
		uint16_t port;
		uint8_t row; /* in dissectors[] */
	} at[EXPECTED_MAX];
	uint16_t next; /* to be written, the oldest */
	bool any;
};

/* A TCP connection to this port of the packet's sender will be this dissector's. */
void expect_connection(struct context *ctx, const struct dissector *dissector, uint16_t port);
/* The row of the dissector that this first packet of a connection was announced for, or -1. It is awaited no more. */
int expect_take(struct expectations *expected, const struct frame *frame);
