/* monitor.h - the parent of a running Yagura. SPDX-License-Identifier: Apache-2.0
 *
 * Opens what needs privilege (packet sockets, the listening socket, the files to read), starts the
 * server and a sensor for each source, wires them, and starts them again when they die.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RUN_SOURCES_MAX 64
#define RUN_LOGS_MAX	32
#define RUN_AT_MAX	(2 * RUN_SOURCES_MAX + RUN_LOGS_MAX)

struct run_config {
	const char *database;
	const char *listen; /* ADDR:PORT, [ADDR6]:PORT */
	const char *site;
	const char *web; /* folder of the built page */
	const char *certificate; /* PEM files, NULL: made beside the database when one is needed */
	const char *key;
	const char *filter; /* libpcap's language, for live capture; NULL all */
	const char *ring;   /* bytes of packets kept of each interface: "512M"; "0" none, NULL what fits */
	const char *ring_days; /* they are forgotten after so many; NULL or "0" when there is no room left */
	int64_t learn; /* ns of each file's own time that are learned from, the rest is judged by it; 0 none */
	bool demo;	    /* what is read is the model factory */
	const char *interface[RUN_SOURCES_MAX];
	size_t interfaces;
	const char *file[RUN_SOURCES_MAX];
	size_t files;
	const char *log[RUN_LOGS_MAX / 2]; /* EVE logs of other sensors, followed */
	size_t logs;
	const char *socket[RUN_LOGS_MAX / 2]; /* paths where they may connect and write EVE */
	size_t sockets;
	const char *at[RUN_AT_MAX]; /* "SOURCE=SITE": of one of the above */
	size_t ats;
};

/* Runs until SIGINT or SIGTERM. Returns the exit status. */
int monitor_run(const struct run_config *config);
