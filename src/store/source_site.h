/* source_site.h - which site an interface, a log or a named capture is heard for. SPDX-License-Identifier: Apache-2.0
 *
 * What was heard before a change stays where it was: each site has a source of its own for the same interface, and
 * the packets of the times that were its own.
 */
#pragma once

#include "store/store.h"

/* Both in UTC nanoseconds; until INT64_MAX: still. */
struct source_span {
	int64_t since;
	int64_t until;
};

/* The site that this sensor of this kind was heard for at that time, 0: nobody's any more. */
STORE_CALL store_site_at(struct store *store, const char *sensor, const char *kind, int64_t when, int64_t *scope);
/* The one that it is heard for now. */
STORE_CALL store_site_now(struct store *store, const char *sensor, const char *kind, int64_t *scope);

struct source_placing {
	const char *sensor;
	const char *kind;
	int64_t scope;
	int64_t when; /* from then on */
	bool configured; /* by the command line or its file: the page does not change it */
};

/* Writer: no source is placed by a configuration until store_source_place() says so again. */
STORE_CALL store_sites_free(struct store *store);
/* Writer: from then on it is heard for that site; nothing changes for one that is already, save who says so. */
STORE_CALL store_source_place(struct store *store, const struct viewer *viewer, const struct source_placing *placing);
/*
 * Writer: the same by a person, for a source of his and a site of his. -ENOENT, -EINVAL it is a capture, -EBUSY the
 * configuration says so, -EXDEV it is heard for another site already, -EALREADY it is so.
 */
STORE_CALL store_source_move(struct store *store, const struct viewer *viewer, int64_t source, int64_t scope,
			     int64_t when);
/* Writer: this source is the one that listens. Others of its name have moved; of a log it goes on where they ended. */
STORE_CALL store_source_listens(struct store *store, int64_t source);
/* When the packets of this interface were its own, oldest first. */
STORE_CALL store_source_spans(struct store *store, const struct source *source, struct arena *arena,
			      struct source_span **spans, size_t *count);
/* The interfaces that were ever heard for this scope or one below it: their rings hold packets of it. In the arena. */
STORE_CALL store_site_interfaces(struct store *store, int64_t scope, struct arena *arena, const char ***names,
				 size_t *count);
/* The scope of this name; the one that *scope says already (0 none), when that is called so. -ENOENT; -EMLINK there are
 * several. */
STORE_CALL store_site_named(struct store *store, const char *name, int64_t *scope);
