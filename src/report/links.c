/* links.c - the accepted list as lines for a filter. SPDX-License-Identifier: Apache-2.0 */

#include "report/links.h"

#include <stdlib.h>
#include <string.h>

#include "lib/address.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/clock.h"

/* As record/tell.c names them. */
int links_protocol(const struct allowed_link *l)
{
	static const struct {
		const char *name;
		int number;
	} names[] = {{"ICMP", 1}, {"IGMP", 2}, {"TCP", 6}, {"UDP", 17},
		     {"GRE", 47}, {"ESP", 50}, {"IPv6-ICMP", 58}, {"VRRP", 112}};
	char *end;

	if ((!l->client.outside && !*l->client.party.ip) || (!l->server.outside && !*l->server.party.ip))
		return -1;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, l->proto) == 0)
			return names[i].number;
	const long number = strtol(l->proto, &end, 10);

	return end != l->proto && *end == '\0' && number >= 0 && number < 256 ? (int)number : -1;
}

bool links_has_port(const struct allowed_link *l)
{
	const int protocol = links_protocol(l);

	return (protocol == 6 || protocol == 17) && l->port >= 0;
}

bool links_is_ip6(const struct allowed_link *l)
{
	return strchr(l->client.party.ip, ':') || strchr(l->server.party.ip, ':');
}

static int compare_addresses(const char *a, const char *b)
{
	struct address x = {0}, y = {0};
	const bool known = address_parse(a, &x) && address_parse(b, &y);

	return known ? memcmp(x.bytes, y.bytes, sizeof(x.bytes)) : strcmp(a, b);
}

static int compare_ends(const struct allowed_end *a, const struct allowed_end *b)
{
	if (a->outside != b->outside)
		return a->outside ? 1 : -1;
	const int ip = compare_addresses(a->party.ip, b->party.ip);

	return ip ? ip : strcmp(a->party.mac, b->party.mac);
}

/* A filter of addresses does not see that a device was exchanged: one line, not one for each MAC. */
static void drop_mac(struct allowed_end *end)
{
	struct mac mac;

	if (*end->party.ip && mac_parse(end->party.mac, &mac) && !mac_is_group(&mac))
		end->party.mac = "";
}

/* Zero: a filter cannot tell them apart. */
static int compare_match(const struct allowed_link *x, const struct allowed_link *y)
{
	int c = strcmp(x->client.zone, y->client.zone);

	c = c ? c : strcmp(x->server.zone, y->server.zone);
	c = c ? c : compare_ends(&x->client, &y->client);
	c = c ? c : compare_ends(&x->server, &y->server);
	c = c ? c : strcmp(x->proto, y->proto);
	return c ? c : (x->port > y->port) - (x->port < y->port);
}

static int compare(const void *a, const void *b)
{
	const struct allowed_link *x = a, *y = b;
	const int c = compare_match(x, y);

	return c ? c : strcmp(x->protocol, y->protocol);
}

/* A port that has spoken two protocols is one line; a name beats none. */
static void join(struct allowed_link *into, const struct allowed_link *from)
{
	if (!*into->protocol)
		into->protocol = from->protocol;
	if (strlen(from->classes) > strlen(into->classes))
		into->classes = from->classes;
	into->first_seen = from->first_seen < into->first_seen ? from->first_seen : into->first_seen;
	into->last_seen = from->last_seen > into->last_seen ? from->last_seen : into->last_seen;
}

static void name_outside(struct allowed_end *end)
{
	if (end->outside)
		end->zone = "outside";
}

int links_load(const struct export_job *job, bool all, struct links *out)
{
	const struct allowed_link_filter filter = {.asset = job->asset, .open = job->open, .now = job->now};
	size_t count = 0, kept = 0;

	*out = (struct links){0};
	const int rc = store_allowed_links(job->store, job->viewer, &filter, job->arena, &out->rows, &count);
	if (rc || !count)
		return rc;
	for (size_t i = 0; i < count; i++) {
		name_outside(&out->rows[i].client);
		name_outside(&out->rows[i].server);
		if (!all) {
			drop_mac(&out->rows[i].client);
			drop_mac(&out->rows[i].server);
		}
	}
	qsort(out->rows, count, sizeof(*out->rows), compare);
	for (size_t i = 0; i < count; i++) {
		const struct allowed_link *l = &out->rows[i];
		const bool frame = links_protocol(l) < 0;

		if (kept && compare_match(l, &out->rows[kept - 1]) == 0) {
			join(&out->rows[kept - 1], l);
			continue;
		}
		out->frames += frame;
		if (all || !frame)
			out->rows[kept++] = *l;
	}
	out->count = kept;
	return 0;
}

/* Letters, digits, and what no shell, switch, rule or comment gives a meaning to. */
static bool is_plain(uint8_t c, bool ascii)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= 0x80 && !ascii) ||
	       (c && strchr(" -_.,/()+=", c));
}

void links_word(struct buf *out, const char *text, size_t max, bool ascii)
{
	size_t length = strlen(text);

	if (length > max) { /* not in the middle of a character */
		length = max;
		while (length && ((uint8_t)text[length] & 0xc0) == 0x80)
			length--;
	}
	for (size_t i = 0; i < length; i++) {
		const uint8_t c = (uint8_t)text[i];

		if (!ascii || (c & 0xc0) != 0x80) /* one mark a character, not a byte */
			buf_byte(out, is_plain(c, ascii) ? c : '_');
	}
}

static void say_end(struct buf *out, const struct allowed_end *end)
{
	buf_text(out, end->outside ? "outside" : *end->party.name ? end->party.name : end->party.ip);
}

void links_say(struct buf *out, const struct allowed_link *l, size_t max, bool ascii)
{
	struct buf text = {0};

	say_end(&text, &l->client);
	buf_text(&text, " to ");
	say_end(&text, &l->server);
	buf_text(&text, " ");
	buf_text(&text, *l->protocol ? l->protocol : l->proto);
	links_word(out, buf_string(&text), max, ascii);
	buf_free(&text);
}

void links_time(struct buf *out, int64_t time)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text_local(time, text);
	buf_printf(out, "%.19s%s", text, strlen(text) > 26 ? text + 26 : "");
}

void links_head(const struct export_job *job, const struct links *links, const char *mark, const char *what)
{
	struct buf *out = job->out;

	buf_printf(out, "%s Yagura: %s\n%s %zu lines as of ", mark, what, mark, links->count);
	links_time(out, job->now);
	buf_printf(out, "%s\n", job->open ? ", with what nobody has judged yet" : ", accepted by a person");
	if (links->frames)
		buf_printf(out, "%s %zu more have no IP address (PROFINET, ARP ...): no filter of packets sees them\n",
			   mark, links->frames);
	if (job->enforce)
		buf_printf(out, "%s It STOPS what is not listed. Try it without first, and look at what it tells.\n",
			   mark);
	else
		buf_printf(out, "%s It only watches: what is not listed is told and passes.\n", mark);
}

static int compare_sides(const void *a, const void *b)
{
	const struct links_side *x = a, *y = b;
	const uint64_t xa = x->self->party.asset, ya = y->self->party.asset;

	if (xa != ya)
		return xa < ya ? -1 : 1;
	if (x->asks != y->asks)
		return x->asks ? -1 : 1;
	return (x->link > y->link) - (x->link < y->link);
}

struct links_side *links_sides(const struct links *links, const struct export_job *job, size_t *count)
{
	struct links_side *sides = arena_alloc(job->arena, (links->count * 2 + 1) * sizeof(*sides));
	size_t n = 0;

	for (size_t i = 0; i < links->count * 2; i++) {
		const struct allowed_link *l = &links->rows[i / 2];
		const struct allowed_end *self = i % 2 ? &l->server : &l->client;

		if (!self->outside && self->party.asset && (!job->asset || self->party.asset == job->asset))
			sides[n++] = (struct links_side){self, l, i % 2 == 0};
	}
	qsort(sides, n, sizeof(*sides), compare_sides);
	*count = n;
	return sides;
}

size_t links_same_device(const struct links_side *sides, size_t count)
{
	size_t n = 0;

	while (n < count && sides[n].self->party.asset == sides->self->party.asset)
		n++;
	return n;
}
