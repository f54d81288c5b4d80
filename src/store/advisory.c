/* advisory.c - what a bundle brings: advisories, exploited vulnerabilities, scores. SPDX-License-Identifier: Apache-2.0 */

#include "store/sql.h"
#include "store/vulnerability.h"

#include "lib/clock.h"
#include "lib/memory.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

int store_bundle_newest(struct store *store, const char *name, int64_t *made)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store, "SELECT max(made) FROM bundle WHERE name = ?");
	query_text(&q, name);
	*made = query_number(&q, &rc);
	return rc;
}

int store_bundle_add(struct store *store, const struct viewer *viewer, const struct bundle *bundle,
		     int64_t *id)
{
	struct query q;

	if (viewer->scope_count == 0)
		return store_failed(store, -EPERM, "store: the viewer has no scope");
	query_begin(&q, store,
		    "INSERT INTO bundle (scope_id, name, made, signed_by, filename, imported_at,"
		    " imported_by) VALUES (?,?,?,?,?,?,?)");
	query_int(&q, viewer->scopes[0]);
	query_text(&q, bundle->name);
	query_int(&q, bundle->made);
	query_text(&q, bundle->signed_by);
	query_text(&q, bundle->filename);
	query_int(&q, clock_now());
	query_text(&q, viewer->user);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

int store_bundle_counts(struct store *store, int64_t id, const struct bundle *counts)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE bundle SET advisories = ?, changed = ?, kev = ?, epss = ? WHERE id = ?");
	query_int(&q, counts->advisories);
	query_int(&q, counts->changed);
	query_int(&q, counts->kev);
	query_int(&q, counts->epss);
	query_int(&q, id);
	return query_run(&q);
}

/* ---- digest: has anything of it changed ---- */

static void hash_text(crypto_generichash_state *state, const char *text)
{
	/* with its NUL: what ends one text cannot begin the next */
	crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

static void hash_number(crypto_generichash_state *state, int64_t number)
{
	crypto_generichash_update(state, (const unsigned char *)&number, sizeof(number));
}

static void digest_of(const struct advisory *a, unsigned char out[crypto_generichash_BYTES])
{
	crypto_generichash_state state;
	const char *const texts[] = {a->publisher, a->title,	 a->summary,
				     a->url,	   a->published, a->updated};

	crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		hash_text(&state, texts[i]);
	for (size_t i = 0; i < a->vulnerability_count; i++) {
		hash_text(&state, a->vulnerabilities[i].name);
		hash_text(&state, a->vulnerabilities[i].title);
		hash_number(&state, a->vulnerabilities[i].cvss);
		hash_text(&state, a->vulnerabilities[i].vector);
		hash_text(&state, a->vulnerabilities[i].remedy);
	}
	for (size_t i = 0; i < a->product_count; i++) {
		hash_text(&state, a->products[i].vendor);
		hash_text(&state, a->products[i].product);
		hash_text(&state, a->products[i].model);
		hash_text(&state, a->products[i].versions);
	}
	for (size_t i = 0; i < a->status_count; i++) {
		hash_number(&state, (int64_t)a->statuses[i].product);
		hash_number(&state, (int64_t)a->statuses[i].vulnerability);
		hash_number(&state, a->statuses[i].status);
		hash_text(&state, a->statuses[i].because);
	}
	crypto_generichash_final(&state, out, crypto_generichash_BYTES);
}

/* ---- an advisory ---- */

/* *id 0: it is new. *same: nothing is to be done. */
static int find_known(struct store *store, const struct advisory *a, const unsigned char *digest,
		      int64_t *id, bool *same)
{
	struct query q;
	size_t length = 0;

	*id = 0;
	*same = false;
	query_begin(&q, store, "SELECT id, brief, digest FROM advisory WHERE source = ? AND name = ?");
	query_text(&q, a->source);
	query_text(&q, a->name);
	if (query_row(&q)) {
		*id = query_get_int(&q);
		const bool brief = query_get_int(&q) != 0;
		const void *kept = query_get_blob(&q, &length);

		*same = (a->brief && !brief) || (length == crypto_generichash_BYTES &&
						 memcmp(kept, digest, length) == 0);
	}
	return query_end(&q);
}

/* What was decided about its vulnerabilities is to be looked at again. */
static int end_decisions(struct store *store, int64_t advisory, const char *name)
{
	struct query q;

	query_begin(&q, store,
		    "UPDATE decision SET ended_at = ?, ended_by = ? WHERE ended_at = 0 AND"
		    " vulnerability_id IN (SELECT vulnerability_id FROM advisory_vulnerability WHERE"
		    " advisory_id = ?)");
	query_int(&q, clock_now());
	query_text(&q, name);
	query_int(&q, advisory);
	return query_run(&q);
}

static int remove_parts(struct store *store, int64_t advisory)
{
	struct query q;

	query_begin(&q, store, "DELETE FROM advisory_vulnerability WHERE advisory_id = ?");
	query_int(&q, advisory);
	const int rc = query_run(&q);

	if (rc)
		return rc;
	query_begin(&q, store, "DELETE FROM advisory_product WHERE advisory_id = ?");
	query_int(&q, advisory);
	return query_run(&q);
}

static int put_head(struct store *store, int64_t bundle, const struct advisory *a,
		    const unsigned char *digest, int64_t *id)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "INSERT INTO advisory (source, name, publisher, title, summary, url, published,"
		    " updated, brief, digest, changed_at, bundle_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
		    " ON CONFLICT DO UPDATE SET publisher = excluded.publisher,"
		    " title = excluded.title, summary = excluded.summary, url = excluded.url,"
		    " published = excluded.published, updated = excluded.updated,"
		    " brief = excluded.brief, digest = excluded.digest,"
		    " changed_at = excluded.changed_at, bundle_id = excluded.bundle_id RETURNING id");
	query_text(&q, a->source);
	query_text(&q, a->name);
	query_text(&q, a->publisher);
	query_text(&q, a->title);
	query_text(&q, a->summary);
	query_text(&q, a->url);
	query_text(&q, a->published);
	query_text(&q, a->updated);
	query_int(&q, a->brief);
	query_blob(&q, digest, crypto_generichash_BYTES);
	query_int(&q, clock_now());
	query_int(&q, bundle);
	*id = query_number(&q, &rc);
	return rc;
}

static int put_vulnerability(struct store *store, int64_t advisory,
			     const struct advisory_vulnerability *v, int64_t *id)
{
	struct query q;
	int rc = 0;

	query_begin(&q, store,
		    "INSERT INTO vulnerability (name, title, changed_at) VALUES (?,?,?)"
		    " ON CONFLICT DO UPDATE SET title = iif(excluded.title = '', title,"
		    " excluded.title), changed_at = excluded.changed_at RETURNING id");
	query_text(&q, v->name);
	query_text(&q, v->title);
	query_int(&q, clock_now());
	*id = query_number(&q, &rc);
	if (rc)
		return rc;
	query_begin(&q, store,
		    "INSERT OR REPLACE INTO advisory_vulnerability VALUES (?,?,?,?,?,?)");
	query_int(&q, advisory);
	query_int(&q, *id);
	query_text(&q, v->title);
	query_int(&q, v->cvss);
	query_text(&q, v->vector);
	query_text(&q, v->remedy);
	rc = query_run(&q);
	if (rc)
		return rc;
	query_begin(&q, store,
		    "UPDATE vulnerability SET (cvss, vector) = (SELECT cvss, vector FROM"
		    " advisory_vulnerability WHERE vulnerability_id = ?1 ORDER BY cvss DESC LIMIT 1)"
		    " WHERE id = ?1");
	query_int(&q, *id);
	return query_run(&q);
}

static int put_product(struct store *store, int64_t advisory, const struct advisory_product *p,
		       const char *vendor_key, int64_t *id)
{
	struct query q;

	query_begin(&q, store,
		    "INSERT INTO advisory_product (advisory_id, vendor_key, vendor, product, model,"
		    " versions) VALUES (?,?,?,?,?,?)");
	query_int(&q, advisory);
	query_text(&q, vendor_key);
	query_text(&q, p->vendor);
	query_text(&q, p->product);
	query_text(&q, p->model);
	query_text(&q, p->versions);
	const int rc = query_run(&q);

	*id = sqlite3_last_insert_rowid(store->db);
	return rc;
}

static int put_status(struct store *store, int64_t product, int64_t vulnerability,
		      const struct advisory_status *s)
{
	struct query q;

	query_begin(&q, store, "INSERT OR REPLACE INTO advisory_status VALUES (?,?,?,?)");
	query_int(&q, product);
	query_int(&q, vulnerability);
	query_int(&q, s->status);
	query_text(&q, s->because);
	return query_run(&q);
}

static int put_parts(struct store *store, int64_t advisory, const struct advisory *a,
		     const char *const *vendor_keys)
{
	int64_t *vulnerabilities = xcalloc(a->vulnerability_count + 1, sizeof(int64_t));
	int64_t *products = xcalloc(a->product_count + 1, sizeof(int64_t));
	int rc = 0;

	for (size_t i = 0; i < a->vulnerability_count && !rc; i++)
		rc = put_vulnerability(store, advisory, &a->vulnerabilities[i], &vulnerabilities[i]);
	for (size_t i = 0; i < a->product_count && !rc; i++)
		rc = put_product(store, advisory, &a->products[i], vendor_keys[i], &products[i]);
	for (size_t i = 0; i < a->status_count && !rc; i++)
		rc = put_status(store, products[a->statuses[i].product],
				vulnerabilities[a->statuses[i].vulnerability], &a->statuses[i]);
	free(vulnerabilities);
	free(products);
	return rc;
}

int store_advisory_put(struct store *store, int64_t bundle, const struct advisory *advisory,
		       const char *const *vendor_keys)
{
	unsigned char digest[crypto_generichash_BYTES];
	int64_t known = 0, id = 0;
	bool same = false;

	digest_of(advisory, digest);
	int rc = find_known(store, advisory, digest, &known, &same);
	if (rc || same)
		return rc;
	if (known)
		rc = end_decisions(store, known, advisory->name);
	if (!rc && known)
		rc = remove_parts(store, known);
	if (!rc)
		rc = put_head(store, bundle, advisory, digest, &id);
	if (!rc)
		rc = put_parts(store, id, advisory, vendor_keys);
	return rc ? rc : 1;
}

/* ---- exploited vulnerabilities, scores ---- */

static int clear(struct store *store, const char *sql)
{
	struct query q;

	query_begin(&q, store, sql);
	return query_run(&q);
}

int store_kev_clear(struct store *store)
{
	return clear(store, "DELETE FROM kev");
}

int store_kev_put(struct store *store, const struct kev *kev)
{
	struct query q;

	query_begin(&q, store, "INSERT OR REPLACE INTO kev VALUES (?,?,?,?,?,?)");
	query_text(&q, kev->cve);
	query_text(&q, kev->title);
	query_text(&q, kev->added);
	query_text(&q, kev->due);
	query_int(&q, kev->ransomware);
	query_text(&q, kev->action);
	return query_run(&q);
}

int store_epss_clear(struct store *store)
{
	return clear(store, "DELETE FROM epss");
}

int store_epss_put(struct store *store, const struct epss *epss)
{
	struct query q;

	query_begin(&q, store, "INSERT OR REPLACE INTO epss VALUES (?,?,?)");
	query_text(&q, epss->cve);
	query_int(&q, epss->score);
	query_int(&q, epss->percentile);
	return query_run(&q);
}

int store_bundles(struct store *store, const struct viewer *viewer, struct arena *arena,
		  struct bundle **out, size_t *count)
{
	struct rows rows = {.size = sizeof(struct bundle)};
	struct query q;

	query_begin_once(&q, store,
			 "SELECT id, name, made, signed_by, filename, imported_at, imported_by,"
			 " advisories, changed, kev, epss FROM bundle WHERE " SCOPES_OF("scope_id")
			 "ORDER BY id DESC LIMIT 100",
			 arena);
	query_scopes(&q, viewer);
	while (query_row(&q)) {
		struct bundle *b = rows_add(&rows, arena);

		b->id = query_get_int(&q);
		b->name = query_get_text(&q);
		b->made = query_get_int(&q);
		b->signed_by = query_get_text(&q);
		b->filename = query_get_text(&q);
		b->imported_at = query_get_int(&q);
		b->imported_by = query_get_text(&q);
		b->advisories = query_get_int(&q);
		b->changed = query_get_int(&q);
		b->kev = query_get_int(&q);
		b->epss = query_get_int(&q);
	}
	*out = rows.data;
	*count = rows.count;
	return query_end(&q);
}
