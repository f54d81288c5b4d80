/* links.h - the accepted list as lines for a filter, and words that are safe in one. SPDX-License-Identifier: Apache-2.0
 *
 * Names come from devices, and a rule file is run as root: every text goes through links_word().
 */
#pragma once

#include "report/export.h"
#include "store/finding.h"

struct links {
	struct allowed_link *rows; /* by zones, addresses, port; each once */
	size_t count;
	size_t frames; /* that have no IP address: no packet filter sees them */
};

/* Lines of IP only (all: the others too). 0 or -errno. */
__attribute__((warn_unused_result)) int links_load(const struct export_job *job, bool all, struct links *out);

/* IP protocol number, -1: none. */
int links_protocol(const struct allowed_link *link);
bool links_has_port(const struct allowed_link *link);
bool links_is_ip6(const struct allowed_link *link);
/* At most max bytes of text in which nothing has a meaning to any of our formats; ascii: nothing else. */
void links_word(struct buf *out, const char *text, size_t max, bool ascii);
/* "HMI-3 > PLC-7 modbus", of at most max bytes. */
void links_say(struct buf *out, const struct allowed_link *link, size_t max, bool ascii);
/* "2026-11-21T14:05:00+09:00" */
void links_time(struct buf *out, int64_t time);
/* Comment lines at the head of a file: what it is, how much, of when, and what it does. */
void links_head(const struct export_job *job, const struct links *links, const char *mark, const char *what);

/* One device's part in a line: it asks, or it answers. */
struct links_side {
	const struct allowed_end *self;
	const struct allowed_link *link;
	bool asks;
};

/* All sides of devices inside the site (of job->asset alone, when it is said), those of one device together. */
struct links_side *links_sides(const struct links *links, const struct export_job *job, size_t *count);
/* How many of these, from the first on, are of its device. */
size_t links_same_device(const struct links_side *sides, size_t count);
