/* change.c - the queue of what the pages ask the writer to change. SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/log.h"
#include "proc/checking.h"
#include "proc/kept.h"
#include "proc/writer.h"
#include "store/customer.h"
#include "store/finding.h"
#include "store/source_site.h"
#include "store/zoning.h"

int change_submit(void *argument, struct change *change)
{
	struct writer *w = argument;
	uint64_t one = 1;
	int rc = -ESHUTDOWN;

	change->next = NULL;
	pthread_mutex_lock(&w->lock);
	if (!w->closed) {
		if (w->last)
			w->last->next = change;
		else
			w->first = change;
		w->last = change;
		rc = 0;
	}
	pthread_mutex_unlock(&w->lock);
	if (rc == 0 && write(w->wake, &one, sizeof(one)) < 0)
		log_warn("the writer cannot be woken: it looks again within 100 ms");
	return rc;
}

static struct change *take_all(struct writer *w)
{
	uint64_t count;

	pthread_mutex_lock(&w->lock);
	struct change *first = w->first;
	w->first = NULL;
	w->last = NULL;
	pthread_mutex_unlock(&w->lock);
	if (first && read(w->wake, &count, sizeof(count)) < 0 && errno != EAGAIN)
		log_warn("eventfd: %s", strerror(errno));
	return first;
}

static int reload_findings(struct writer *w, const struct change *c, const struct plant *p)
{
	int rc = store_reload_finding(w->store, p->scope, c->judged.id, p->judge);

	for (size_t i = 0; i < c->judged.count && rc == 0; i++)
		rc = store_reload_finding(w->store, p->scope, c->judged.ids[i], p->judge);
	return rc;
}

static int tell_finding(struct writer *w, const struct change *c, const struct plant *p)
{
	const struct finding_edit *edit = c->judged.edit;
	const int rc = !edit->allow ? 0 : store_allow_finding(w->store, p->scope, c->judged.id, p->judge, edit->until);

	return rc ? rc : reload_findings(w, c, p);
}

static int tell_judge(struct writer *w, const struct change *c, const struct plant *p)
{
	switch (c->kind) {
	case CHANGE_FINDING:
		return tell_finding(w, c, p);
	case CHANGE_ALLOWED:
		return store_reload_part(w->store, p->scope, c->judged.name, p->judge);
	case CHANGE_ALLOWED_ENTRY:
		return store_reload_allowed(w->store, p->scope, c->judged.id, p->judge);
	case CHANGE_SUPPRESS:
	case CHANGE_UNSUPPRESS:
	case CHANGE_DETECTOR:
	case CHANGE_PHASE:
	case CHANGE_BLOCK_LIST:
	case CHANGE_BLOCK_LIST_REMOVE:
	case CHANGE_LEDGER_IMPORT:
		return store_reload_rules(w->store, p->scope, p->judge);
	case CHANGE_ZONE:
	case CHANGE_NETWORK:
	case CHANGE_CONDUIT:
	case CHANGE_ZONING:
		judge_look(p->judge);
		return store_zoning_judge_again(w->store, &p->viewer, p->judge);
	case CHANGE_ASSET_EDIT:
	case CHANGE_ASSET_MERGE:
	case CHANGE_MERGE_UNDO:
		judge_look(p->judge);
		return 0;
	default:
		return 0;
	}
}

/* What people decided reaches the judges at hand, and the active check, at once; other sites read it when they come in. */
static int tell_all(struct writer *w, const struct change *c)
{
	int rc = 0;

	for (size_t i = 0; i < PLANTS_MAX && rc == 0; i++)
		if (w->plant[i].scope && c->viewer && viewer_sees(c->viewer, w->plant[i].scope))
			rc = tell_judge(w, c, &w->plant[i]);
	if (c->kind == CHANGE_CHECK || c->kind == CHANGE_CHECK_ADD || c->kind == CHANGE_CHECK_REMOVE)
		checking_changed();
	return rc;
}

/* Interfaces that were heard for what is erased: found before its rows are gone. */
struct heard {
	struct arena arena;
	const char **names;
	size_t count;
};

/* It is gone whatever becomes of this: rows first, then what the file still holds of their bytes. */
static void shrink(struct writer *w, const struct change *c, const struct heard *heard)
{
	kept_forget(w);
	feeds_forget(w, heard->names, heard->count);
	plants_forget(w);
	if (store_shrink(w->store) == 0)
		return;
	log_warn("after an erasure: %s", store_error(w->store));
	if (c->customer.error)
		snprintf(c->customer.error, CHANGE_ERROR_SIZE,
			 "it is gone, but the file of the database could not be written anew: free some disk and erase something again");
}

static int apply_in(struct writer *w, struct change *c)
{
	struct plant *p = NULL;
	int64_t site;
	const int rc = change_site(w->store, c, &site);

	if (rc)
		return rc;
	if (site && viewer_sees(c->viewer, site) && !(p = plant_of(w, site)))
		return -EIO;
	return change_apply(w->store, p ? p->inventory : plant_root(w)->inventory, c);
}

static int erase_in(struct writer *w, struct change *c, struct heard *heard)
{
	const int rc = store_site_interfaces(w->store, c->customer.scope, &heard->arena, &heard->names, &heard->count);

	return rc ? rc : apply_in(w, c);
}

static void apply(struct writer *w, struct change *c)
{
	struct heard heard = {.count = 0};

	/* what came before is committed by itself: a change that fails takes nothing else with it */
	writer_commit(w);
	if (!writer_begin(w)) {
		c->result = -ENOSPC;
		return;
	}
	c->result = c->kind == CHANGE_UPLOAD  ? upload_apply(w, c)
		    : c->kind == CHANGE_ERASE ? erase_in(w, c, &heard)
					      : apply_in(w, c);
	if (c->result == 0 && c->kind == CHANGE_PHASE && c->judged.on)
		c->result = upload_again(w, c->judged.id);
	if (c->result == 0)
		c->result = tell_all(w, c);
	if (c->result != 0) {
		store_rollback(w->store);
		w->open = false;
		arena_free(&heard.arena);
		return;
	}
	if (c->kind == CHANGE_SOURCE_MOVE)
		feed_moved(w, c->source.id);
	w->changed[SERVE_STATUS] = true;
	w->changed[SERVE_ASSETS] = true;
	w->changed[SERVE_FINDINGS] = true;
	w->changed[SERVE_CONVERSATIONS] |= c->kind >= CHANGE_ZONE && c->kind <= CHANGE_ZONING;
	w->changed[SERVE_VULNERABILITIES] |= c->kind == CHANGE_BUNDLE || c->kind == CHANGE_MATCH;
	if (!writer_commit(w))
		c->result = -ENOSPC;
	else if (c->kind == CHANGE_ERASE)
		shrink(w, c, &heard);
	arena_free(&heard.arena);
}

void change_all(struct writer *w)
{
	struct change *c = take_all(w);

	while (c) {
		struct change *next = c->next;

		apply(w, c);
		c->done(c);
		c = next;
	}
}

void change_close(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->closed = true;
	pthread_mutex_unlock(&w->lock);
	change_all(w);
}
