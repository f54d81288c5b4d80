/* finding_eve.c - findings as alert records (Suricata's EVE), for a SIEM. SPDX-License-Identifier: Apache-2.0 */

#include "serve/findings.h"

#include <string.h>

#include "judge/alert.h"
#include "lib/anonymous.h"
#include "record/record.h"

#define PIECE 10000

/* The first of a party's addresses. */
static const struct address *ip_of(const struct party_row *p, struct address *out)
{
	char word[ADDRESS_TEXT_SIZE];
	const size_t length = strcspn(p->ip, " ");

	if (length == 0 || length >= sizeof(word))
		return NULL;
	memcpy(word, p->ip, length);
	word[length] = '\0';
	return address_parse(word, out) ? out : NULL;
}

static const struct address *turned(const struct request *r, const struct address *ip, struct address *out)
{
	if (ip && r->anonymous)
		*out = anonymous_address(r->anonymous, ip);
	return ip;
}

static void put_line(struct request *r, const char *site, const struct finding_row *row)
{
	const int state = finding_state_parse(row->state);
	struct address device, peer;
	struct record record;
	const struct finding f = {
	        .detector = row->detector,
	        .device = row->device.asset,
	        .peer = row->peer.asset,
	        .key = anonymous_text(r->anonymous, &r->arena, row->key),
	        .detail = anonymous_text(r->anonymous, &r->arena, row->detail),
	        .severity = row->severity,
	        .state = state < 0 ? FINDING_NEW : (enum finding_state)state,
	        .count = row->count,
	        .first_seen = row->first_seen,
	        .last_seen = row->last_seen,
	};

	finding_as_record(&f, turned(r, ip_of(&row->device, &device), &device),
	                  turned(r, ip_of(&row->peer, &peer), &peer), &r->arena, &record);
	record.site = anonymous_text(r->anonymous, &r->arena, site);
	record_write(&r->out, &record);
}

void findings_eve(struct request *r)
{
	struct page page = request_page(r);
	struct finding_row *rows = NULL;
	struct listing listing = {.count = 0};

	if (!request_anonymous(r))
		return;
	page.limit = PIECE;
	do {
		if (!request_findings(r, &page, &rows, &listing))
			return;
		for (size_t i = 0; i < listing.count; i++)
			put_line(r, r->server->config.site, &rows[i]);
		page.after = listing.next;
	} while (listing.next && !r->out.full);
	r->status = 200;
	r->type = "application/x-ndjson";
	r->disposition = "attachment; filename=\"yagura-findings.json\"";
}
