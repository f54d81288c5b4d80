/* observe_fixture.h - an observer, and an ear for what it tells. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "unit.h"

#include "observe/observe.h"

#define START (INT64_C(1772431200) * SECOND)

/* What the teller was given, one line each. */
struct ear {
	struct teller teller;
	char text[65536];
	bool deaf; /* takes nothing */
};

struct world {
	struct ear ear;
	struct observer *observer;
	int64_t now;
};

struct talk {
	struct frame frame;
	struct flow flow;
	struct context context;
};

int set_up(void **state);
int tear_down(void **state);
/* What was told since the last time, a line each. */
void assert_told(struct world *w, const char *expected);
/* On the clock of the capture. */
void wait_seconds(struct world *w, int64_t seconds);
/* 192.0.2.last. */
struct address host(uint8_t last);
struct frame frame_from(const struct world *w, uint8_t client, uint8_t server);
struct flow flow_from(const struct world *w, uint8_t client, uint16_t port);
/* A packet of client 1 to server 200, Modbus. */
struct context *talk_begin(struct world *w, struct talk *t);
/* And what it asks for. */
operation_ref ask(struct world *w, struct talk *t, enum ot_class class, const char *function, uint32_t number);
/* With these limits; NULL the usual. */
struct world *world_new(const struct observe_limits *limits);

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
