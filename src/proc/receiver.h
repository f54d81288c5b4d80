/* receiver.h - the process that reads other sensors' logs. SPDX-License-Identifier: Apache-2.0
 *
 * Hostile text: no files, no network but the socket it was given. A log that is a file is numbered by its bytes,
 * so that who reads it again is known to have told it already.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct receiver_config {
	int input;    /* a file at any place, or a listening socket */
	bool socket;
	int output;   /* record lines */
	const char *name;
	const char *site;
	uid_t uid;     /* to take when started as root */
	gid_t gid;
};

/* Confines the calling process and reads until it is told to end; a file first to its end. Returns the exit status. */
int receiver_run(const struct receiver_config *config);
