/* plant.h - the model factory while it runs. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "lib/buf.h"
#include "lib/clock.h"
#include "simulate/agenda.h"
#include "simulate/prng.h"
#include "simulate/world.h"

#define MILLISECOND INT64_C(1000000)
#define MINUTE      (60 * SECOND)

struct deed;
struct talk;

/* A device of the world with what changes. */
struct host {
	const struct device *device;
	uint8_t mac[6];
	uint32_t ip; /* the host's byte order */
	uint16_t port; /* last ephemeral port */
	uint16_t packet; /* IP identification */
	bool off; /* neither asks nor answers */
	bool stopped; /* a controller that answers, but runs no program */
	bool replugged; /* a switch whose cables were put elsewhere */
	unsigned slow; /* milliseconds that it answers later than it should */
};

/* A TCP connection; side 0 is the client. */
struct conn {
	struct host *side[2];
	uint16_t port[2];
	uint32_t next[2]; /* sequence number of the next byte */
	uint32_t told[2]; /* last acknowledgment sent */
	int64_t at;       /* when its last frame leaves */
	bool open;
};

/* A contact of the world with its state. */
struct link {
	const struct contact *contact;
	const struct talk *talk;
	struct host *client;
	struct host *server;
	struct conn conn;
	int64_t at;      /* UDP: when its last datagram leaves */
	int64_t arp;     /* when the address was last asked for */
	uint16_t port;   /* UDP: the client's */
	uint32_t turn;   /* polls since the connection opened */
	uint32_t number; /* transaction numbers */
	uint32_t state[5]; /* of the talk */
	unsigned pace; /* percent of its period, 0 is 100 */
	bool muted;   /* asks no more */
	bool alarmed; /* has told that its server stands */
};

struct plant {
	FILE *out;
	int64_t start, end, now;
	int64_t paused_until; /* nobody talks before that */
	struct agenda agenda;
	struct prng prng;
	struct host *hosts;
	size_t host_count;
	struct link *links;
	size_t link_count;
	struct deed *deeds; /* of the scenario */
	size_t deed_count;
	uint64_t packets;
	struct buf ask, answer; /* scratch of the talk that runs */
};

/* How one protocol behaves: a row of talks.h. */
struct talk {
	const char *name;
	uint16_t port;
	bool udp;
	bool brief; /* each turn has a connection of its own */
	/* After the connection opened, and each period. */
	void (*hello)(struct plant *p, struct link *l);
	void (*turn)(struct plant *p, struct link *l);
};

/* Never NULL: a name that the world does not have is our own mistake. */
struct host *plant_host(struct plant *p, const char *key);
/* True while the lines produce (two shifts with breaks, Monday to Friday). */
bool plant_produces(const struct plant *p, int64_t time);
/* True while people work in the office. */
bool plant_office(const struct plant *p, int64_t time);
/* True in the minutes of the day from which the maintenance terminal is plugged in. */
bool plant_visited(int64_t time);
/* A time span around value that differs by at most percent. */
int64_t plant_jitter(struct plant *p, int64_t value, unsigned percent);
/* Runs until the end. Returns 0 or -errno. */
int plant_run(struct plant *p);
/* Adds the contacts of the world. */
void plant_build(struct plant *p);
void plant_free(struct plant *p);
