/* sites.c - what the configuration says is heard for which site. SPDX-License-Identifier: Apache-2.0 */

#include "proc/sites.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/log.h"
#include "proc/messages.h"
#include "proc/monitor.h"
#include "store/account.h"
#include "store/govern.h"
#include "store/source_site.h"

struct at {
	char sensor[SOURCE_NAME_MAX];
	const char *kind;
	const char *site;
};

/* "plant=2.pcap=Osaka": a path may hold the sign, so the longest source that it begins with. */
static void look_in(const char *const *names, size_t count, const char *kind, const char *text, struct at *out)
{
	for (size_t i = 0; i < count; i++) {
		const size_t length = strlen(names[i]);

		if (strncmp(text, names[i], length) != 0 || text[length] != '=' || length >= sizeof(out->sensor) ||
		    length < strlen(out->sensor))
			continue;
		memcpy(out->sensor, names[i], length);
		out->sensor[length] = '\0';
		out->kind = kind;
		out->site = text + length + 1;
	}
}

static bool read_at(const struct run_config *c, const char *text, struct at *out)
{
	*out = (struct at){.kind = NULL};
	look_in(c->interface, c->interfaces, "live", text, out);
	look_in(c->file, c->files, "file", text, out);
	look_in(c->log, c->logs, "log", text, out);
	look_in(c->socket, c->sockets, "log", text, out);
	return out->kind && *out->site;
}

bool sites_good(const struct run_config *c)
{
	struct at at;

	for (size_t i = 0; i < c->ats; i++) {
		if (read_at(c, c->at[i], &at))
			continue;
		fprintf(stderr,
			"yagura: --at %s: it is SOURCE=SITE, where SOURCE is an interface, capture or log that is given as well\n",
			c->at[i]);
		return false;
	}
	return true;
}

/* The root is also called what --site says. */
static int find(struct store *store, const struct run_config *c, const struct at *at, int64_t *scope)
{
	if (strcmp(at->site, c->site) == 0) {
		*scope = STORE_ROOT_SCOPE;
		return 0;
	}
	int rc = store_site_now(store, at->sensor, at->kind, scope);

	if (rc == 0)
		rc = store_site_named(store, at->site, scope);
	if (rc != -ENOENT)
		return rc;
	log_info("there is no site %s yet: it is made", at->site);
	return store_site_add(store, &store_system, STORE_ROOT_SCOPE, at->site, scope);
}

static int place(struct store *store, const struct run_config *c, const char *text, int64_t started)
{
	struct at at;
	int64_t scope = 0;

	if (!read_at(c, text, &at))
		return -EINVAL;
	const int rc = find(store, c, &at, &scope);

	return rc ? rc
		  : store_source_place(store, &store_system,
				       &(struct source_placing){at.sensor, at.kind, scope, started, .configured = true});
}

bool sites_place(struct store *store, const struct run_config *c, int64_t started)
{
	int rc = store_begin(store);
	size_t i = 0;

	if (rc == 0)
		rc = store_sites_free(store);
	while (rc == 0 && i < c->ats)
		rc = place(store, c, c->at[i++], started);
	if (rc == 0)
		rc = store_commit(store);
	if (rc == 0)
		return true;
	fprintf(stderr, "yagura: --at %s: %s\n", i ? c->at[i - 1] : "",
		rc == -EMLINK ? "there are several sites of this name: choose the site on the page of sensors instead"
			      : store_error(store));
	store_rollback(store);
	return false;
}
