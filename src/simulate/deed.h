/* deed.h - THE TABLE of what can happen in a scenario: one row each. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"

/* One event of a scenario, while it happens. */
struct deed {
	const char *what;
	struct host *by;
	struct host *to; /* NULL where it has no aim */
	int64_t at;      /* after the start */
	unsigned count;  /* as often as this */
	unsigned step;
	struct contact contact;
	struct link link;
};

/* X(name, function) */
#define DEEDS(X) \
	X("arrive", deed_arrive) \
	X("beacon", deed_beacon) \
	X("cpu-stop", deed_cpu_stop) \
	X("dns-tunnel", deed_dns_tunnel) \
	X("download-cip", deed_download_cip) \
	X("download-s7", deed_download_s7) \
	X("download-slmp", deed_download_slmp) \
	X("duplicate-ip", deed_duplicate_ip) \
	X("encrypt-files", deed_encrypt_files) \
	X("remote-desktop", deed_remote_desktop) \
	X("replace", deed_replace) \
	X("scan-arp", deed_scan_arp) \
	X("scan-plc", deed_scan_plc) \
	X("scan-ports", deed_scan_ports)

/* Begins; the rest follows by itself. */
#define DEED_DECLARE(name, function) agenda_action function;
DEEDS(DEED_DECLARE)
#undef DEED_DECLARE

/* The function of a name, or NULL. */
agenda_action *deed_find(const char *what);
/* The deed calls function again after this time. */
void deed_later(struct plant *p, struct deed *d, int64_t span, agenda_action *function);
/* Connects `by` with another host in the manner of a talk. */
void deed_connect(struct plant *p, struct deed *d, const char *talk, struct host *server);
/* Ends the connection, if there is one. */
void deed_hang_up(struct plant *p, struct deed *d);
