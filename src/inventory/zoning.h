/* zoning.h - zones, the networks in them and the conduits between them, as people drew them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A device stands where its operator said, else where its address or VLAN belongs. What two places say to
 * one another is weighed against the conduits. IEC 62443-3-2 has the words.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/address.h"

#define ZONE_NOWHERE INT64_C(0)
#define ZONE_OUTSIDE INT64_C(-1) /* beyond the site: the internet, other companies */

/* Columns of SMKL Security: "1" 生産情報, "2" 制御情報, "3" 制御, "idmz"; "office" and "" are none of it. */

struct zone_row {
	int64_t id;
	const char *kind; /* of the METI model: "control" ...; "" the user's own */
	const char *name;
	const char *smkl; /* column that its networks have unless they say otherwise */
	int importance;   /* 0 not said, else 1 to 5 */
	const char *note;
	bool draft;    /* proposed, nobody has looked yet */
	bool specimen; /* of the model factory, until a person changes it */
};

struct network_row {
	int64_t id;
	int64_t zone;
	const char *name;
	const char *smkl;    /* "" as its zone */
	const char *subnets; /* "192.168.10.0/24 10.0.0.7", apart by blanks */
	const char *vlans;   /* "10 20" */
	int importance;      /* 0 as its zone */
	const char *note;
	bool draft;
	/* As a segment; NULL or "" not said, and of no matter to who stands where. */
	const char *class;   /* "field" "control" "control-info" "production-info" "idmz" "enterprise" */
	const char *level;   /* of ISA-95: "0" to "5" */
	const char *model;   /* "perimeter" or "zero-trust" */
	const char *hurdles; /* of zero trust, dealt with: "cost work production legacy" */
	const char *renewal; /* "renewed" or "continued" */
};

struct conduit_row {
	int64_t id;
	int64_t from; /* whose devices ask; a zone or ZONE_OUTSIDE */
	int64_t to;
	bool both;             /* may be asked the other way round too */
	const char *protocols; /* apart by blanks, "" any */
	const char *classes;   /* of operations, "" any */
	const char *note;
	bool draft;
};

/* Where an end stands. */
struct zone_place {
	int64_t zone;
	int64_t network; /* 0: said by the operator, or nowhere */
};

/* The order is that of urgency. A conduit may go both ways; what skips a layer is told apart (S0-067). */
#define CROSSINGS(X) X(NO, no) X(ALLOWED, allowed) X(DRAFT, draft) X(UNPLANNED, unplanned) X(SKIP, skip) \
	X(OUTSIDE, outside)
#define CROSSING_ENUM(upper, lower) CROSSING_##upper,
enum crossing { CROSSINGS(CROSSING_ENUM) CROSSING_COUNT };
#undef CROSSING_ENUM

struct zoning;

/* Texts are copied. Rows that make no sense are -EINVAL and left out. */
struct zoning *zoning_new(void);
void zoning_free(struct zoning *zoning);
__attribute__((warn_unused_result)) int zoning_add_zone(struct zoning *zoning, const struct zone_row *row);
__attribute__((warn_unused_result)) int zoning_add_network(struct zoning *zoning, const struct network_row *row);
__attribute__((warn_unused_result)) int zoning_add_conduit(struct zoning *zoning, const struct conduit_row *row);

/* True while there is no zone (also for NULL). */
bool zoning_is_empty(const struct zoning *zoning);
const struct zone_row *zoning_zone(const struct zoning *zoning, int64_t id);
const struct zone_row *zoning_zone_named(const struct zoning *zoning, const char *name);
const struct network_row *zoning_network(const struct zoning *zoning, int64_t id);
/* The network of an address (the longest prefix) or VLAN; ip may be NULL. */
struct zone_place zoning_place(const struct zoning *zoning, const struct address *ip, uint16_t vlan);
/*
 * True when no router stands between two addresses: the closest subnet that somebody wrote down for one holds the
 * other as closely. Where none is written down, 24 bits (of IPv6: 64) are taken for a subnet.
 */
bool zoning_one_subnet(const struct zoning *zoning, const struct address *one, const struct address *other);
/*
 * Where an end stands: in the zone that the operator said (0: nothing), with the network of its address
 * when that is of the zone; else where its address or VLAN belongs; else outside, or nowhere.
 */
struct zone_place zoning_place_of(const struct zoning *zoning, int64_t said, const struct address *ip,
                             uint16_t vlan, bool external);
/* The SMKL column of a place, "" none. */
const char *zoning_smkl(const struct zoning *zoning, struct zone_place place);
/* The level (ISA-95 times 10) by which a device counts among the networks of SMKL: that of the column in which it
 * stands, and where nobody drew a zone or its zone has no column its own. All counts of a network go by this. */
int zoning_level(const struct zoning *zoning, struct zone_place place, int level);
int zoning_importance(const struct zoning *zoning, struct zone_place place);

/* What it is when `from` asks `to` by this protocol with this class (NULL: not known). */
enum crossing zoning_judge(const struct zoning *zoning, struct zone_place from, struct zone_place to,
                           const char *protocol, const char *class);
/* The conduit that lets it pass (an accepted one before a draft), or NULL. */
const struct conduit_row *zoning_conduit(const struct zoning *zoning, int64_t from, int64_t to,
                                     const char *protocol, const char *class);
/* The same for two of whom only the ISA-95 level (times 10, -1 unknown) is known, 50 outside. */
enum crossing crossing_of_levels(int one, int other, const char *protocol);
/* How far inside a column lies: 0 office to 6 control, -1 none of them. */
int smkl_depth(const char *smkl);
/* True for what keeps a network in order and carries nobody across. */
bool crossing_is_local(const char *protocol);

/* "unplanned"; the number of a name, or -1. */
const char *crossing_name(enum crossing crossing);
int crossing_parse(const char *name);
/* True when the text is one of the columns, or "". */
bool smkl_is_column(const char *text);
/* Checks what a network says: NULL, or the word that is no subnet or VLAN (borrowed, up to a blank). */
const char *zoning_bad_subnet(const char *subnets);
const char *zoning_bad_vlan(const char *vlans);
