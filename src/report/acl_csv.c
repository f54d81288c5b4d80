/* acl_csv.c - the accepted list by address and port, as CSV (RFC 4180). SPDX-License-Identifier: Apache-2.0 */

#include "report/exports.h"

#include "lib/buf.h"
#include "lib/csv.h"
#include "report/links.h"

static void put(struct buf *out, const char *text)
{
	csv_text(out, text && *text ? text : NULL);
	buf_byte(out, ',');
}

static void put_time(struct buf *out, int64_t time)
{
	struct buf text = {0};

	if (time)
		links_time(&text, time);
	put(out, time ? buf_string(&text) : NULL);
	buf_free(&text);
}

static void put_end(struct buf *out, const struct allowed_end *end)
{
	put(out, end->zone);
	put(out, end->outside ? "outside" : end->party.name);
	put(out, end->outside ? "any" : end->party.ip);
	put(out, end->party.mac);
}

int export_acl_csv(const struct export_job *job)
{
	struct buf *out = job->out;
	struct links links;
	const int rc = links_load(job, true, &links);

	buf_text(out, CSV_MARK "action,from_zone,from_name,from_ip,from_mac,to_zone,to_name,to_ip,to_mac,"
		      "transport,port,protocol,operations,state,decided_by,expires,first_seen,last_seen\r\n");
	for (size_t i = 0; i < links.count; i++) {
		const struct allowed_link *l = &links.rows[i];

		buf_text(out, "permit,");
		put_end(out, &l->client);
		put_end(out, &l->server);
		put(out, l->proto);
		if (l->port >= 0)
			buf_printf(out, "%d", l->port);
		buf_byte(out, ',');
		put(out, l->protocol);
		put(out, l->classes);
		put(out, l->state);
		put(out, l->decided_by);
		put_time(out, l->expires);
		put_time(out, l->first_seen);
		put_time(out, l->last_seen);
		out->length--; /* the last comma */
		buf_text(out, "\r\n");
	}
	return rc;
}
