/* world.h - THE TABLES of the model factory (METI's 想定工場): its devices and who talks to whom. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* METI guideline 3.1.6; from the line upwards, the internet last. */
enum zone {
	ZONE_CONTROL,     /* 制御ゾーン */
	ZONE_TRANSPORT,   /* 自動搬送ゾーン */
	ZONE_WAREHOUSE,   /* 自動倉庫ゾーン */
	ZONE_MONITORING,  /* 生産状況監視ゾーン */
	ZONE_MANAGEMENT,  /* 生産管理ゾーン */
	ZONE_OFFICE,      /* OAゾーン */
	ZONE_MAINTENANCE, /* リモートメンテナンスゾーン */
	ZONE_INTERNET,
};

/* How an IP stack shows itself in its packets. */
enum stack {
	STACK_DEVICE, /* TTL 64, small window */
	STACK_LINUX,
	STACK_WINDOWS, /* TTL 128 */
	STACK_SIEMENS, /* TTL 30 */
	STACK_ROCKWELL,
};

/* The Identity object of CIP (Volume 1, 5A-2). */
struct cip_is {
	uint16_t vendor, type, code;
	uint8_t major, minor;
	uint32_t serial;
};

/* One device. Texts that are NULL are unknown or not told by anything it sends. */
struct device {
	const char *key; /* how the other tables call it */
	const char *name; /* its host or station name */
	const char *ip;
	const char *mac;
	enum zone zone;
	enum stack stack;
	/* What an observer must find out; NULL when nothing on the wire tells. */
	const char *vendor;
	const char *model;
	const char *role;
	/* What its protocols tell. */
	const char *firmware;
	const char *serial;
	const char *article; /* order number */
	const char *about;   /* sysDescr, or the Server header */
	const char *place;   /* sysLocation */
	struct cip_is cip;
	bool absent;   /* only scenarios bring it in */
	uint16_t code; /* SLMP model code, PROFINET vendor and so on */
	uint16_t code2;
};

/* When a conversation takes place. */
enum hours {
	HOURS_ALWAYS,
	HOURS_SHIFT,  /* while the lines produce */
	HOURS_OFFICE, /* while people sit at their desks */
	HOURS_VISIT,  /* a few minutes in the morning */
};

/* One conversation: client asks server each period, in the manner of talk (talks.h). */
struct contact {
	const char *talk;
	const char *client;
	const char *server; /* NULL for those who call into the room */
	uint32_t period; /* milliseconds */
	enum hours hours;
	uint16_t port; /* 0 the usual one */
	uint32_t first, count; /* registers asked for */
};

/* Both end with a row whose key or talk is NULL. */
extern const struct device world_devices[];
extern const struct contact world_contacts[];
