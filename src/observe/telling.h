/* telling.h - how entries of a shelf are told: singly, in bundles, gathered. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "observe/observer.h"

static inline struct telling *telling_of(const struct shelf *s, void *entry)
{
	return (struct telling *)((char *)entry + s->telling);
}

static inline bool wants_telling(const struct shelf *s, void *entry)
{
	return telling_of(s, entry)->dirty || telling_of(s, entry)->again;
}

static inline struct link *link_of(const struct shelf *s, void *entry)
{
	return (struct link *)((char *)entry + s->link);
}

/* Each is false when the teller does not take it, and what it does not take stays dirty. */
bool telling_single(struct shelf *s, void *entry);
bool telling_bundle(struct shelf *s, struct bundle *b);
/* An entry with all that is told together with it. */
bool telling_entry(struct shelf *s, void *entry);
/* All bundles of claims, many parties of an interface together. */
void telling_sweep(struct shelf *claims, bool at_end);
/* True when an entry is a stranger's of whom nothing is told now: he waits, or is forgotten with all that was kept of him. */
bool telling_waits(struct shelf *s, void *entry, uint32_t timer, bool at_end);
