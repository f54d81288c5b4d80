/* place.h - where the database lies, and as whom the server runs. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct run_config;

struct place {
	char *folder; /* of the database: the one place where the server may write */
	uid_t uid;    /* who owns the folder: the server takes these ids when it was started as root */
	gid_t gid;
};

/* Looks at the folder and hands a database that root made over to its owner. False after saying why not. */
bool place_prepare(const struct run_config *config, struct place *out);
/* True when the process may read this file or folder now; else says why. */
bool place_can_read(const char *path);
