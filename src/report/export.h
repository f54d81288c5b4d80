/* export.h - what goes out as a file for other programs. SPDX-License-Identifier: Apache-2.0
 *
 * Adding one is one file, and one row of the table in export.c.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct store;
struct viewer;

struct export_job {
	struct store *store;
	const struct viewer *viewer;
	struct arena *arena;
	uint64_t asset; /* only what is of this device; 0 all */
	bool open;      /* also what nobody has judged yet */
	bool enforce;   /* what is not listed is stopped; else it is told and passes */
	int64_t now;
	struct buf *out;
};

struct export {
	const char *name;
	const char *suffix;
	const char *type;
	const char *says;
	bool one_device; /* asset must be said */
	bool stops;      /* knows `enforce` */
	int (*write)(const struct export_job *job); /* 0 or -errno; of the store: store_error() */
};

extern const struct export exports[];
extern const size_t export_count;

/* The row of this name, or NULL. */
const struct export *export_find(const char *name);
/* Writes it to job->out. 0 or -errno; -EINVAL: it is of one device, and none was named. */
__attribute__((warn_unused_result)) int export_write(const struct export *export,
						     const struct export_job *job);
